-- migrate:up
SET lock_timeout = '2s';
ALTER TABLE products ADD CONSTRAINT title_not_empty CHECK (title <> '') NOT VALID;

-- migrate:down
ALTER TABLE products DROP CONSTRAINT title_not_empty;
