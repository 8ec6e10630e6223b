package draw

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// Population lists the branches of a draw with their tickets, a page at a time.
func (s *Screen) Population(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	query := r.URL.Query()
	only, text := page.Query(query, "only"), page.Query(query, "q")
	l, err := s.draws.Population(r.Context(), s.Actor(r), id, text)
	if err != nil {
		return err
	}
	holds := func(code string) bool { return l.Found == nil || l.Found[code] }
	part, at, more, place := paged(narrowed(l.Population, l.Reasons, only, holds), page.QueryPage(query))
	codes := make([]string, len(part))
	for i, t := range part {
		codes[i] = t.Code
	}
	names, err := s.draws.Names(r.Context(), codes)
	if err != nil {
		return err
	}
	v := newListing(l, part, names)
	v.Only, v.Find = onlySelect(only), ui.Text{ID: "q", Name: "q", Label: "支部", Value: text, Type: "search"}
	turn := func(to int) string {
		query := url.Values{"only": {only}, "q": {text}, "page": {strconv.Itoa(to)}}
		return page.DrawURL(id) + "/population?" + query.Encode()
	}
	v.Pager = ui.Turn(place, at, more, turn)
	s.Render(w, r, http.StatusOK, populationPage(s.Frame(r, v.Heading.Title), v))
	return nil
}

// listing is a page of a draw's population.
type listing struct {
	Heading ui.HeadingProps
	Rules   []string
	Form    ui.Form
	Only    ui.Select
	Find    ui.Text
	Table   ui.TableProps
	Pager   ui.PagerProps
}

func newListing(l *spotcheck.Listing, part []ticketed, names map[string]string) listing {
	v := listing{Rules: rulesOf(l.Draw), Form: ui.Form{Action: page.DrawURL(l.Draw.ID) + "/population", Get: true, Label: "筛选名单"}}
	v.Heading = ui.HeadingProps{Title: "谁有几张签，为什么", Back: ui.Link{Label: l.Draw.Title, Href: page.DrawURL(l.Draw.ID)},
		Text: calendar.Minute(l.Draw.At) + "随名单公布，之后不能再改。"}
	v.Table = ui.TableProps{ID: "population", Caption: "名单", Hide: true, Empty: "没有符合条件的支部。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "层"}, {Label: "签", Number: true}, {Label: "为什么"}}}
	labels := map[string]string{}
	for _, st := range l.Strata {
		labels[st.Name] = st.Label
	}
	for _, t := range part {
		v.Table.Rows = append(v.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: cmp.Or(names[t.Code], t.Code), Sub: t.Code}, {Text: labels[t.Stratum]},
			{Text: strconv.Itoa(t.Tickets)}, {Text: t.why()}}})
	}
	return v
}
