-- migrate:up
CREATE TABLE products (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  price integer NOT NULL
);

-- migrate:down
DROP TABLE products;
