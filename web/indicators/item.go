package indicators

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
)

// Item shows the form of an item.
func (s *Screen) Item(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	item, _, _ := work.Content.Item(chi.URLParam(r, "item"))
	if item == nil || work.PublishedAs != 0 {
		return page.NotFound()
	}
	s.item(w, r, http.StatusOK, work, *item, nil)
	return nil
}

func (s *Screen) item(w http.ResponseWriter, r *http.Request, status int, work *indicators.Work, item indicator.DraftItem, o *indicators.Overtaken) {
	there, _, _ := work.Content.Item(item.Code)
	v := itemViewOf(work, item)
	v.Form.Hidden = s.Hidden(r, "seen", indicator.Mark(*there))
	if o != nil {
		v.Conflict = conflictOf(o, changesOfItem(*there, item))
	}
	s.Render(w, r, status, itemPage(stillWrong(r, s.Frame(r, item.Code+" "+item.Title), v.Problems), v))
}

// SaveItem saves an item as it was filled in, sound or not, and does what the
// pressed button asks for besides.
func (s *Screen) SaveItem(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	work, err := s.work(r)
	if err != nil {
		return err
	}
	item := readItem(form{r}, chi.URLParam(r, "item"))
	if there, _, _ := work.Content.Item(item.Code); there == nil {
		return page.NotFound()
	}
	goTo := do(work, &item, r.PostFormValue("do"), r.PostFormValue("new_kind"))
	err = s.sets.SaveItem(r.Context(), s.Actor(r), indicators.Form{Key: key, Draft: work.ID, Seen: r.PostFormValue("seen")}, item)
	if o, overtaken := errors.AsType[*indicators.Overtaken](err); overtaken {
		s.item(w, r, http.StatusConflict, o.Work, item, o)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.DraftItemURL(work.ID, item.Code), "saved")+goTo)
}

// do changes the clauses as a button asks for: "add", or "up", "down" or "drop"
// with the clause's place. It returns where on the page to go.
func do(work *indicators.Work, item *indicator.DraftItem, what, kind string) string {
	act, text, _ := strings.Cut(what, ":")
	n, err := strconv.Atoi(text)
	there := err == nil && n >= 0 && n < len(item.Clauses)
	switch {
	case act == "add":
		c := indicator.DraftClause{Code: work.Content.NextClause(item, work.ClauseUsed), Kind: kind}
		item.Clauses = append(item.Clauses, c)
		return "#clause-" + strconv.Itoa(len(item.Clauses)-1)
	case act == "drop" && there:
		item.Clauses = slices.Delete(item.Clauses, n, n+1)
	case act == "up" && there:
		indicator.Shift(item.Clauses, n, -1)
		return "#clause-" + strconv.Itoa(max(n-1, 0))
	case act == "down" && there:
		indicator.Shift(item.Clauses, n, 1)
		return "#clause-" + strconv.Itoa(min(n+1, len(item.Clauses)-1))
	case act == "keep" && there:
		return "#clause-" + text
	}
	return ""
}

// readItem reads an item as it was filled in.
func readItem(f form, code string) indicator.DraftItem {
	it := indicator.DraftItem{Code: code, Title: f.text("title"), Ask: f.text("ask"), Text: f.text("text"), Weight: f.figure("weight"), AtMost: f.figure("at_most"),
		Direction: f.text("direction"), Kinds: f.texts("kinds")}
	for i := range f.count("clauses", "code") {
		it.Clauses = append(it.Clauses, readClause(f, i))
	}
	return indicator.Tidy(it)
}

func readClause(f form, i int) indicator.DraftClause {
	text := func(key string) string { return f.text(at("clauses", i, key)) }
	figure := func(key string) indicator.Figure { return f.figure(at("clauses", i, key)) }
	c := indicator.DraftClause{Code: text("code"), Kind: text("kind"), Label: text("label"), Amount: figure("amount"), Unit: text("unit"), Expected: figure("expected"),
		Min: figure("min"), Max: figure("max"), Step: figure("step"), From: figure("from"), Flat: figure("flat"), Occurred: text("occurred"), Otherwise: text("otherwise"), Effect: text("effect")}
	list := at("clauses", i, "options")
	for o := range f.count(list, "label") {
		option := indicator.DraftOption{Code: f.text(at(list, o, "code")), Label: f.text(at(list, o, "label")), Amount: f.figure(at(list, o, "amount"))}
		if strings.TrimSpace(option.Label+string(option.Amount)) != "" {
			c.Options = append(c.Options, named(option, c.Options))
		}
	}
	c.Measure = readMeasure(f, at("clauses", i, "measure"))
	c.Fit()
	return c
}

// named gives an option a code that has none yet.
func named(o indicator.DraftOption, before []indicator.DraftOption) indicator.DraftOption {
	for n := len(before) + 1; strings.TrimSpace(o.Code) == ""; n++ {
		code := "o" + strconv.Itoa(n)
		if !slices.ContainsFunc(before, func(b indicator.DraftOption) bool { return b.Code == code }) {
			o.Code = code
		}
	}
	return o
}

func readMeasure(f form, path string) *indicator.DraftMeasure {
	name := strings.TrimSpace(f.text(path + ".name"))
	if name == "" {
		return nil
	}
	return &indicator.DraftMeasure{Name: name, Kinds: f.texts(path + ".kinds"), Each: f.text(path + ".each"), By: f.text(path + ".by"), Months: f.figure(path + ".months"),
		From: f.figure(path + ".from"), Late: f.text(path + ".late"), OverYear: f.text(path + ".over_a_year")}
}
