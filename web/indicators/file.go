package indicators

import (
	"mime"
	"net/http"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/indicator"
)

// SetYAML sends a published set's file.
func (s *Screen) SetYAML(w http.ResponseWriter, r *http.Request) error {
	book, err := s.book(r)
	if err != nil {
		return err
	}
	s.send(w, r, book.Code+".yaml", yamlType, []byte(book.Text))
	return nil
}

// SetExcel sends a published set as an Excel file.
func (s *Screen) SetExcel(w http.ResponseWriter, r *http.Request) error {
	book, err := s.book(r)
	if err != nil {
		return err
	}
	return s.sendExcel(w, r, book.Code, book.Draft)
}

// DraftYAML sends a draft's file.
func (s *Screen) DraftYAML(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	s.send(w, r, work.Code+".yaml", yamlType, []byte(work.YAML))
	return nil
}

// DraftExcel sends a draft as an Excel file.
func (s *Screen) DraftExcel(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	return s.sendExcel(w, r, work.Code, work.Content)
}

const yamlType = "application/yaml; charset=utf-8"

func (s *Screen) sendExcel(w http.ResponseWriter, r *http.Request, name string, d *indicator.Draft) error {
	data, err := excelOf(d)
	if err != nil {
		return err
	}
	s.send(w, r, name+".xlsx", records.WorkbookType, data)
	return nil
}

// wide are the widths of columns that hold sentences, in characters.
var wide = map[string]float64{"标题": 24, "名称": 24, "要求": 48, "原文": 60, "填写内容": 36, "说法": 24, "发生时的说法": 16, "没有发生时的说法": 16}

func excelOf(d *indicator.Draft) ([]byte, error) {
	var list []sheet.Sheet
	for _, t := range d.Sheets() {
		one := sheet.Sheet{Name: t.Name}
		for _, h := range t.Headings {
			width := wide[h]
			if width == 0 {
				width = 12
			}
			one.Columns = append(one.Columns, sheet.Column{Heading: h, Width: width})
		}
		for _, row := range t.Rows {
			one.Rows = append(one.Rows, row.Cells)
		}
		list = append(list, one)
	}
	return sheet.WriteAll(list)
}

func (s *Screen) send(w http.ResponseWriter, r *http.Request, name, mediaType string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(data); err != nil {
		s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
	}
}
