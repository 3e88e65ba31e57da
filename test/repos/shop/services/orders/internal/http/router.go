package http

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const readyPath = "/readyz"

type server struct {
	pool *pgxpool.Pool
}

// Router serves the orders.
func Router(pool *pgxpool.Pool) http.Handler {
	s := &server{pool: pool}
	r := chi.NewRouter()
	r.Get("/livez", s.ready)
	r.Get(readyPath, s.ready)
	r.Route("/orders", func(r chi.Router) {
		r.Post("/", s.place)
		r.Get("/{id}", s.show)
	})
	return r
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.pool.Ping(r.Context()); err != nil {
		http.Error(w, "no database", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}
