package signin

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5/middleware"

	"baolei/internal/core/fault"
	"baolei/web/page"
)

// PasswordForm shows the page that changes one's password.
func (s *Screen) PasswordForm(w http.ResponseWriter, r *http.Request) error {
	s.Render(w, r, http.StatusOK, passwordPage(s.Frame(r, "修改密码"), s.Hidden(r), s.Actor(r).MustChangePass, nil))
	return nil
}

// ChangePassword changes it. All of the person's sessions end, and this browser
// gets a new one.
func (s *Screen) ChangePassword(w http.ResponseWriter, r *http.Request) error {
	actor := s.Actor(r)
	err := s.change(r)
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind == fault.Invalid {
		s.Render(w, r, http.StatusUnprocessableEntity, passwordPage(s.Frame(r, "修改密码"), s.Hidden(r), actor.MustChangePass, f.Fields))
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.Begin(r, actor.Person); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.HomeURL, "password"))
}

func (s *Screen) change(r *http.Request) error {
	fresh := r.PostFormValue("new")
	if fresh != r.PostFormValue("again") {
		return fault.Field("again", "两次输入的新密码不一致，请重新输入。")
	}
	return s.people.ChangePassword(r.Context(), s.Actor(r), r.PostFormValue("old"), fresh, middleware.GetClientIP(r.Context()))
}
