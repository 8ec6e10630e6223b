package storetest

import (
	"context"

	"baolei/internal/store"

	"github.com/jackc/pgx/v5/pgxpool"
)

// migrate brings a new database to the newest schema, the way the product does.
// So tests of package store stand in package store_test.
func migrate(ctx context.Context, address string) error {
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return err
	}
	defer pool.Close()
	return store.Migrate(ctx, pool)
}
