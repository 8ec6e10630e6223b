package page

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/records/sheet"
	"baolei/web/ui"
)

// SendTable sends a table as an Excel file. Every cell is text; Words gives those
// of a cell that draws itself, and is nil where none does.
func (s *Site) SendTable(w http.ResponseWriter, r *http.Request, name string, t ui.TableProps, words ...func(ui.Cell) string) error {
	out := sheet.Sheet{Name: t.Caption}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, sheet.Column{Heading: c.Label, Width: 16})
	}
	out.Columns[0].Width = 36
	for _, row := range t.Rows {
		var texts []string
		for _, c := range row.Cells {
			texts = append(texts, plain(c, words))
		}
		out.Rows = append(out.Rows, texts)
	}
	data, err := sheet.Write(out)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", app.ExcelType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".xlsx"}))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if _, err := w.Write(data); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
	return nil
}

// plain is a cell's words, with a minus sign that spreadsheets know.
func plain(c ui.Cell, words []func(ui.Cell) string) string {
	text := c.Text
	for _, of := range words {
		if said := of(c); said != "" {
			text = said
		}
	}
	for _, more := range []string{c.Sub, c.Badge.Text} {
		if more != "" {
			text = strings.TrimSpace(text + " " + more)
		}
	}
	return strings.ReplaceAll(text, "−", "-")
}
