-- migrate:up
ALTER TABLE products ADD COLUMN search tsvector;
CREATE INDEX products_search ON products USING gin (search);
UPDATE products SET search = to_tsvector('simple', title);

-- migrate:down
DROP INDEX products_search;
ALTER TABLE products DROP COLUMN search;
