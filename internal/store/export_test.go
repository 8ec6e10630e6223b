package store

import (
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Impatient is Over with a limit of its own.
func Impatient(pool *pgxpool.Pool, limit time.Duration) *DB { return &DB{pool, limit} }
