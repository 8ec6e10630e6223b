package review

import (
	"errors"
	"net/http"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// ReturnForm shows what would be sent back, and asks until when.
func (s *Screen) ReturnForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, returnPage(s.Frame(r, "退回 · "+v.BranchName), s.returnOf(r, v, v.ReplyBy(s.examine.Today()).String(), nil)))
	return nil
}

// Return gives the assessment back to the branch.
func (s *Screen) Return(w http.ResponseWriter, r *http.Request) error {
	in := examine.Return{}
	var err error
	if in.Assessment, in.Version, in.Key, err = s.step(r); err != nil {
		return err
	}
	if in.ReplyBy, err = page.Date(r, "reply_by"); err == nil {
		err = s.examine.Return(r.Context(), s.Actor(r), in)
	}
	if wrong, ok := page.Wrong(err); ok {
		return s.returnAgain(w, r, http.StatusUnprocessableEntity, wrong)
	}
	if fault.KindOf(err) == fault.Conflict {
		return s.returnAgain(w, r, http.StatusConflict, map[string]string{"": err.Error()})
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReviewURL(in.Assessment), "returned"))
}

func (s *Screen) returnAgain(w http.ResponseWriter, r *http.Request, status int, wrong map[string]string) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, status, returnPage(s.Frame(r, "退回 · "+v.BranchName), s.returnOf(r, v, r.PostFormValue("reply_by"), wrong)))
	return nil
}

// step reads what every form that changes a state carries.
func (s *Screen) step(r *http.Request) (id int64, version int, key string, err error) {
	if id, err = page.PathID(r, "id"); err != nil {
		return 0, 0, "", err
	}
	if version, err = page.Version(r, "version"); err != nil {
		return 0, 0, "", err
	}
	key, err = s.Key(r)
	return id, version, key, err
}

// SignForm shows everything that a signature is about, and what is missing.
func (s *Screen) SignForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, signPage(s.Frame(r, "签署 · "+v.BranchName), s.signOf(r, v, "", nil)))
	return nil
}

// Sign signs the verification that the person saw.
func (s *Screen) Sign(w http.ResponseWriter, r *http.Request) error {
	in := examine.Sign{Digest: page.SignedDigest(r)}
	var err error
	if in.Assessment, in.Version, in.Key, err = s.step(r); err != nil {
		return err
	}
	if err = s.Prove(r); err == nil {
		err = s.examine.Sign(r.Context(), s.Actor(r), in)
	}
	if wrong, ok := page.Wrong(err); ok {
		return s.signAgain(w, r, page.Status(err), "", wrong)
	}
	if fault.KindOf(err) == fault.Conflict {
		return s.signAgain(w, r, page.Status(err), "您打开本页后，核定有变化，没有签署。下面是最新的内容，请核对后再签署。", nil)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReviewURL(in.Assessment), "signed"))
}

func (s *Screen) signAgain(w http.ResponseWriter, r *http.Request, status int, changed string, wrong map[string]string) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, status, signPage(s.Frame(r, "签署 · "+v.BranchName), s.signOf(r, v, changed, wrong)))
	return nil
}

// ReportForm shows what a committee would report.
func (s *Screen) ReportForm(w http.ResponseWriter, r *http.Request) error {
	rep, err := s.report(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, reportPage(s.Frame(r, "报送"), s.reportOf(r, rep, "")))
	return nil
}

func (s *Screen) report(r *http.Request) (examine.Report, error) {
	cycle, err := queryID(r.FormValue("cycle"))
	if err != nil {
		return examine.Report{}, err
	}
	committee, err := queryID(r.FormValue("committee"))
	if err != nil {
		return examine.Report{}, err
	}
	return s.examine.Report(r.Context(), s.Actor(r), cycle, committee)
}

// Report reports the branches that the person saw.
func (s *Screen) Report(w http.ResponseWriter, r *http.Request) error {
	in, err := s.send(r)
	if err != nil {
		return err
	}
	err = s.examine.Send(r.Context(), s.Actor(r), in)
	if fault.KindOf(err) == fault.Conflict {
		rep, unseen := s.report(r)
		if unseen != nil {
			return unseen
		}
		s.Render(w, r, http.StatusConflict, reportPage(s.Frame(r, "报送"), s.reportOf(r, rep, err.Error())))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReportOfURL(in.Cycle, in.Committee), "reported"))
}

func (s *Screen) send(r *http.Request) (in examine.Send, err error) {
	if in.Key, err = s.Key(r); err != nil {
		return in, err
	}
	var bad [2]error
	in.Cycle, bad[0] = queryID(r.PostFormValue("cycle"))
	in.Committee, bad[1] = queryID(r.PostFormValue("committee"))
	for _, text := range r.PostForm["seen"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return in, fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
		}
		in.Seen = append(in.Seen, id)
	}
	return in, errors.Join(bad[:]...)
}

// overdueDays is how many days a report is late; 0 where it is not.
func overdueDays(due, today calendar.Date) int { return max(0, due.DaysUntil(today)) }
