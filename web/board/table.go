package board

import (
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/web/page"
	"baolei/web/ui"
)

// Table sends a table of a board as an Excel file, with all that is compared on
// one sheet. Every cell is text.
func (s *Screen) Table(w http.ResponseWriter, r *http.Request) error {
	at := asked(r)
	b, err := s.boards.Board(r.Context(), s.Actor(r), board.Ask{Cycle: at.Cycle, At: at.Place, All: true})
	if err != nil {
		return err
	}
	if b.Cycle.ID == 0 {
		return page.NotFound()
	}
	if err := app.UnsealedSums(b.Sealed); err != nil {
		return err
	}
	at.Cycle, at.Place = b.Cycle.ID, b.Place.ID
	m := &maker{Board: b, at: at, today: s.boards.Today(), file: true}
	for _, draw := range m.drawings() {
		p, err := draw(m)
		if err != nil {
			return err
		}
		if p.ID == r.PathValue("table") {
			return s.SendTable(w, r, strconv.Itoa(b.Cycle.Year)+"年"+b.Place.Name+p.Title, p.Table, heatedWords)
		}
	}
	return page.NotFound()
}

// heatedWords are the words of a cell that draws itself.
func heatedWords(c ui.Cell) string {
	if h, ok := c.Body.(heated); ok {
		return h.text
	}
	return ""
}
