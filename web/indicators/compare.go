package indicators

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// compareView shows how one version differs from another.
type compareView struct {
	Head     ui.HeadingProps
	Form     ui.Form
	From, To ui.Select
	Stats    []ui.Stat
	Changes  *ui.TableProps // nil until two versions are chosen
}

// Compare shows what was added, removed and changed between two versions.
func (s *Screen) Compare(w http.ResponseWriter, r *http.Request) error {
	shelf, err := s.sets.Shelf(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	from, to := page.Query(r.URL.Query(), "from"), page.Query(r.URL.Query(), "to")
	v := compareView{Head: ui.HeadingProps{Title: "比较两个版本", Back: ui.Link{Label: "指标体系", Href: page.SetsURL}}, Form: ui.Form{Action: page.CompareSetsURL, Get: true, Label: "选择版本"},
		From: ui.Select{ID: "from", Name: "from", Label: "原来", Value: from, Options: versions(shelf), Required: true}, To: ui.Select{ID: "to", Name: "to", Label: "现在", Value: to, Options: versions(shelf), Required: true}}
	if old, now := refOf(from), refOf(to); old.Named() && now.Named() {
		c, err := s.sets.Compare(r.Context(), s.Actor(r), old, now)
		if err != nil {
			return err
		}
		v.fill(c)
	}
	s.Render(w, r, http.StatusOK, comparePage(s.Frame(r, "比较两个版本"), v))
	return nil
}

// versions are what can be compared.
func versions(shelf indicators.Shelf) []ui.Option {
	var list []ui.Option
	for _, d := range shelf.Drafts {
		list = append(list, ui.Option{Value: page.DraftRef(d.ID), Label: "草稿：" + d.Name + "（" + d.Code + "）"})
	}
	for _, one := range shelf.Sets {
		list = append(list, ui.Option{Value: page.SetRef(one.ID), Label: one.Name + "（" + one.Code + "）"})
	}
	return list
}

// refOf reads what names a version in an address.
func refOf(text string) indicators.Ref {
	var r indicators.Ref
	if id, ok := strings.CutPrefix(text, "draft-"); ok {
		r.Draft, _ = strconv.ParseInt(id, 10, 64) // no number is no version
	} else if id, ok := strings.CutPrefix(text, "set-"); ok {
		r.Set, _ = strconv.ParseInt(id, 10, 64)
	}
	return r
}

var hows = map[indicator.How]ui.BadgeProps{indicator.Added: {Text: "新增", Tone: ui.Good}, indicator.Removed: {Text: "删去", Tone: ui.Lost}, indicator.Changed: {Text: "改动", Tone: ui.Warn}}

func (v *compareView) fill(c indicators.Comparison) {
	v.Head.Text = c.Old.Name + "（" + c.Old.Code + "）→ " + c.New.Name + "（" + c.New.Code + "）"
	count := map[indicator.How]int{}
	for _, one := range c.Changes {
		if one.Part == indicator.ItemPart || one.Part == indicator.ClausePart {
			count[one.How]++
		}
	}
	for _, how := range []indicator.How{indicator.Added, indicator.Removed, indicator.Changed} {
		v.Stats = append(v.Stats, ui.Stat{Label: hows[how].Text + "（考评内容和评分点）", Value: strconv.Itoa(count[how])})
	}
	t := changeTable(c.Changes)
	v.Changes = &t
}

// changeTable lists changes, old and new side by side.
func changeTable(changes []indicator.Change) ui.TableProps {
	t := ui.TableProps{ID: "changes", Caption: "改动", Hide: true, Empty: "两个版本内容相同。", Columns: []ui.Column{{Label: "哪一处"}, {Label: "哪一样"}, {Label: "原来"}, {Label: "现在"}}}
	for _, c := range changes {
		for i, l := range c.Lines {
			first := ui.Cell{Text: nameOf(c)}
			if i == 0 {
				first.Badge = hows[c.How]
			}
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{first, {Text: l.Word}, {Text: orNothing(l.Was)}, {Text: orNothing(l.Now)}}})
		}
	}
	return t
}

func nameOf(c indicator.Change) string {
	switch c.Part {
	case indicator.WholeSet:
		return "整套"
	case indicator.ClausePart:
		return "评分点 " + c.Code
	case indicator.AreaPart, indicator.ItemPart:
	}
	return c.Code + " " + c.Title
}
