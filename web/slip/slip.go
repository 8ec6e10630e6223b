// Package slip is the paper of a branch's result (扣分依据单), laid out for A4,
// and the page that its code leads to, which proves the print genuine.
package slip

import (
	"net/http"
	"strings"

	"baolei/internal/app/slip"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Screen is the paper and its proof.
type Screen struct {
	*page.Site
	slips *slip.Service
}

// New makes the screen.
func New(site *page.Site, slips *slip.Service) *Screen { return &Screen{site, slips} }

// Make makes the slip and leads to it.
func (s *Screen) Make(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	made, err := s.slips.Make(r.Context(), s.Actor(r), id, key)
	if err != nil {
		return err
	}
	return page.See(w, r, page.SlipURL(id, made))
}

// Show shows a slip to be printed.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return err
	}
	which, err := page.PathID(r, "slip")
	if err != nil {
		return err
	}
	made, err := s.slips.Show(r.Context(), s.Actor(r), id, which)
	if err != nil {
		return err
	}
	v, err := paperOf(made, s.Address(r, page.ProveSlipURL(made.Token)))
	if err != nil {
		return err
	}
	frame := s.Frame(r, made.Body.Branch+" 扣分依据单")
	frame.Sheets = []string{"yearbook.css"}
	s.Render(w, r, http.StatusOK, paperPage(frame, v))
	return nil
}

// Find asks for the letters under the code, for whoever cannot scan it.
func (s *Screen) Find(w http.ResponseWriter, r *http.Request) error {
	typed := r.URL.Query().Get("code")
	if typed == "" {
		s.Render(w, r, http.StatusOK, findPage(s.Frame(r, "核验打印件"), findOf("", "")))
		return nil
	}
	code := plain(typed)
	if _, err := s.slips.Prove(r.Context(), s.Actor(r), code); fault.KindOf(err) == fault.NotFound {
		s.Render(w, r, http.StatusUnprocessableEntity, findPage(s.Frame(r, "核验打印件"), findOf(typed, "没有这个核验码。请对照纸上的字母重新输入；仍然没有，这张纸就不是本系统打印的。")))
		return nil
	} else if err != nil {
		return err
	}
	return page.See(w, r, page.ProveSlipURL(code))
}

// plain takes the letters out of what was typed.
func plain(typed string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '2' && c <= '7' {
			return c
		}
		return -1
	}, strings.ToLower(typed))
}

// Prove shows what a print proves.
func (s *Screen) Prove(w http.ResponseWriter, r *http.Request) error {
	p, err := s.slips.Prove(r.Context(), s.Actor(r), r.PathValue("token"))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, provePage(s.Frame(r, "核验打印件"), proofOf(p)))
	return nil
}
