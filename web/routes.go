package web

import (
	"baolei/internal/app/assess"
	"baolei/internal/app/people"
	"baolei/web/home"
	"baolei/web/page"
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
	return []Route{
		{"GET", page.SignInURL, public, in.Form, false},
		{"POST", page.SignInURL, public, in.SignIn, false},
		{"POST", page.SignOutURL, signedIn, in.SignOut, false},
		{"GET", page.PasswordURL, signedIn, in.PasswordForm, false},
		{"POST", page.PasswordURL, signedIn, in.ChangePassword, false},

		{"GET", page.HomeURL, signedIn, first.Show, false},
	}, nil
}
