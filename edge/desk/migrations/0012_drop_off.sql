CREATE TABLE abandoned (
    queue TEXT NOT NULL,
    view TEXT NOT NULL,
    day INTEGER NOT NULL,
    step TEXT NOT NULL,
    reached INTEGER NOT NULL,
    left_here INTEGER NOT NULL,
    PRIMARY KEY (queue, view, day, step)
);
