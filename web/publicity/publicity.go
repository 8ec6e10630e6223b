// Package publicity shows what a committee makes public: which signed branches
// it publicises, the notice of it on paper, what was objected to; and the form by
// which a branch's secretary or a member objects. Objections are decided at the
// desk of package review.
package publicity

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/examine"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Screen is publicity.
type Screen struct {
	*page.Site
	examine *examine.Service
}

// New makes the screen.
func New(site *page.Site, capability *examine.Service) *Screen { return &Screen{site, capability} }

func (s *Screen) open(r *http.Request) (examine.Publicity, error) {
	cycle, committee, err := page.CycleAndCommittee(r)
	if err != nil {
		return examine.Publicity{}, err
	}
	return s.examine.Publicity(r.Context(), s.Actor(r), cycle, committee)
}

// Show shows what waits to be publicised, what is public, and the objections.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	p, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, "公示"), s.viewOf(r, p, nil)))
	return nil
}

// Publicise publicises the branches that were ticked.
func (s *Screen) Publicise(w http.ResponseWriter, r *http.Request) error {
	in, err := s.read(r)
	if err == nil {
		err = s.examine.Publicise(r.Context(), s.Actor(r), in)
	}
	wrong, invalid := page.Wrong(err)
	if conflict := fault.KindOf(err) == fault.Conflict; conflict {
		wrong, invalid = map[string]string{"": err.Error()}, true
	}
	if invalid {
		p, unseen := s.open(r)
		if unseen != nil {
			return unseen
		}
		s.Render(w, r, page.Status(err), showPage(s.Frame(r, "公示"), s.viewOf(r, p, wrong)))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.PublicityOfURL(in.Cycle, in.Committee), "publicised"))
}

// read reads the ticked branches, each with the version that was seen.
func (s *Screen) read(r *http.Request) (in examine.Publicise, err error) {
	if in.Key, err = s.Key(r); err != nil {
		return in, err
	}
	if in.Cycle, in.Committee, err = page.CycleAndCommittee(r); err != nil {
		return in, err
	}
	for _, text := range r.PostForm["branch"] {
		id, version, _ := strings.Cut(text, ".")
		a, bad1 := strconv.ParseInt(id, 10, 64)
		v, bad2 := strconv.Atoi(version)
		if bad1 != nil || bad2 != nil {
			return in, fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
		}
		in.Branches = append(in.Branches, examine.PublicBranch{Assessment: a, Version: v})
	}
	return in, nil
}

// Notice shows the notice of what is public now, as a paper.
func (s *Screen) Notice(w http.ResponseWriter, r *http.Request) error {
	p, err := s.open(r)
	if err != nil {
		return err
	}
	frame := s.Frame(r, "公示")
	frame.Sheets = []string{"official.css"}
	s.Render(w, r, http.StatusOK, noticePage(frame, noticeOf(p)))
	return nil
}
