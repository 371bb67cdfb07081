ALTER TABLE contact ADD COLUMN link TEXT;
ALTER TABLE contact ADD COLUMN details TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contact ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE contact ADD COLUMN erased_at INTEGER;
CREATE UNIQUE INDEX contact_by_link ON contact (link);
ALTER TABLE delivery ADD COLUMN event TEXT NOT NULL DEFAULT 'contact.registered';
