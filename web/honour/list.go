package honour

import (
	"net/http"
	"strconv"

	"baolei/internal/app/records"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// List shows the honours of a year.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, year, err := paper.Branch(r, s.records.Today())
	if err != nil {
		return err
	}
	h, err := s.records.Honours(r.Context(), s.Actor(r), branch, year)
	if err != nil {
		return err
	}
	l := listOf(h)
	l.Actions = []ui.LinkButtonProps{page.SheetLink(branch, "honours", year, h.CanSave)}
	l.Years = paper.Years(branch, book.Honours, year, s.records.Today())
	return s.Screen.List(w, r, l)
}

func listOf(all records.Honours) paper.List {
	l := paper.List{Place: all.Place, Year: all.Year, CanSave: all.CanSave, Table: ui.TableProps{ID: "honours", Caption: "荣誉", Hide: true, Empty: "这一年还没有登记荣誉。",
		Columns: []ui.Column{{Label: "荣誉名称"}, {Label: "类别"}, {Label: "级别"}, {Label: "授予单位"}, {Label: "授予"}, {Label: "授予日期"}, {Label: "证书", Number: true}}}}
	for i := range all.Honours {
		h := &all.Honours[i]
		name := h.MemberName
		if name == "" {
			name = "本支部"
		}
		files := ui.Cell{Text: strconv.Itoa(h.Files)}
		if h.Files == 0 {
			files = ui.Cell{Badge: ui.BadgeProps{Text: "没有证书", Tone: ui.Warn}}
		}
		l.Table.Rows = append(l.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: h.Title, Href: page.BookRecordURL(all.Branch, string(book.Honours), h.ID), Badge: doubt(all, h.ID)}, {Text: h.Kind.Chinese()},
			{Text: h.Level.Chinese()}, {Text: h.Issuer, Sub: h.DocumentNo}, {Text: name}, {Text: h.On.Short(), Badge: paper.Late(h.On, h.RecordedAt)}, files}})
	}
	return l
}

// doubt marks an honour of which the same, or the certificate, is elsewhere too.
func doubt(all records.Honours, id int64) ui.BadgeProps {
	for _, s := range all.Same {
		if s.Of == id {
			return ui.BadgeProps{Text: "重复登记", Tone: ui.Warn}
		}
	}
	for _, s := range all.SameCertificates {
		if s.Of == id {
			return ui.BadgeProps{Text: "证书重复", Tone: ui.Warn}
		}
	}
	return ui.BadgeProps{}
}
