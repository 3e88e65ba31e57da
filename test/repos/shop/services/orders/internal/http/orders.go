package http

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
)

type order struct {
	ID    int64 `json:"id"`
	Total int64 `json:"total"`
}

func (s *server) place(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	err := s.pool.QueryRow(r.Context(), "INSERT INTO orders (total) VALUES ($1) RETURNING id", o.Total).Scan(&o.ID)
	if err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(o)
}

func (s *server) show(w http.ResponseWriter, r *http.Request) {
	var o order
	row := s.pool.QueryRow(r.Context(), "SELECT id, total FROM orders WHERE id = $1", chi.URLParam(r, "id"))
	if err := row.Scan(&o.ID, &o.Total); err != nil {
		http.NotFound(w, r)
		return
	}
	json.NewEncoder(w).Encode(o)
}
