package dues

import (
	"errors"
	"net/http"
	"net/url"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// answer is what a page tells beside what is saved: what was typed and is not
// saved, and why.
type answer struct {
	status    int
	message   string
	typed     url.Values // nil where everything is as it is saved
	wrong     map[string]string
	conflicts records.DuesConflicts
	whole     *records.StaleDuesMonth
}

// Save takes a month's table.
func (s *Screen) Save(w http.ResponseWriter, r *http.Request) error {
	branch, m, err := s.path(r)
	if err != nil {
		return err
	}
	change, err := s.form(r, branch)
	if err != nil {
		return err
	}
	in, err := decode(r.PostForm)
	if err == nil {
		in.Change, in.Month = change, m
		err = s.records.SaveDues(r.Context(), s.Actor(r), in)
	}
	return s.answer(w, r, branch, m, err)
}

// SaveWhole takes that a month's dues were handed up and published.
func (s *Screen) SaveWhole(w http.ResponseWriter, r *http.Request) error {
	branch, m, err := s.path(r)
	if err != nil {
		return err
	}
	change, err := s.form(r, branch)
	if err != nil {
		return err
	}
	in, err := decodeWhole(r)
	if err == nil {
		in.Change, in.DuesMonth.Month = change, m
		err = s.records.SaveDuesMonth(r.Context(), s.Actor(r), in)
	}
	return s.answer(w, r, branch, m, err)
}

func (s *Screen) form(r *http.Request, branch int64) (records.Change, error) {
	key, err := s.Key(r)
	return records.Change{Branch: branch, Key: key, Reason: r.PostFormValue("reason")}, err
}

// answer leads on after saving, or shows the page with what was not saved.
func (s *Screen) answer(w http.ResponseWriter, r *http.Request, branch int64, m calendar.Month, err error) error {
	if err == nil {
		return page.See(w, r, page.Done(page.DuesMonthURL(branch, m), "saved"))
	}
	a := answer{status: page.Status(err), message: err.Error(), typed: r.PostForm}
	wrong, invalid := page.Wrong(err)
	a.wrong = wrong
	switch {
	case errors.As(err, &a.conflicts), errors.As(err, &a.whole):
	case !invalid && fault.KindOf(err) != fault.Conflict:
		return err
	}
	return s.show(w, r, branch, m, a)
}

func decodeWhole(r *http.Request) (records.SaveDuesMonth, error) {
	var in records.SaveDuesMonth
	version, err := page.Version(r, "version")
	if err != nil {
		return in, err
	}
	wrong := map[string]string{}
	in.DuesMonth = record.DuesMonth{Version: version, HandedUp: money(r.PostForm, "handed_up", wrong), HandedUpOn: date(r.PostForm, "handed_up_on", wrong),
		PublishedOn: date(r.PostForm, "published_on", wrong), PublishedAt: r.PostFormValue("published_at")}
	return in, refused(wrong)
}
