package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// finderScript is evaluated in the page for each look, so that it needs no room
// there and works with scripts switched off.
//
//go:embed find.js
var finderScript string

// sight is what the finder saw.
type sight struct {
	Found   bool    `json:"found"`
	Why     string  `json:"why"`    // when not found
	Placed  bool    `json:"placed"` // X and Y say where to click
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	Asks    bool    `json:"asks"`  // a click asks the server
	Typed   bool    `json:"typed"` // takes the keyboard
	Checked bool    `json:"checked"`
	Value   string  `json:"value"`
	Count   int     `json:"count"`
}

// call writes one call of the finder as JavaScript.
func (p *Page) call(function string, args ...any) string {
	scopes := p.scopes
	if scopes == nil {
		scopes = []scope{}
	}
	quoted := make([]string, len(args))
	for i, a := range args {
		quoted[i] = literal(a)
	}
	script := strings.TrimSpace(finderScript)
	return fmt.Sprintf("%s(%s).%s(%s)", script[strings.Index(script, "(("):], literal(scopes), function, strings.Join(quoted, ", "))
}

func literal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic("browsertest: " + err.Error()) // strings and scopes always have one
	}
	return string(text)
}

// look asks the finder once.
func (p *Page) look(ctx context.Context, function string, args ...any) (sight, error) {
	return evaluate[sight](ctx, p.call(function, args...))
}

// seek asks the finder until it has found what was asked for.
func (p *Page) seek(ctx context.Context, function string, args ...any) (sight, error) {
	var last sight // what the finder last said; a look that time cuts short says nothing
	for {
		s, err := p.look(ctx, function, args...)
		if err == nil && s.Found {
			return s, nil
		}
		if err == nil {
			last = s
		}
		select {
		case <-ctx.Done():
			return last, unseen(last, err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func unseen(s sight, err error) error {
	if s.Why != "" {
		return errors.New(s.Why)
	}
	return err
}
