CREATE INDEX delivery_by_queue ON delivery (queue, seq);
