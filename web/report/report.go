// Package report is the committee's report to the work committee: what would be
// sent and the signature under it, the paper of what was sent, and the office's
// side: all committees, accepting and giving back, opening a branch again.
package report

import (
	"net/http"

	"baolei/internal/app/report"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is both sides of the report.
type Screen struct {
	*page.Site
	reports *report.Service
}

// New makes the screen.
func New(site *page.Site, reports *report.Service) *Screen { return &Screen{site, reports} }

func (s *Screen) draft(r *http.Request) (report.Draft, error) {
	cycle, committee, err := page.CycleAndCommittee(r)
	if err != nil {
		return report.Draft{}, err
	}
	return s.reports.Draft(r.Context(), s.Actor(r), cycle, committee)
}

// Form shows what a committee would send, and what it has sent.
func (s *Screen) Form(w http.ResponseWriter, r *http.Request) error {
	d, err := s.draft(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, draftPage(s.Frame(r, "报送"), s.draftOf(r, d, page.Blank())))
	return nil
}

// Send signs and sends the report that the person saw.
func (s *Screen) Send(w http.ResponseWriter, r *http.Request) error {
	typed := page.Posted(r)
	in := report.Send{Digest: page.SignedDigest(r), Without: typed.Text("without") != "", Note: typed.Text("note")}
	var err error
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	if in.Cycle, in.Committee, err = page.CycleAndCommittee(r); err != nil {
		return err
	}
	if err = s.Prove(r); err == nil {
		err = s.reports.Send(r.Context(), s.Actor(r), in)
	}
	if fault.KindOf(err) == fault.Conflict {
		typed.Wrong[""] = "没有报送：您打开本页后情况有变化。下面是最新的内容，请核对后再报送；您写的说明还在。"
	}
	if typed.Add(err) || fault.KindOf(err) == fault.Conflict {
		d, unseen := s.draft(r)
		if unseen != nil {
			return unseen
		}
		s.Render(w, r, page.Status(err), draftPage(s.Frame(r, "报送"), s.draftOf(r, d, typed)))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReportOfURL(in.Cycle, in.Committee), "reported"))
}

// Paper shows a sending as it was signed, to the committee.
func (s *Screen) Paper(w http.ResponseWriter, r *http.Request) error {
	return s.paper(w, r, func(p report.Paper, report int64) ui.Link { return ui.Link{Label: "报送", Href: page.ReportURL} })
}

// OfficePaper shows a sending as it was signed, to the work committee.
func (s *Screen) OfficePaper(w http.ResponseWriter, r *http.Request) error {
	return s.paper(w, r, func(p report.Paper, report int64) ui.Link {
		return ui.Link{Label: p.CommitteeName + "的报送", Href: page.ReceivedURL(report)}
	})
}

func (s *Screen) paper(w http.ResponseWriter, r *http.Request, back func(report.Paper, int64) ui.Link) error {
	id, err := page.PathID(r, "report")
	if err != nil {
		return err
	}
	sending, err := page.PathID(r, "sending")
	if err != nil {
		return err
	}
	p, err := s.reports.Paper(r.Context(), s.Actor(r), id, sending)
	if err != nil {
		return err
	}
	frame := s.Frame(r, p.CommitteeName+"考评结果报送表")
	frame.Sheets = []string{"official.css"}
	s.Render(w, r, http.StatusOK, paperPage(frame, paperOf(p, back(p, id))))
	return nil
}
