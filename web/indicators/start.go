package indicators

import (
	"net/http"
	"strconv"

	"baolei/internal/app/indicators"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// startView is the form that begins a draft.
type startView struct {
	Head                ui.HeadingProps
	Mistakes            []ui.Mistake
	Form                ui.Form
	From                ui.Select
	Code, Name, Version ui.Text
}

// StartForm shows the form that copies a set into a draft.
func (s *Screen) StartForm(w http.ResponseWriter, r *http.Request) error {
	from := "" // the newest set of branches
	if id := page.QueryID(r.URL.Query(), "from"); id != 0 {
		from = strconv.FormatInt(id, 10)
	}
	t := page.Blank("from", from, "version", strconv.Itoa(s.sets.Today().Year+1))
	return s.start(w, r, http.StatusOK, t)
}

func (s *Screen) start(w http.ResponseWriter, r *http.Request, status int, t *page.Typed) error {
	shelf, err := s.sets.Shelf(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	v := startView{Head: ui.HeadingProps{Title: "另起一份指标", Text: "把一套指标抄成草稿，再在草稿上改。编码照抄，改动前后才好比较。", Back: ui.Link{Label: "指标体系", Href: page.SetsURL}},
		Mistakes: page.Mistakes(t.Wrong, "from", "code", "name", "version"), Form: ui.Form{Action: page.NewSetURL, Hidden: s.Hidden(r)},
		From:    ui.Select{ID: "from", Name: "from", Label: "底稿", Value: t.Text("from"), Error: t.Wrong["from"], Required: true, Options: sourcesOf(shelf.Sets)},
		Code:    t.TextField("code", "代码", "字母、数字、点、横线和下划线，例如 jinhua-2027。发布后一直用它称呼这一版。", true),
		Name:    t.TextField("name", "名称", "", true),
		Version: t.TextField("version", "版本", "例如 2027。", true)}
	if v.From.Value == "" && status == http.StatusOK {
		v.From.Value = newestOf(shelf.Sets)
	}
	v.Code.MaxLength, v.Name.MaxLength, v.Version.MaxLength = "64", "60", "20"
	frame := s.Frame(r, "另起一份指标")
	frame.Narrow = true
	s.Render(w, r, status, startPage(frame, v))
	return nil
}

// newestOf is the set of branches that was published last, or the one that comes
// with the product: what most drafts begin from. The sets are the latest first.
func newestOf(sets []indicators.Published) string {
	for _, one := range sets {
		if one.Subject == string(indicator.Branch) {
			return strconv.FormatInt(one.ID, 10)
		}
	}
	return string(indicator.Branch)
}

// sourcesOf are what a draft may begin from; what comes with the product is
// offered where it is not published.
func sourcesOf(sets []indicators.Published) []ui.Option {
	var list []ui.Option
	there := map[string]bool{}
	for _, one := range sets {
		there[one.Code] = true
		list = append(list, ui.Option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name + "（" + one.Code + "）"})
	}
	for _, subject := range []indicator.Subject{indicator.Branch, indicator.Member} {
		if set := indicator.EmbeddedFor(subject); !there[set.Code] {
			list = append(list, ui.Option{Value: string(subject), Label: "系统内置：" + set.Name + "（" + set.Code + "）"})
		}
	}
	return list
}

// Start copies a set into a draft.
func (s *Screen) Start(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	t := page.Posted(r)
	in := indicators.Start{Key: key, Code: t.Text("code"), Name: t.Text("name"), Version: t.Text("version")}
	if from := t.Text("from"); from == string(indicator.Branch) || from == string(indicator.Member) {
		in.Subject = from
	} else if in.From, err = strconv.ParseInt(from, 10, 64); err != nil || in.From <= 0 {
		err = fault.Field("from", "请从列表中选择。")
	}
	var id int64
	if err == nil {
		id, err = s.sets.Start(r.Context(), s.Actor(r), in)
	}
	if err != nil {
		if !t.Add(err) {
			return err
		}
		return s.start(w, r, http.StatusUnprocessableEntity, t)
	}
	return page.See(w, r, page.Done(page.DraftURL(id), "draft-made"))
}
