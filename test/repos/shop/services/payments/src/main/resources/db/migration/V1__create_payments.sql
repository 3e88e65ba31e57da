CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  amount integer NOT NULL,
  paid_at timestamptz NOT NULL DEFAULT now()
);
