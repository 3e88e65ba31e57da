module example.org/shop/orders

go 1.24

require (
	github.com/go-chi/chi/v5 v5.2.0
	github.com/golang-migrate/migrate/v4 v4.18.1
	github.com/jackc/pgx/v5 v5.7.2
)
