CREATE INDEX contact_queued ON contact (queue, at) WHERE status = 'queued';
CREATE INDEX contact_assigned ON contact (assigned_to, queue) WHERE status = 'assigned';
