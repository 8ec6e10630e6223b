package storetest

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"
)

func TestTemplateNameFollowsTheMigrations(t *testing.T) {
	names := map[string]string{}
	for what, files := range map[string]fstest.MapFS{
		"base":    {"1.sql": {Data: []byte("a")}, "2.sql": {Data: []byte("b")}},
		"text":    {"1.sql": {Data: []byte("a")}, "2.sql": {Data: []byte("c")}},
		"moved":   {"1.sql": {Data: []byte("ab")}, "2.sql": {Data: []byte("")}},
		"renamed": {"1.sql": {Data: []byte("a")}, "3.sql": {Data: []byte("b")}},
	} {
		name, err := templateName(files, 1)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := names[name]; ok {
			t.Errorf("%s and %s share the template %s", what, other, name)
		}
		names[name] = what
	}
	newer, err := templateName(fstest.MapFS{"1.sql": {Data: []byte("a")}, "2.sql": {Data: []byte("b")}}, 2)
	if err != nil || names[newer] != "" {
		t.Errorf("a newer queue shares the template of %s, %v", names[newer], err)
	}
}

// A maker that was killed leaves a database of the right name that is not
// marked as a template.
func TestHalfMadeTemplateIsMadeAgain(t *testing.T) {
	ctx := t.Context()
	server, err := serverURL(ctx)
	if err != nil {
		t.Fatal(err)
	}
	const name = "baolei_template_half"
	if err := exec(ctx, server, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dropTemplate(t, server, name) })
	for range 2 { // the second time finds it whole
		if err := underLock(ctx, server, func(c *pgx.Conn) error { return makeTemplate(ctx, c, server, name) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec(ctx, server, "CREATE DATABASE baolei_test_of_half TEMPLATE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dropTemplate(t, server, "baolei_test_of_half") })
	if err := exec(ctx, onDatabase(server, "baolei_test_of_half"), "SELECT 1 FROM goose_db_version"); err != nil {
		t.Errorf("the clone is not migrated: %v", err)
	}
}

func dropTemplate(t *testing.T, server, name string) {
	ctx := context.Background() // the test's own is over in its cleanup
	for _, sql := range []string{"ALTER DATABASE " + name + " IS_TEMPLATE false", "DROP DATABASE " + name} {
		if err := exec(ctx, server, sql); err != nil {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
