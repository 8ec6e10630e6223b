package web

import (
	"baolei/internal/app/assess"
	"baolei/internal/app/evidence"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	evidencefiles "baolei/web/evidence"
	"baolei/web/home"
	"baolei/web/page"
	"baolei/web/selfassess"
	"baolei/web/signin"
)

// routes is every route there is, with who may come to it. What a person may do
// to the object behind it is decided by the use case.
func (s *server) routes(cfg Config) ([]Route, error) {
	folk, err := people.New(cfg.Desk)
	if err != nil {
		return nil, err
	}
	self := assess.New(cfg.Desk)
	in := signin.New(s.Site, folk)
	first := home.New(s.Site, self)
	files := evidence.New(cfg.Desk)
	desk := selfassess.New(s.Site, self, files)
	return []Route{
		{"GET", page.SignInURL, public, in.Form, false},
		{"POST", page.SignInURL, public, in.SignIn, false},
		{"POST", page.SignOutURL, signedIn, in.SignOut, false},
		{"GET", page.PasswordURL, signedIn, in.PasswordForm, false},
		{"POST", page.PasswordURL, signedIn, in.ChangePassword, false},

		{"GET", page.HomeURL, signedIn, first.Show, false},

		{"GET", page.SelfListURL, may(access.SaveFinding), desk.List, false},
		{"GET", page.SelfListURL + "/{id}", may(access.ViewSelf), desk.Show, false},
		{"GET", page.SelfListURL + "/{id}/score", may(access.ViewSelf), desk.Score, false},
		{"GET", page.SelfListURL + "/{id}/check", may(access.SaveFinding), desk.Check, false},
		{"GET", page.SelfListURL + "/{id}/items/{item}", may(access.ViewSelf), desk.Card, false},
		{"POST", page.SelfListURL + "/{id}/clauses/{clause}", may(access.SaveFinding), desk.SaveClause, false},
		{"POST", page.SelfListURL + "/{id}/items/{item}/note", may(access.SaveFinding), desk.SaveNote, false},
		{"POST", page.SelfListURL + "/{id}/items/{item}/files", may(access.SaveFinding), desk.AddFiles, true},
		{"POST", page.SelfListURL + "/{id}/items/{item}/reuse", may(access.SaveFinding), desk.ReuseFile, false},
		{"POST", page.SelfListURL + "/{id}/files/{evidence}/remove", may(access.SaveFinding), desk.RemoveFile, false},
		{"POST", page.SelfListURL + "/{id}/remarks/{remark}/reply", may(access.SaveFinding), desk.SaveReply, false},
		{"POST", page.SelfListURL + "/{id}/submit", may(access.Submit), desk.Submit, false},
		{"POST", page.SelfListURL + "/{id}/withdraw", may(access.Withdraw), desk.Withdraw, false},
		{"GET", "/evidence/{assessment}/{evidence}", may(access.ViewAssessment), evidencefiles.New(s.Site, files).Open, false},
	}, nil
}
