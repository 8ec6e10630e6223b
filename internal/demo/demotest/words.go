package demotest

import (
	"errors"
	"fmt"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// Who is an account as it acts today.
func (c *City) Who(account string) access.Actor {
	c.Helper()
	actor, err := c.Actor(c.Context(), account, calendar.DateOf(c.Now))
	c.Must(err)
	return actor
}

// Key is the key of a form that nobody has sent.
func (c *City) Key() string { return fmt.Sprintf("key-%d", c.keys.Add(1)) }

// Must ends the test unless all went well.
func (c *City) Must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// Fails asks for a fault of a kind that tells each of some words.
func (c *City) Fails(err error, want fault.Kind, words ...string) {
	c.Helper()
	if got := fault.KindOf(err); got != want {
		c.Errorf("kind of fault %d, want %d with %q: %v", got, want, words, err)
		return
	}
	for _, word := range words {
		if !strings.Contains(fmt.Sprint(err), word) {
			c.Errorf("a fault without %q: %v", word, err)
		}
	}
}

// Wrong asks for a fault about a field.
func (c *City) Wrong(err error, field string) {
	c.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid || f.Fields[field] == "" {
		c.Errorf("no fault about %s: %v", field, err)
	}
}

// Number asks the database for one number, such as the id of a row.
func (c *City) Number(sql string, args ...any) int64 {
	c.Helper()
	var n int64
	c.Must(c.Pool.QueryRow(c.Context(), sql, args...).Scan(&n))
	return n
}

// Count is Number for how many there are.
func (c *City) Count(sql string, args ...any) int {
	c.Helper()
	return int(c.Number(sql, args...))
}

// Exec changes in the database what no use case changes.
func (c *City) Exec(sql string, args ...any) {
	c.Helper()
	_, err := c.Pool.Exec(c.Context(), sql, args...)
	c.Must(err)
}
