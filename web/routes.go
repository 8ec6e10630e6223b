package web

import (
	"baolei/internal/app/assess"
	"baolei/internal/app/evidence"
	"baolei/internal/app/people"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/web/draw"
	evidencefiles "baolei/web/evidence"
	"baolei/web/home"
	"baolei/web/page"
	"baolei/web/selfassess"
	"baolei/web/signin"
	spotdesk "baolei/web/spotcheck"
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
	spot := spotcheck.New(cfg.Desk)
	lots := draw.New(s.Site, spot)
	checks := spotdesk.New(s.Site, spot, files)
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

		{"GET", page.DrawsURL, may(access.ViewDraw), lots.List, false},
		{"POST", page.DrawsURL, may(access.ManageDraw), lots.Publish, false},
		{"GET", page.NewDrawURL, may(access.ManageDraw), lots.Prepare, false},
		{"POST", page.CheckDrawURL, may(access.ManageDraw), lots.Check, false},
		{"GET", page.DrawsURL + "/{id}", may(access.ViewDraw), lots.Show, false},
		{"GET", page.DrawsURL + "/{id}/population.txt", may(access.ViewDraw), lots.Download(spotcheck.PopulationFile), false},
		{"GET", page.DrawsURL + "/{id}/inspectors.txt", may(access.ViewDraw), lots.Download(spotcheck.InspectorsFile), false},
		{"GET", page.DrawsURL + "/{id}/notice.txt", may(access.ViewDraw), lots.Download(spotcheck.NoticeFile), false},
		{"GET", page.DrawsURL + "/{id}/bundle.json", may(access.ViewDraw), lots.Download(spotcheck.BundleFile), false},
		{"POST", page.DrawsURL + "/{id}/seed", may(access.ManageDraw), lots.EnterSeed, false},
		{"POST", page.DrawsURL + "/{id}/confirm", may(access.ManageDraw), lots.Confirm, false},
		{"POST", page.DrawsURL + "/{id}/refuse", may(access.ManageDraw), lots.Refuse, false},
		{"GET", page.DrawsURL + "/{id}/replace/{checker}", may(access.ManageDraw), lots.Replace, false},
		{"POST", page.DrawsURL + "/{id}/replace/{checker}", may(access.ManageDraw), lots.Assign, false},

		{"GET", page.SpotListURL, may(access.SaveSpot), checks.List, false},
		{"GET", page.SpotListURL + "/{id}", may(access.ViewSpot), checks.Show, false},
		{"GET", page.SpotListURL + "/{id}/items/{item}", may(access.SaveSpot), checks.Card, false},
		{"POST", page.SpotListURL + "/{id}/clause/{clause}", may(access.SaveSpot), checks.SaveClause, false},
		{"POST", page.SpotListURL + "/{id}/note/{item}", may(access.SaveSpot), checks.SaveNote, false},
		{"POST", page.SpotListURL + "/{id}/files/{item}", may(access.SaveSpot), checks.AddFiles, true},
		{"POST", page.SpotListURL + "/{id}/remove/{evidence}", may(access.SaveSpot), checks.RemoveFile, false},
		{"GET", page.SpotListURL + "/{id}/hand-in", may(access.HandIn), checks.Ready, false},
		{"POST", page.SpotListURL + "/{id}/hand-in", may(access.HandIn), checks.HandIn, false},
	}, nil
}
