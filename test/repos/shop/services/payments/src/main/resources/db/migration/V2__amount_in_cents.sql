ALTER TABLE payments ALTER COLUMN amount TYPE bigint;
UPDATE payments SET amount = amount * 100;
