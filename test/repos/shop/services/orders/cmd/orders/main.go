package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/database/postgres"
	_ "github.com/golang-migrate/migrate/v4/source/file"
	"github.com/jackc/pgx/v5/pgxpool"

	api "example.org/shop/orders/internal/http"
)

func main() {
	url := os.Getenv("DATABASE_URL")
	migrations, err := migrate.New("file:///migrations", url)
	if err != nil {
		log.Fatal(err)
	}
	if err := migrations.Up(); err != nil && err != migrate.ErrNoChange {
		log.Fatal(err)
	}
	pool, err := pgxpool.New(context.Background(), url)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8081", api.Router(pool)))
}
