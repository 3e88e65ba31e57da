CREATE TABLE orders (
  id bigserial PRIMARY KEY,
  customer bigint,
  total bigint NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);
