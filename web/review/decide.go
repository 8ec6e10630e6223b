package review

import (
	"net/http"

	"baolei/internal/app/examine"
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
