package indicators

import (
	"errors"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/indicators"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// areaForm is the form of an area, new or there already.
type areaForm struct {
	Head     ui.HeadingProps
	Problems []problem
	Mistakes []ui.Mistake
	Conflict *conflictView
	Form     ui.Form
	Code     *ui.Text // of a new one
	Title    ui.Text
	Category ui.Select
	Figures  []ui.Text
	Submit   string
	Removal  *ui.Form // of one that is there
	CanGo    bool     // it has no items
}

// NewArea shows the form that adds an area.
func (s *Screen) NewArea(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	s.newArea(w, r, http.StatusOK, work, indicator.DraftArea{Category: "base"}, nil)
	return nil
}

func (s *Screen) newArea(w http.ResponseWriter, r *http.Request, status int, work *indicators.Work, a indicator.DraftArea, wrong map[string]string) {
	v := areaFormOf(work, a, fields{copyOf(wrong)})
	v.Head.Title, v.Submit, v.Mistakes = "增加项目", "增加", page.Mistakes(wrong, "code", "title")
	v.Form = ui.Form{Action: page.NewDraftAreaURL(work.ID), Hidden: s.Hidden(r), Unchecked: true}
	code := fields{copyOf(wrong)}.text("code", a.Code, "例如 B7。增加后不再改。")
	v.Code = &code
	s.Render(w, r, status, areaPage(s.narrow(r, "增加项目"), v))
}

func copyOf(wrong map[string]string) map[string]string {
	out := map[string]string{}
	for k, text := range wrong {
		out[k] = text
	}
	return out
}

func (s *Screen) narrow(r *http.Request, title string) ui.PageProps {
	frame := s.Frame(r, title)
	frame.Narrow = true
	return frame
}

// AddArea adds an area.
func (s *Screen) AddArea(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	a := readArea(form{r}, r.PostFormValue("code"))
	err = s.sets.AddArea(r.Context(), s.Actor(r), indicators.Form{Key: key, Draft: work.ID}, a)
	if wrong, invalid := page.Wrong(err); invalid {
		s.newArea(w, r, http.StatusUnprocessableEntity, work, a, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.DraftURL(work.ID), "added")+"#area-"+page.FieldID(a.Code))
}

func readArea(f form, code string) indicator.DraftArea {
	return indicator.Tidy(indicator.DraftArea{Code: code, Title: f.text("title"), Category: f.text("category"), Weight: f.figure("weight"),
		EarnsAtMost: f.figure("earns_at_most"), LosesAtMost: f.figure("loses_at_most")})
}

// Area shows the form of an area.
func (s *Screen) Area(w http.ResponseWriter, r *http.Request) error {
	work, area, err := s.areaOf(r)
	if err != nil {
		return err
	}
	s.area(w, r, http.StatusOK, work, area.WithoutItems(), nil)
	return nil
}

func (s *Screen) areaOf(r *http.Request) (*indicators.Work, *indicator.DraftArea, error) {
	work, err := s.work(r)
	if err != nil {
		return nil, nil, err
	}
	area, _ := work.Content.Area(chi.URLParam(r, "area"))
	if area == nil || work.PublishedAs != 0 {
		return nil, nil, page.NotFound()
	}
	return work, area, nil
}

func (s *Screen) area(w http.ResponseWriter, r *http.Request, status int, work *indicators.Work, a indicator.DraftArea, o *indicators.Overtaken) {
	there, _ := work.Content.Area(a.Code)
	inArea := func(p string) (string, bool) {
		code, rest := areaAt(work.Content, p)
		return rest, code == a.Code && !strings.HasPrefix(rest, "items.")
	}
	v := areaFormOf(work, a, fields{wrongIn(work, inArea)})
	v.Head.Title, v.Submit = a.Code+" "+a.Title, "保存"
	seen := indicator.Mark(there.WithoutItems())
	v.Form = ui.Form{Action: page.DraftAreaURL(work.ID, a.Code), Hidden: s.Hidden(r, "seen", seen), Unchecked: true}
	v.Removal = &ui.Form{Action: page.DraftAreaURL(work.ID, a.Code), Hidden: s.Hidden(r, "seen", seen, "do", "remove")}
	v.CanGo = len(there.Items) == 0
	for _, p := range work.Problems {
		if rest, ok := inArea(p.Path); ok {
			v.Problems = append(v.Problems, problem{p.Plain, below(rest)})
		}
	}
	if o != nil {
		one := func(a indicator.DraftArea) *indicator.Draft { return &indicator.Draft{Areas: []indicator.DraftArea{a}} }
		v.Conflict = conflictOf(o, changesOf(indicator.Compare(one(there.WithoutItems()), one(a))))
	}
	s.Render(w, r, status, areaPage(stillWrong(r, s.narrow(r, v.Head.Title), v.Problems), v))
}

func areaFormOf(w *indicators.Work, a indicator.DraftArea, f fields) areaForm {
	v := areaForm{Head: ui.HeadingProps{Back: ui.Link{Label: w.Name, Href: page.DraftURL(w.ID)}}, Title: f.text("title", a.Title, "例如“政治建设”。")}
	v.Title.MaxLength = "60"
	var categories []ui.Option
	for _, c := range w.Content.Categories {
		categories = append(categories, ui.Option{Value: c.Code, Label: c.Name})
	}
	v.Category = f.pick("category", a.Category, "", categories)
	v.Figures = []ui.Text{f.figure("weight", a.Weight, "各条考评内容的权重分之和；底线分不写。"), f.figure("earns_at_most", a.EarnsAtMost, "所有各条合起来的封顶。"), f.figure("loses_at_most", a.LosesAtMost, "所有各条合起来的封顶。")}
	return v
}

// SaveArea saves an area as it was filled in, or takes it out.
func (s *Screen) SaveArea(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, there, err := s.areaOf(r)
	if err != nil {
		return err
	}
	in := indicators.Form{Key: key, Draft: work.ID, Seen: r.PostFormValue("seen")}
	if r.PostFormValue("do") == "remove" {
		if err := s.sets.RemoveArea(r.Context(), s.Actor(r), in, there.Code); err != nil {
			return wholePage(err)
		}
		return page.See(w, r, page.Done(page.DraftURL(work.ID), "removed"))
	}
	a := readArea(form{r}, there.Code)
	err = s.sets.SaveArea(r.Context(), s.Actor(r), in, a)
	if o, overtaken := errors.AsType[*indicators.Overtaken](err); overtaken {
		s.area(w, r, http.StatusConflict, o.Work, a, o)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.DraftAreaURL(work.ID, a.Code), "saved"))
}

// wholePage is the conflict of a page that only asks whether to go on.
func wholePage(err error) error {
	if _, overtaken := errors.AsType[*indicators.Overtaken](err); overtaken {
		return fault.New(fault.Conflict, "刚有另一位经办改过这里。请回到草稿核对后再操作。")
	}
	return err
}
