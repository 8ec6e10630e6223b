package indicators

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// generalView is the form of a draft's general data.
type generalView struct {
	Head                                 ui.HeadingProps
	Problems                             []problem
	Conflict                             *conflictView
	Mistakes                             []ui.Mistake
	Form                                 ui.Form
	Code, Name, Version                  ui.Text
	VetoGrade                            ui.Select
	Categories                           []lineView
	Grades                               []lineView
	Kinds                                []lineView
	CategoryWrong, GradeWrong, KindWrong string
}

// lineView is one line of a list: its fields beside each other.
type lineView struct {
	Title  string
	Fields []ui.Text
}

// General shows the form of the general data.
func (s *Screen) General(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.PublishedAs != 0 {
		return page.NotFound()
	}
	s.general(w, r, http.StatusOK, work, work.Content.General(), nil, nil)
	return nil
}

func (s *Screen) general(w http.ResponseWriter, r *http.Request, status int, work *indicators.Work, g indicator.Draft, o *indicators.Overtaken, wrong map[string]string) {
	v := generalOf(work, g, wrong)
	mark, _ := indicators.GeneralMark(work)
	v.Form.Hidden = s.Hidden(r, "seen", mark)
	if o != nil {
		now := work.Content.General()
		v.Conflict = conflictOf(o, changesOf(indicator.Compare(&now, &g)))
	}
	s.Render(w, r, status, generalPage(stillWrong(r, s.Frame(r, "名称、总分和等次"), v.Problems), v))
}

func changesOf(changes []indicator.Change) ui.TableProps {
	t := sidesTable("现在保存着的", "您填写的")
	for _, c := range changes {
		t.Rows = append(t.Rows, sideRows(c)...)
	}
	return t
}

// SaveGeneral saves the general data as they were filled in.
func (s *Screen) SaveGeneral(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	g := readGeneral(form{r})
	err = s.sets.SaveGeneral(r.Context(), s.Actor(r), indicators.Form{Key: key, Draft: work.ID, Seen: r.PostFormValue("seen")}, g)
	if o, overtaken := errors.AsType[*indicators.Overtaken](err); overtaken {
		s.general(w, r, http.StatusConflict, o.Work, g, o, nil)
		return nil
	}
	if wrong, invalid := page.Wrong(err); invalid {
		s.general(w, r, http.StatusUnprocessableEntity, work, g, nil, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.DraftGeneralURL(work.ID), "saved"))
}

// readGeneral reads the general data as they were filled in. Lines left empty
// do not count.
func readGeneral(f form) indicator.Draft {
	g := indicator.Draft{Code: f.text("code"), Name: f.text("name"), Version: f.text("version"), VetoGrade: f.text("veto_grade")}
	for i := range f.count("categories", "name") {
		c := indicator.DraftCategory{Code: f.text(at("categories", i, "code")), Name: f.text(at("categories", i, "name")), Weight: f.figure(at("categories", i, "weight")),
			EarnsAtMost: f.figure(at("categories", i, "earns_at_most")), LosesAtMost: f.figure(at("categories", i, "loses_at_most"))}
		if !empty(c.Name, string(c.Weight), string(c.EarnsAtMost), string(c.LosesAtMost)) {
			g.Categories = append(g.Categories, c)
		}
	}
	for i := range f.count("grades", "name") {
		l := indicator.DraftGrade{Code: f.text(at("grades", i, "code")), Name: f.text(at("grades", i, "name")), From: f.figure(at("grades", i, "from"))}
		if !empty(l.Code, l.Name, string(l.From)) {
			g.Grades = append(g.Grades, l)
		}
	}
	for i := range f.count("kinds", "name") {
		k := indicator.DraftKind{Code: f.text(at("kinds", i, "code")), Name: f.text(at("kinds", i, "name"))}
		if !empty(k.Code, k.Name) {
			g.Kinds = append(g.Kinds, k)
		}
	}
	return indicator.Tidy(g)
}

func empty(texts ...string) bool { return strings.TrimSpace(strings.Join(texts, "")) == "" }

func generalOf(w *indicators.Work, g indicator.Draft, wrong map[string]string) generalView {
	f := fields{wrongIn(w, func(p string) (string, bool) { return p, !strings.HasPrefix(p, "areas") })}
	for field, text := range wrong {
		f.wrong[field] = text
	}
	v := generalView{Head: ui.HeadingProps{Title: "名称、总分和等次", Back: ui.Link{Label: w.Name, Href: page.DraftURL(w.ID)}}, Mistakes: page.Mistakes(wrong, "code", "name"),
		Form: ui.Form{Action: page.DraftGeneralURL(w.ID), Unchecked: true},
		Code: f.text("code", g.Code, "发布后一直用它称呼这一版。"), Name: f.text("name", g.Name, ""), Version: f.text("version", g.Version, "例如 2027。"),
		CategoryWrong: f.wrong["categories"], GradeWrong: f.wrong["grades"], KindWrong: f.wrong["kinds"]}
	v.VetoGrade = f.pick("veto_grade", g.VetoGrade, "有一票否决的评分点时，否决后定为哪一等。", nil)
	for _, l := range g.Grades {
		v.VetoGrade.Options = append(v.VetoGrade.Options, ui.Option{Value: l.Code, Label: l.Name})
	}
	for _, p := range w.Problems {
		if !strings.HasPrefix(p.Path, "areas") {
			v.Problems = append(v.Problems, problem{p.Plain, below(p.Path)})
		}
	}
	v.categories(f, g)
	v.lists(f, g)
	return v
}

var categoryNames = map[string]string{"base": "基本分", "pioneer": "先锋分", "bottom": "底线分"}

// categories offers all three, those that the draft has as they are there.
func (v *generalView) categories(f fields, g indicator.Draft) {
	all := append([]indicator.DraftCategory{}, g.Categories...)
	for _, code := range []string{"base", "pioneer", "bottom"} {
		has := false
		for _, c := range g.Categories {
			has = has || c.Code == code
		}
		if !has {
			all = append(all, indicator.DraftCategory{Code: code})
		}
	}
	for i, c := range all {
		line := lineView{Title: categoryNames[c.Code], Fields: []ui.Text{hidden(at("categories", i, "code"), c.Code), f.text(at("categories", i, "name"), c.Name, "")}}
		if c.Code != "bottom" || c.Weight != "" {
			line.Fields = append(line.Fields, f.figure(at("categories", i, "weight"), c.Weight, ""), f.figure(at("categories", i, "earns_at_most"), c.EarnsAtMost, ""))
		}
		line.Fields = append(line.Fields, f.figure(at("categories", i, "loses_at_most"), c.LosesAtMost, ""))
		v.Categories = append(v.Categories, line)
	}
}

// lists offer a few empty lines at their ends.
func (v *generalView) lists(f fields, g indicator.Draft) {
	for i := range len(g.Grades) + spare {
		var l indicator.DraftGrade
		if i < len(g.Grades) {
			l = g.Grades[i]
		}
		v.Grades = append(v.Grades, lineView{"等次 " + strconv.Itoa(i+1), []ui.Text{f.text(at("grades", i, "name"), l.Name, ""), f.figure(at("grades", i, "from"), l.From, ""), f.text(at("grades", i, "code"), l.Code, "")}})
	}
	for i := range len(g.Kinds) + spare {
		var k indicator.DraftKind
		if i < len(g.Kinds) {
			k = g.Kinds[i]
		}
		v.Kinds = append(v.Kinds, lineView{"类型 " + strconv.Itoa(i+1), []ui.Text{f.text(at("kinds", i, "name"), k.Name, ""), f.text(at("kinds", i, "code"), k.Code, "")}})
	}
}

// hidden is a field that the person does not see.
func hidden(path, value string) ui.Text { return ui.Text{Name: path, Value: value, Type: "hidden"} }
