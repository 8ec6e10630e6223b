package indicators

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// newItemView is the form that adds an item.
type newItemView struct {
	Head        ui.HeadingProps
	Mistakes    []ui.Mistake
	Form        ui.Form
	Area        ui.Select
	Code, Title ui.Text
}

// NewItem shows the form that adds an item, with a code that nobody uses.
func (s *Screen) NewItem(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	area := page.Query(r.URL.Query(), "area")
	return s.newItem(w, r, http.StatusOK, work, page.Blank("area", area, "code", work.Content.NextItem(area, work.Used)))
}

func (s *Screen) newItem(w http.ResponseWriter, r *http.Request, status int, work *indicators.Work, t *page.Typed) error {
	v := newItemView{Head: ui.HeadingProps{Title: "增加考评内容", Text: "先定编码和标题，再填分值和评分点。", Back: ui.Link{Label: work.Name, Href: page.DraftURL(work.ID)}},
		Mistakes: page.Mistakes(t.Wrong, "area", "code", "title"), Form: ui.Form{Action: page.NewDraftItemURL(work.ID, t.Text("area")), Hidden: s.Hidden(r)},
		Area: ui.Select{ID: "area", Name: "area", Label: "项目", Value: t.Text("area"), Error: t.Wrong["area"], Required: true},
		Code: t.TextField("code", "编码", "增加后不再改，也不能再用于别的内容。填底稿里有而草稿里已删去的编码，就按底稿恢复那一条。", true), Title: t.TextField("title", "标题", "几个字，例如“主题党日”。", false)}
	v.Code.MaxLength, v.Title.MaxLength = "64", "60"
	for _, a := range work.Content.Areas {
		v.Area.Options = append(v.Area.Options, ui.Option{Value: a.Code, Label: a.Code + " " + a.Title})
	}
	s.Render(w, r, status, newItemPage(s.narrow(r, v.Head.Title), v))
	return nil
}

// AddItem adds an item and leads to its form.
func (s *Screen) AddItem(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	t := page.Posted(r)
	n := indicators.NewItem{Area: t.Text("area"), Code: t.Text("code"), Title: t.Text("title")}
	if err := s.sets.AddItem(r.Context(), s.Actor(r), indicators.Form{Key: key, Draft: work.ID}, n); err != nil {
		if !t.Add(err) {
			return err
		}
		return s.newItem(w, r, http.StatusUnprocessableEntity, work, t)
	}
	return page.See(w, r, page.Done(page.DraftItemURL(work.ID, n.Code), "added"))
}

// removeView asks whether an item is to go, or to another area.
type removeView struct {
	Confirm ui.ConfirmProps
	Code    string
	Move    ui.Form
	Areas   []ui.Option
}

// RemoveItemForm asks whether an item is to go.
func (s *Screen) RemoveItemForm(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	item, area, _ := work.Content.Item(chi.URLParam(r, "item"))
	if item == nil || work.PublishedAs != 0 {
		return page.NotFound()
	}
	v := removeView{Code: item.Code, Move: ui.Form{Action: page.DraftOrderURL(work.ID), Hidden: s.Hidden(r)},
		Confirm: ui.ConfirmProps{ID: "remove", Title: "删去 " + item.Code + " " + item.Title + "？", Danger: true, Text: "只从草稿里删去。正在用旧版的年度不受影响；换到新版时，这一条已填的内容仍保存着，但不再计分。",
			Facts:  []ui.Definition{{Term: "项目", Text: area.Title}, {Term: "分值", Text: worth(*item)}, {Term: "评分点", Text: clausesOf(*item)}},
			Form:   ui.Form{Action: page.RemoveDraftItemURL(work.ID, item.Code), Hidden: s.Hidden(r, "seen", indicator.Mark(*item)), Submit: "删去"},
			Cancel: ui.Link{Label: "不删", Href: page.DraftItemURL(work.ID, item.Code)}}}
	for _, a := range work.Content.Areas {
		if a.Code != area.Code {
			v.Areas = append(v.Areas, ui.Option{Value: a.Code, Label: a.Code + " " + a.Title})
		}
	}
	s.Render(w, r, http.StatusOK, removePage(s.narrow(r, "删去考评内容"), v))
	return nil
}

// RemoveItem takes an item out.
func (s *Screen) RemoveItem(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	code, to := chi.URLParam(r, "item"), page.Done(page.DraftURL(work.ID), "removed")
	in := indicators.Form{Key: key, Draft: work.ID, Seen: r.PostFormValue("seen")}
	if _, area, _ := work.Content.Item(code); area != nil {
		to += "#area-" + page.FieldID(area.Code)
	} else if in.Seen == "" { // otherwise it was there: the form is sent twice, or another was faster
		return page.NotFound()
	}
	if err := s.sets.RemoveItem(r.Context(), s.Actor(r), in, code); err != nil {
		return wholePage(err)
	}
	return page.See(w, r, to)
}

// Order moves items and areas; the button that was pressed says which and where.
func (s *Screen) Order(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	in := indicators.Form{Key: key, Draft: work.ID}
	item := r.PostFormValue("up") + r.PostFormValue("down") + r.PostFormValue("move")
	area := r.PostFormValue("area_up") + r.PostFormValue("area_down")
	steps := 1
	if r.PostForm.Has("up") || r.PostForm.Has("area_up") {
		steps = -1
	}
	switch {
	case item != "":
		_, of, _ := work.Content.Item(item)
		if of != nil {
			area = of.Code
		}
		if to := r.PostFormValue("to"); to != "" {
			area = to
		}
		err = s.sets.MoveItem(r.Context(), s.Actor(r), in, item, r.PostFormValue("to"), steps)
	case area != "":
		err = s.sets.MoveArea(r.Context(), s.Actor(r), in, area, steps)
	default:
		return page.NotFound()
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.DraftURL(work.ID)+"#area-"+page.FieldID(area))
}
