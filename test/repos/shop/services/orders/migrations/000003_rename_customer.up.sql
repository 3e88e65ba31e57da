ALTER TABLE orders RENAME COLUMN customer TO customer_id;
