ALTER TABLE orders ADD COLUMN number uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);
