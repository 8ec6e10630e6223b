package report

import (
	"errors"
	"net/http"
	"strconv"

	"baolei/internal/app/report"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// List shows the reports of all committees.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	cycle, err := page.FormID(r, "cycle")
	if err != nil {
		return err
	}
	l, err := s.reports.List(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "报送"), listOf(l, s.reports.Today(), r.URL.Query().Get("state"), page.QueryPage(r.URL.Query()))))
	return nil
}

func (s *Screen) received(r *http.Request) (report.Received, error) {
	id, err := page.PathID(r, "report")
	if err != nil {
		return report.Received{}, err
	}
	return s.reports.Received(r.Context(), s.Actor(r), id)
}

// Show shows a committee's report, with what can be decided on it.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v, err := s.received(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, receivedPage(s.Frame(r, v.Name+"的报送"), s.receivedOf(r, v, page.Blank("until", s.reports.Until().String()))))
	return nil
}

// Accept accepts a report.
func (s *Screen) Accept(w http.ResponseWriter, r *http.Request) error { return s.decide(w, r, true) }

// GiveBack gives a report back, and opens the ticked branches again.
func (s *Screen) GiveBack(w http.ResponseWriter, r *http.Request) error {
	return s.decide(w, r, false)
}

func (s *Screen) decide(w http.ResponseWriter, r *http.Request, accept bool) error {
	v, err := s.received(r)
	if err != nil {
		return err
	}
	typed := page.Posted(r)
	in := report.Decide{Report: v.Report.ID, Digest: page.SignedDigest(r), Accept: accept, Reason: typed.Text("reason")}
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	if in.Version, err = page.Version(r, "version"); err != nil {
		return err
	}
	if !accept {
		err = readReopened(typed, &in)
	}
	if err == nil {
		err = s.Prove(r)
	}
	if err == nil {
		err = s.reports.Decide(r.Context(), s.Actor(r), in)
	}
	if fault.KindOf(err) == fault.Conflict {
		typed.Wrong[""] = err.Error()
		var again error
		if v, again = s.received(r); again != nil {
			return errors.Join(err, again)
		}
	}
	if typed.Add(err) || fault.KindOf(err) == fault.Conflict {
		s.Render(w, r, page.Status(err), receivedPage(s.Frame(r, v.Name+"的报送"), s.receivedOf(r, v, typed)))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReceivedURL(in.Report), map[bool]string{true: "accepted", false: "given-back"}[accept]))
}

// readReopened reads which branches are to be opened again, and until when. The
// date counts only where there are any.
func readReopened(t *page.Typed, in *report.Decide) error {
	for _, text := range t.Texts("reopen") {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
		}
		in.Reopen = append(in.Reopen, id)
	}
	if len(in.Reopen) == 0 {
		return nil
	}
	in.Until = t.Day("until")
	return fault.Fields(t.Wrong)
}

// ReopenForm shows a branch that may be opened again.
func (s *Screen) ReopenForm(w http.ResponseWriter, r *http.Request) error {
	b, err := s.branch(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, reopenPage(narrow(s.Frame(r, "重新考核")), s.reopenOf(r, b, page.Blank("until", s.reports.Until().String()))))
	return nil
}

func (s *Screen) branch(r *http.Request) (report.Branch, error) {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return report.Branch{}, err
	}
	return s.reports.Branch(r.Context(), s.Actor(r), id)
}

// Reopen opens a reported branch again.
func (s *Screen) Reopen(w http.ResponseWriter, r *http.Request) error {
	b, err := s.branch(r)
	if err != nil {
		return err
	}
	typed := page.Posted(r)
	in := report.Reopen{Assessment: b.ID, Digest: page.SignedDigest(r), Reason: typed.Text("reason"), Until: typed.Day("until")}
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	if in.Version, err = page.Version(r, "version"); err != nil {
		return err
	}
	if err = fault.Fields(typed.Wrong); err == nil {
		err = s.Prove(r)
	}
	if err == nil {
		err = s.reports.Reopen(r.Context(), s.Actor(r), in)
	}
	if fault.KindOf(err) == fault.Conflict {
		typed.Wrong[""] = err.Error()
		var again error
		if b, again = s.branch(r); again != nil {
			return errors.Join(err, again)
		}
	}
	if typed.Add(err) || fault.KindOf(err) == fault.Conflict {
		s.Render(w, r, page.Status(err), reopenPage(narrow(s.Frame(r, "重新考核")), s.reopenOf(r, b, typed)))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ResultURL(in.Assessment), "reopened"))
}
