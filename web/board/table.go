package board

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/board"
	"baolei/internal/app/records/sheet"
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
	at.Cycle, at.Place = b.Cycle.ID, b.Place.ID
	m := &maker{Board: b, at: at, today: s.boards.Today(), file: true}
	for _, draw := range m.drawings() {
		p, err := draw(m)
		if err != nil {
			return err
		}
		if p.ID == r.PathValue("table") {
			return s.send(w, r, strconv.Itoa(b.Cycle.Year)+"年"+b.Place.Name+p.Title, p.Table)
		}
	}
	return page.NotFound()
}

func (s *Screen) send(w http.ResponseWriter, r *http.Request, name string, t ui.TableProps) error {
	out := sheet.Sheet{Name: t.Caption}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, sheet.Column{Heading: c.Label, Width: 16})
	}
	out.Columns[0].Width = 36
	for _, row := range t.Rows {
		var texts []string
		for _, c := range row.Cells {
			texts = append(texts, plain(c))
		}
		out.Rows = append(out.Rows, texts)
	}
	data, err := sheet.Write(out)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".xlsx"}))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if _, err := w.Write(data); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
	return nil
}

// plain is a cell's words, with a minus sign that spreadsheets know.
func plain(c ui.Cell) string {
	text := c.Text
	if h, ok := c.Body.(heated); ok {
		text = h.text
	}
	for _, more := range []string{c.Sub, c.Badge.Text} {
		if more != "" {
			text = strings.TrimSpace(text + " " + more)
		}
	}
	return strings.ReplaceAll(text, "−", "-")
}
