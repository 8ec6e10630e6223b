package people_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// A transaction asks for no second connection, not even where the indicator
// sets have not been read yet: with one connection there is none to wait for.
func TestOrganisationsAreKeptOverOneConnection(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	cfg := c.Pool.Config().Copy()
	cfg.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	c.Must(err)
	t.Cleanup(pool.Close)
	parent := c.organisation("CZ")
	for name, change := range map[string]func(*people.Service) error{
		"add": func(s *people.Service) error {
			return s.AddOrganisation(ctx, c.Who("xitong"), people.NewOrganisation{Key: c.Key(), Parent: parent, Level: access.Branch, Code: "CZ-13", Name: "财政局第十三党支部"})
		},
		"rename": func(s *people.Service) error {
			return s.RenameOrganisation(ctx, c.Who("xitong"), people.Rename{Key: c.Key(), Organisation: parent, SeenName: "财政局机关党委", Name: "财政局党委"})
		},
	} {
		folk, err := people.New(app.NewDesk(store.Over(pool), c.Clock)) // knows no set yet
		c.Must(err)
		if err := change(folk); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
