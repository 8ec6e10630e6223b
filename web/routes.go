package web

import (
	"baolei/internal/app/assess"
	"baolei/internal/app/board"
	"baolei/internal/app/burden"
	"baolei/internal/app/closing"
	"baolei/internal/app/evaluation"
	"baolei/internal/app/evidence"
	"baolei/internal/app/examine"
	"baolei/internal/app/handbook"
	"baolei/internal/app/indicators"
	"baolei/internal/app/memberindex"
	"baolei/internal/app/outlook"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/app/records"
	"baolei/internal/app/rectification"
	"baolei/internal/app/report"
	"baolei/internal/app/slip"
	"baolei/internal/app/spotcheck"
	"baolei/internal/app/work"
	"baolei/internal/core/access"
	"baolei/internal/core/rectify"
	"baolei/web/account"
	"baolei/web/activity"
	"baolei/web/annex"
	"baolei/web/appointment"
	"baolei/web/auditlog"
	boards "baolei/web/board"
	"baolei/web/book"
	"baolei/web/branchcommittee"
	burdenpage "baolei/web/burden"
	"baolei/web/calibration"
	closingdesk "baolei/web/closing"
	"baolei/web/cycle"
	"baolei/web/draw"
	"baolei/web/dues"
	evaluationpage "baolei/web/evaluation"
	evidencefiles "baolei/web/evidence"
	manual "baolei/web/handbook"
	"baolei/web/holiday"
	"baolei/web/home"
	"baolei/web/honour"
	setdesk "baolei/web/indicators"
	memberpages "baolei/web/memberindex"
	"baolei/web/organisation"
	outcomepages "baolei/web/outcome"
	yearpages "baolei/web/outlook"
	"baolei/web/page"
	"baolei/web/plan"
	"baolei/web/publicity"
	"baolei/web/recordfile"
	filepages "baolei/web/rectification"
	reportpages "baolei/web/report"
	"baolei/web/result"
	"baolei/web/review"
	"baolei/web/roster"
	"baolei/web/rule"
	"baolei/web/sanction"
	"baolei/web/selfassess"
	"baolei/web/sheet"
	"baolei/web/signin"
	slippages "baolei/web/slip"
	spotdesk "baolei/web/spotcheck"
	workpages "baolei/web/work"
	"baolei/web/yearbook"
)

// routes is every route there is, with who may come to it. What a person may do
// to the object behind it is decided by the use case.
func (s *server) routes(cfg Config) ([]Route, error) {
	folk, err := people.New(cfg.Desk)
	if err != nil {
		return nil, err
	}
	s.Prover = folk.Prove
	self := assess.New(cfg.Desk)
	in := signin.New(s.Site, folk)
	office := oversee.New(cfg.Desk)
	year := outlook.New(cfg.Desk)
	mends := rectification.New(cfg.Desk)
	first := home.New(s.Site, office, year, mends)
	years := cycle.New(s.Site, office)
	days := holiday.New(s.Site, office)
	load := burdenpage.New(s.Site, burden.New(cfg.Desk))
	ended := closing.New(cfg.Desk)
	ends := closingdesk.New(s.Site, ended)
	mending := filepages.New(s.Site, mends)
	means := outcomepages.New(s.Site, ended)
	outcomes := result.New(s.Site, office)
	forms := annex.New(s.Site, office)
	sums := boards.New(s.Site, board.New(cfg.Desk))
	tree := organisation.New(s.Site, folk)
	accounts := account.New(s.Site, folk)
	posts := appointment.New(s.Site, folk)
	files := evidence.New(cfg.Desk)
	desk := selfassess.New(s.Site, self, files)
	checking := examine.New(cfg.Desk)
	verify := review.New(s.Site, checking)
	notices := publicity.New(s.Site, checking)
	reports := reportpages.New(s.Site, report.New(cfg.Desk))
	spot := spotcheck.New(cfg.Desk)
	lots := draw.New(s.Site, spot)
	checks := spotdesk.New(s.Site, spot, files)
	keep := records.New(cfg.Desk)
	books := book.New(s.Site, keep)
	annual := yearbook.New(s.Site, keep)
	members := memberpages.New(s.Site, memberindex.New(cfg.Desk))
	papers := recordfile.New(s.Site, keep)
	fees := dues.New(s.Site, keep)
	meetings := activity.New(s.Site, keep)
	plans := plan.New(s.Site, keep)
	rules := rule.New(s.Site, keep)
	honours := honour.New(s.Site, keep)
	decisions := sanction.New(s.Site, keep)
	names := roster.New(s.Site, keep)
	tables := sheet.New(s.Site, keep)
	leaders := branchcommittee.New(s.Site, keep)
	pages := manual.New(s.Site, handbook.New(cfg.Desk))
	going := yearpages.New(s.Site, year, first.Waiting)
	sets := setdesk.New(s.Site, indicators.New(cfg.Desk))
	behind := workpages.New(s.Site, work.New(cfg.Desk))
	paper := slippages.New(s.Site, slip.New(cfg.Desk))
	opinions := evaluationpage.New(s.Site, evaluation.New(cfg.Desk))
	return []Route{
		{"GET", page.SignInURL, public, in.Form, false},
		{"POST", page.SignInURL, public, in.SignIn, false},
		{"POST", page.SignOutURL, early, in.SignOut, false},
		{"GET", page.PasswordURL, early, in.PasswordForm, false},
		{"POST", page.PasswordURL, early, in.ChangePassword, false},

		{"GET", page.HomeURL, signedIn, first.Show, false},

		{"GET", page.CyclesURL, may(access.ViewCycle), years.List, false},
		{"GET", page.NewCycleURL, may(access.OpenCycle), years.NewForm, false},
		{"POST", page.NewCycleURL, may(access.OpenCycle), years.Open, false},
		{"GET", page.CyclesURL + "/{cycle}", may(access.ViewCycle), years.Show, false},
		{"GET", page.CyclesURL + "/{cycle}/settings", may(access.OpenCycle), years.AmendForm, false},
		{"POST", page.CyclesURL + "/{cycle}/settings", may(access.OpenCycle), years.Amend, false},
		{"GET", page.CyclesURL + "/{cycle}/extend/{assessment}", may(access.Extend), years.ExtendForm, false},
		{"POST", page.CyclesURL + "/{cycle}/extend/{assessment}", may(access.Extend), years.Extend, false},

		{"GET", page.CyclesURL + "/{cycle}/closing", may(access.Close), ends.Show, false},
		{"POST", page.CyclesURL + "/{cycle}/closing/propose", may(access.Close), ends.Propose, false},
		{"POST", page.CyclesURL + "/{cycle}/closing/confirm", may(access.Close), ends.Confirm, false},
		{"POST", page.CyclesURL + "/{cycle}/closing/send-back", may(access.Close), ends.SendBack, false},
		{"POST", page.CyclesURL + "/{cycle}/closing/resume", may(access.Close), ends.Resume, false},

		{"GET", page.BurdenURL, may(access.ViewBurden), load.Show, false},
		{"GET", page.OutcomesURL, may(access.ViewOutcome), means.Show, false},
		{"GET", page.OutcomesURL + "/rates.xlsx", may(access.ViewOutcome), means.Rates, false},
		{"GET", page.OutcomesURL + "/stars", may(access.ViewOutcome), means.Stars, false},
		{"POST", page.StarsExportURL, may(access.ViewOutcome), means.Export, false},

		{"GET", page.RectificationsURL, may(access.ViewRectification), mending.List, false},
		{"GET", page.RectificationsURL + "/{file}", may(access.ViewRectification), mending.Show, false},
		{"GET", page.RectificationsURL + "/{file}/print", may(access.ViewRectification), mending.Paper, false},
		{"POST", page.RectificationsURL + "/{file}/measures/{item}", may(access.KeepRectification), mending.Measure, false},
		{"POST", page.RectificationsURL + "/{file}/progress/{item}", may(access.KeepRectification), mending.Progress, false},
		{"POST", page.RectificationsURL + "/{file}/start", may(access.KeepRectification), mending.Step(rectify.Start), false},
		{"POST", page.RectificationsURL + "/{file}/hand-over", may(access.KeepRectification), mending.Step(rectify.HandOver), false},
		{"POST", page.RectificationsURL + "/{file}/pass", may(access.CheckRectification), mending.Step(rectify.Pass), false},
		{"POST", page.RectificationsURL + "/{file}/fail", may(access.CheckRectification), mending.Step(rectify.Fail), false},
		{"POST", page.RectificationsURL + "/{file}/replan", may(access.CheckRectification), mending.Step(rectify.Replan), false},
		{"POST", page.RectificationsURL + "/{file}/end", may(access.EndRectification), mending.Step(rectify.End), false},
		{"POST", page.RectificationsURL + "/{file}/give-back", may(access.EndRectification), mending.Step(rectify.GiveBack), false},

		{"GET", page.CalendarURL, may(access.KeepCalendar), days.Show, false},
		{"POST", page.CalendarAddURL, may(access.KeepCalendar), days.Add, false},
		{"POST", page.CalendarRemoveURL, may(access.KeepCalendar), days.Remove, false},
		{"POST", page.CalendarPasteURL, may(access.KeepCalendar), days.Paste, false},

		{"GET", page.CyclesURL + "/{cycle}/average", may(access.OpenCycle), members.Average, false},
		{"POST", page.CyclesURL + "/{cycle}/average", may(access.OpenCycle), members.Take, false},

		{"GET", page.SetsURL, may(access.KeepSets), sets.List, false},
		{"GET", page.NewSetURL, may(access.KeepSets), sets.StartForm, false},
		{"POST", page.NewSetURL, may(access.KeepSets), sets.Start, false},
		{"GET", page.ImportSetURL, may(access.KeepSets), sets.ImportForm, false},
		{"POST", page.ImportSetURL, may(access.KeepSets), sets.Import, true},
		{"GET", page.CompareSetsURL, may(access.KeepSets), sets.Compare, false},
		{"GET", page.SetsURL + "/{set}", may(access.KeepSets), sets.Show, false},
		{"GET", page.SetsURL + "/{set}/set.yaml", may(access.KeepSets), sets.SetYAML, false},
		{"GET", page.SetsURL + "/{set}/set.xlsx", may(access.KeepSets), sets.SetExcel, false},
		{"GET", page.SetsURL + "/drafts/{draft}/set.yaml", may(access.KeepSets), sets.DraftYAML, false},
		{"GET", page.SetsURL + "/drafts/{draft}/set.xlsx", may(access.KeepSets), sets.DraftExcel, false},
		{"GET", page.CyclesURL + "/{cycle}/move", may(access.MoveCycle), sets.MoveForm, false},
		{"POST", page.CyclesURL + "/{cycle}/move", may(access.MoveCycle), sets.Move, false},
		{"POST", page.CyclesURL + "/{cycle}/trial", may(access.MoveCycle), sets.Trial, false},
		{"GET", page.SetsURL + "/drafts/{draft}", may(access.KeepSets), sets.Draft, false},
		{"GET", page.SetsURL + "/drafts/{draft}/general", may(access.KeepSets), sets.General, false},
		{"POST", page.SetsURL + "/drafts/{draft}/general", may(access.KeepSets), sets.SaveGeneral, false},
		{"GET", page.SetsURL + "/drafts/{draft}/areas/new", may(access.KeepSets), sets.NewArea, false},
		{"POST", page.SetsURL + "/drafts/{draft}/areas/new", may(access.KeepSets), sets.AddArea, false},
		{"GET", page.SetsURL + "/drafts/{draft}/areas/{area}", may(access.KeepSets), sets.Area, false},
		{"POST", page.SetsURL + "/drafts/{draft}/areas/{area}", may(access.KeepSets), sets.SaveArea, false},
		{"GET", page.SetsURL + "/drafts/{draft}/items/new", may(access.KeepSets), sets.NewItem, false},
		{"POST", page.SetsURL + "/drafts/{draft}/items/new", may(access.KeepSets), sets.AddItem, false},
		{"GET", page.SetsURL + "/drafts/{draft}/items/{item}", may(access.KeepSets), sets.Item, false},
		{"POST", page.SetsURL + "/drafts/{draft}/items/{item}", may(access.KeepSets), sets.SaveItem, false},
		{"GET", page.SetsURL + "/drafts/{draft}/items/{item}/remove", may(access.KeepSets), sets.RemoveItemForm, false},
		{"POST", page.SetsURL + "/drafts/{draft}/items/{item}/remove", may(access.KeepSets), sets.RemoveItem, false},
		{"POST", page.SetsURL + "/drafts/{draft}/order", may(access.KeepSets), sets.Order, false},
		{"GET", page.SetsURL + "/drafts/{draft}/publish", may(access.KeepSets), sets.PublishForm, false},
		{"POST", page.SetsURL + "/drafts/{draft}/publish", may(access.KeepSets), sets.Publish, false},
		{"GET", page.SetsURL + "/drafts/{draft}/drop", may(access.KeepSets), sets.DropForm, false},
		{"POST", page.SetsURL + "/drafts/{draft}/drop", may(access.KeepSets), sets.Drop, false},

		{"GET", page.BookListURL + "/{branch}/tasks", may(access.ViewRecords), going.Tasks, false},
		{"GET", page.OutlookURL, may(access.ViewOutlook), going.Below, false},
		{"GET", page.NoticesURL, signedIn, going.Notices, false},
		{"POST", page.NoticesReadURL, signedIn, going.ReadNotices, false},
		{"POST", page.NoticesRemindURL, signedIn, going.Remind, false},
		{"GET", page.MeURL, may(access.OwnPages), members.Mine, false},
		{"GET", page.MyEvaluationURL, may(access.OwnPages), opinions.Form, false},
		{"POST", page.MyEvaluationURL, may(access.OwnPages), opinions.Answer, false},
		{"POST", page.MyDataURL, may(access.OwnPages), members.Export, false},
		{"GET", page.MyIndexURL, may(access.OwnPages), members.MyIndex, false},
		{"POST", page.MyIndexURL, may(access.OwnPages), members.SaveMine, false},
		{"POST", page.MyIndexWithdrawURL, may(access.OwnPages), members.WithdrawMine, false},
		{"GET", page.BookListURL + "/{branch}/index", may(access.CheckMember), members.List, false},
		{"POST", page.BookListURL + "/{branch}/index/agree", may(access.CheckMember), members.Agree, false},
		{"GET", page.BookListURL + "/{branch}/index/{member}", may(access.CheckMember), members.CheckForm, false},
		{"POST", page.BookListURL + "/{branch}/index/{member}", may(access.CheckMember), members.Check, false},
		{"POST", page.BookListURL + "/{branch}/index/{member}/reopen", may(access.CheckMember), members.Reopen, false},

		{"GET", page.BoardsURL, may(access.ViewBoard), sums.Show, false},
		{"GET", page.BoardsURL + "/months/{of}", may(access.ViewBoard), sums.Month, false},
		{"GET", page.BoardsURL + "/tables/{table}", may(access.ViewBoard), sums.Table, false},

		{"GET", page.ResultsURL, may(access.ViewSelf), outcomes.List, false},
		{"POST", page.ResultsExportURL, may(access.ExportResults), outcomes.Export, false},
		{"GET", page.ResultsURL + "/{assessment}", may(access.ViewSelf), outcomes.Show, false},
		{"GET", page.ResultsURL + "/{assessment}/form", may(access.ViewSelf), forms.Show, false},
		{"GET", page.ResultsURL + "/{assessment}/form.xlsx", may(access.ViewSelf), forms.Download, false},
		{"POST", page.ResultsURL + "/{assessment}/slip", may(access.PrintSlip), paper.Make, false},
		{"GET", page.ResultsURL + "/{assessment}/slip/{slip}", may(access.PrintSlip), paper.Show, false},
		{"GET", page.SlipsURL, may(access.CheckSlip), paper.Find, false},
		{"GET", page.SlipsURL + "/{token}", may(access.CheckSlip), paper.Prove, false},

		{"GET", page.WorkURL, signedIn, behind.List, false},
		{"GET", page.WorkURL + "/{task}", signedIn, behind.Show, false},
		{"GET", page.WorkURL + "/{task}/file", signedIn, behind.File, false},
		{"POST", page.WorkURL + "/{task}/retry", signedIn, behind.Retry, false},
		{"GET", page.CalibrationURL, may(access.ViewCalibration), calibration.New(s.Site, office).Show, false},

		{"GET", page.HandbookURL, may(access.ReadHandbook), pages.Contents, false},
		{"GET", page.HandbookSearchURL, may(access.ReadHandbook), pages.Search, false},
		{"GET", page.HandbookURL + "/items/{item}", may(access.ReadHandbook), pages.HowTo, false},
		{"GET", page.HandbookURL + "/records/{product}", may(access.ReadHandbook), pages.HowToRecord, false},
		{"GET", page.HandbookURL + "/{chapter}", may(access.ReadHandbook), pages.Show, false},
		{"GET", page.HandbookURL + "/{chapter}/edit", may(access.KeepHandbook), pages.EditForm, false},
		{"POST", page.HandbookURL + "/{chapter}/edit", may(access.KeepHandbook), pages.Edit, false},
		{"GET", page.HandbookURL + "/{chapter}/versions", may(access.ReadHandbook), pages.Versions, false},
		{"GET", page.HandbookURL + "/{chapter}/versions/{version}", may(access.ReadHandbook), pages.Version, false},
		{"GET", page.HandbookURL + "/{chapter}/compare", may(access.ReadHandbook), pages.Compare, false},

		{"GET", page.OrganisationsURL, may(access.ViewOrgs), tree.Root, false},
		{"GET", page.OrganisationsURL + "/{organisation}", may(access.ViewOrgs), tree.Show, false},
		{"GET", page.OrganisationsURL + "/{organisation}/new", may(access.ManageOrgs), tree.NewForm, false},
		{"POST", page.OrganisationsURL + "/{organisation}/new", may(access.ManageOrgs), tree.Add, false},
		{"GET", page.OrganisationsURL + "/{organisation}/kinds", may(access.ManageOrgs), tree.KindsForm, false},
		{"POST", page.OrganisationsURL + "/{organisation}/kinds", may(access.ManageOrgs), tree.SetKinds, false},
		{"GET", page.OrganisationsURL + "/{organisation}/name", may(access.ManageOrgs), tree.RenameForm, false},
		{"POST", page.OrganisationsURL + "/{organisation}/name", may(access.ManageOrgs), tree.Rename, false},

		{"GET", page.AccountsURL, may(access.ManageAccounts), accounts.List, false},
		{"GET", page.NewAccountURL, may(access.ManageAccounts), accounts.NewForm, false},
		{"POST", page.NewAccountURL, may(access.ManageAccounts), accounts.Add, false},
		{"GET", page.AccountsURL + "/{person}", may(access.ManageAccounts), accounts.Show, false},
		{"POST", page.AccountsURL + "/{person}/reset", may(access.ManageAccounts), accounts.Reset, false},
		{"POST", page.AccountsURL + "/{person}/disable", may(access.ManageAccounts), accounts.Disable, false},
		{"POST", page.AccountsURL + "/{person}/enable", may(access.ManageAccounts), accounts.Enable, false},

		{"GET", page.AppointmentsURL, may(access.Appoint), posts.List, false},
		{"GET", page.NewAppointmentURL, may(access.Appoint), posts.NewForm, false},
		{"POST", page.NewAppointmentURL, may(access.Appoint), posts.Appoint, false},
		{"GET", page.AppointmentsURL + "/{appointment}/end", may(access.Appoint), posts.EndForm, false},
		{"POST", page.AppointmentsURL + "/{appointment}/end", may(access.Appoint), posts.End, false},

		{"GET", page.AuditURL, may(access.ReadAudit), auditlog.New(s.Site, folk).List, false},

		{"GET", page.SelfListURL, may(access.SaveFinding), desk.List, false},
		{"GET", page.SelfListURL + "/{id}", may(access.ViewDesk), desk.Show, false},
		{"GET", page.SelfListURL + "/{id}/score", may(access.ViewDesk), desk.Score, false},
		{"GET", page.SelfListURL + "/{id}/check", may(access.SaveFinding), desk.Check, false},
		{"GET", page.SelfListURL + "/{id}/items/{item}", may(access.ViewDesk), desk.Card, false},
		{"POST", page.SelfListURL + "/{id}/clauses/{clause}", may(access.SaveFinding), desk.SaveClause, false},
		{"POST", page.SelfListURL + "/{id}/clauses/{clause}/take", may(access.SaveFinding), desk.Take, false},
		{"POST", page.SelfListURL + "/{id}/clauses/{clause}/departure", may(access.SaveFinding), desk.SaveDeparture, false},
		{"POST", page.SelfListURL + "/{id}/clauses/{clause}/honours", may(access.SaveFinding), desk.ClaimHonours, false},
		{"GET", page.SelfListURL + "/{id}/suggestions", may(access.SaveFinding), desk.Suggestions, false},
		{"POST", page.SelfListURL + "/{id}/suggestions", may(access.SaveFinding), desk.TakeAll, false},
		{"POST", page.SelfListURL + "/{id}/items/{item}/note", may(access.SaveFinding), desk.SaveNote, false},
		{"POST", page.SelfListURL + "/{id}/items/{item}/files", may(access.SaveFinding), desk.AddFiles, true},
		{"POST", page.SelfListURL + "/{id}/items/{item}/reuse", may(access.SaveFinding), desk.ReuseFile, false},
		{"POST", page.SelfListURL + "/{id}/files/{evidence}/remove", may(access.SaveFinding), desk.RemoveFile, false},
		{"POST", page.SelfListURL + "/{id}/remarks/{remark}/reply", may(access.SaveFinding), desk.SaveReply, false},
		{"POST", page.SelfListURL + "/{id}/submit", may(access.Submit), desk.Submit, false},
		{"POST", page.SelfListURL + "/{id}/withdraw", may(access.Withdraw), desk.Withdraw, false},

		{"GET", page.ReviewListURL, may(access.SaveReview), verify.List, false},
		{"GET", page.AcrossListURL, may(access.SaveReview), verify.AcrossList, false},
		{"GET", page.AcrossListURL + "/{item}", may(access.SaveReview), verify.Across, false},
		{"GET", page.ReviewListURL + "/{id}", may(access.SaveReview), verify.Show, false},
		{"GET", page.ReviewListURL + "/{id}/hints", may(access.SaveReview), verify.Hints, false},
		{"POST", page.ReviewListURL + "/{id}/items/{item}", may(access.SaveReview), verify.Save, false},
		{"POST", page.ReviewListURL + "/{id}/items/{item}/remarks", may(access.Return), verify.AddRemark, false},
		{"POST", page.ReviewListURL + "/{id}/remarks/{remark}/drop", may(access.Return), verify.DropRemark, false},
		{"GET", page.ReviewListURL + "/{id}/agree", may(access.SaveReview), verify.AgreeForm, false},
		{"POST", page.ReviewListURL + "/{id}/agree", may(access.SaveReview), verify.Agree, false},
		{"GET", page.ReviewListURL + "/{id}/return", may(access.Return), verify.ReturnForm, false},
		{"POST", page.ReviewListURL + "/{id}/return", may(access.Return), verify.Return, false},
		{"GET", page.ReviewListURL + "/{id}/sign", may(access.Sign), verify.SignForm, false},
		{"POST", page.ReviewListURL + "/{id}/sign", may(access.Sign), verify.Sign, false},

		{"GET", page.PublicityURL, may(access.Publicise), notices.Show, false},
		{"POST", page.PublicityURL, may(access.Publicise), notices.Publicise, false},
		{"GET", page.PublicityURL + "/objections/{objection}", may(access.DecideObjection), verify.ObjectionForm, false},
		{"POST", page.PublicityURL + "/objections/{objection}", may(access.DecideObjection), verify.DecideObjection, false},
		{"GET", page.ResultsURL + "/{assessment}/object", may(access.Object), notices.ObjectForm, false},
		{"POST", page.ResultsURL + "/{assessment}/object", may(access.Object), notices.Object, false},
		{"GET", page.NoticeURL, may(access.Publicise), notices.Notice, false},
		{"GET", page.ReportURL, may(access.Report), reports.Form, false},
		{"POST", page.ReportURL, may(access.Report), reports.Send, false},
		{"GET", page.ReportURL + "/{report}/{sending}", may(access.Report), reports.Paper, false},
		{"GET", page.ReportsURL, may(access.ViewReports), reports.List, false},
		{"GET", page.ReportsURL + "/{report}", may(access.ViewReports), reports.Show, false},
		{"POST", page.ReportsURL + "/{report}/accept", may(access.DecideReport), reports.Accept, false},
		{"POST", page.ReportsURL + "/{report}/return", may(access.DecideReport), reports.GiveBack, false},
		{"GET", page.ReportsURL + "/{report}/sent/{sending}", may(access.ViewReports), reports.OfficePaper, false},
		{"GET", page.ReportsURL + "/reopen/{assessment}", may(access.Reopen), reports.ReopenForm, false},
		{"POST", page.ReportsURL + "/reopen/{assessment}", may(access.Reopen), reports.Reopen, false},

		{"GET", "/evidence/{assessment}/{evidence}", may(access.ViewAssessment), evidencefiles.New(s.Site, files).Open, false},

		{"GET", page.BookListURL, may(access.ViewRecords), books.List, false},
		{"GET", page.BookListURL + "/{branch}", may(access.ViewRecords), books.Show, false},
		{"GET", page.BookListURL + "/{branch}/year/{year}", may(access.ViewRecords), annual.Show, false},
		{"GET", page.BookListURL + "/{branch}/files/{file}", may(access.ViewRecords), papers.Open, false},
		{"GET", page.BookListURL + "/{branch}/files/{kind}/{record}", may(access.ViewRecords), papers.Show, false},
		{"POST", page.BookListURL + "/{branch}/files/{kind}/{record}", may(access.SaveRecord), papers.Add, true},
		{"POST", page.BookListURL + "/{branch}/files/{kind}/{record}/{file}/remove", may(access.SaveRecord), papers.Remove, false},
		{"GET", page.BookListURL + "/{branch}/dues", may(access.ViewRecords), fees.Year, false},
		{"GET", page.BookListURL + "/{branch}/dues/{month}", may(access.ViewRecords), fees.Month, false},
		{"POST", page.BookListURL + "/{branch}/dues/{month}", may(access.SaveRecord), fees.Save, false},
		{"POST", page.BookListURL + "/{branch}/dues/{month}/whole", may(access.SaveRecord), fees.SaveWhole, false},

		{"GET", page.BookListURL + "/{branch}/activities", may(access.ViewRecords), meetings.List, false},
		{"GET", page.BookListURL + "/{branch}/activities/new", may(access.SaveRecord), meetings.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/activities/new", may(access.SaveRecord), meetings.Add, true},
		{"POST", page.BookListURL + "/{branch}/activities/look", may(access.SaveRecord), meetings.Look, false},
		{"GET", page.BookListURL + "/{branch}/activities/{activity}", may(access.ViewRecords), meetings.Show, false},
		{"GET", page.BookListURL + "/{branch}/activities/{activity}/edit", may(access.SaveRecord), meetings.EditForm, false},
		{"POST", page.BookListURL + "/{branch}/activities/{activity}/edit", may(access.SaveRecord), meetings.Edit, false},
		{"POST", page.BookListURL + "/{branch}/activities/{activity}/remove", may(access.SaveRecord), meetings.Remove, false},

		{"GET", page.BookListURL + "/{branch}/plans", may(access.ViewRecords), plans.List, false},
		{"GET", page.BookListURL + "/{branch}/plans/new", may(access.SaveRecord), plans.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/plans/new", may(access.SaveRecord), plans.Add, false},
		{"GET", page.BookListURL + "/{branch}/plans/{record}", may(access.ViewRecords), plans.Show, false},
		{"GET", page.BookListURL + "/{branch}/plans/{record}/edit", may(access.SaveRecord), plans.EditForm, false},
		{"POST", page.BookListURL + "/{branch}/plans/{record}/edit", may(access.SaveRecord), plans.Edit, false},
		{"POST", page.BookListURL + "/{branch}/plans/{record}/remove", may(access.SaveRecord), plans.Remove, false},

		{"GET", page.BookListURL + "/{branch}/rules", may(access.ViewRecords), rules.List, false},
		{"GET", page.BookListURL + "/{branch}/rules/new", may(access.SaveRecord), rules.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/rules/new", may(access.SaveRecord), rules.Add, false},
		{"GET", page.BookListURL + "/{branch}/rules/{record}", may(access.ViewRecords), rules.Show, false},
		{"GET", page.BookListURL + "/{branch}/rules/{record}/edit", may(access.SaveRecord), rules.EditForm, false},
		{"POST", page.BookListURL + "/{branch}/rules/{record}/edit", may(access.SaveRecord), rules.Edit, false},
		{"POST", page.BookListURL + "/{branch}/rules/{record}/remove", may(access.SaveRecord), rules.Remove, false},

		{"GET", page.BookListURL + "/{branch}/honours", may(access.ViewRecords), honours.List, false},
		{"GET", page.BookListURL + "/{branch}/honours/new", may(access.SaveRecord), honours.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/honours/new", may(access.SaveRecord), honours.Add, false},
		{"GET", page.BookListURL + "/{branch}/honours/{record}", may(access.ViewRecords), honours.Show, false},
		{"GET", page.BookListURL + "/{branch}/honours/{record}/edit", may(access.SaveRecord), honours.EditForm, false},
		{"POST", page.BookListURL + "/{branch}/honours/{record}/edit", may(access.SaveRecord), honours.Edit, false},
		{"POST", page.BookListURL + "/{branch}/honours/{record}/remove", may(access.SaveRecord), honours.Remove, false},

		{"GET", page.BookListURL + "/{branch}/sanctions", may(access.ViewSanction), decisions.List, false},
		{"GET", page.BookListURL + "/{branch}/sanctions/new", may(access.SaveSanction), decisions.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/sanctions/new", may(access.SaveSanction), decisions.Add, false},
		{"GET", page.BookListURL + "/{branch}/sanctions/{record}", may(access.ViewSanction), decisions.Show, false},
		{"POST", page.BookListURL + "/{branch}/sanctions/{record}/text", may(access.ViewSanction), decisions.Read, false},
		{"GET", page.BookListURL + "/{branch}/sanctions/{record}/edit", may(access.SaveSanction), decisions.EditForm, false},
		{"POST", page.BookListURL + "/{branch}/sanctions/{record}/edit", may(access.SaveSanction), decisions.Edit, false},
		{"POST", page.BookListURL + "/{branch}/sanctions/{record}/remove", may(access.SaveSanction), decisions.Remove, false},

		{"GET", page.BookListURL + "/{branch}/organisation", may(access.ViewRecords), leaders.Show, false},
		{"GET", page.BookListURL + "/{branch}/organisation/seats/new", may(access.SaveRecord), leaders.Ask(branchcommittee.NewSeat), false},
		{"POST", page.BookListURL + "/{branch}/organisation/seats/new", may(access.SaveRecord), leaders.Save(branchcommittee.NewSeat), false},
		{"GET", page.BookListURL + "/{branch}/organisation/seats/{seat}", may(access.SaveRecord), leaders.Ask(branchcommittee.Seat), false},
		{"POST", page.BookListURL + "/{branch}/organisation/seats/{seat}", may(access.SaveRecord), leaders.Save(branchcommittee.Seat), false},
		{"GET", page.BookListURL + "/{branch}/organisation/seats/{seat}/succeed", may(access.SaveRecord), leaders.Ask(branchcommittee.Succession), false},
		{"POST", page.BookListURL + "/{branch}/organisation/seats/{seat}/succeed", may(access.SaveRecord), leaders.Save(branchcommittee.Succession), false},
		{"GET", page.BookListURL + "/{branch}/organisation/terms/new", may(access.SaveRecord), leaders.Ask(branchcommittee.NewTerm), false},
		{"POST", page.BookListURL + "/{branch}/organisation/terms/new", may(access.SaveRecord), leaders.Save(branchcommittee.NewTerm), false},
		{"GET", page.BookListURL + "/{branch}/organisation/terms/{term}", may(access.SaveRecord), leaders.Ask(branchcommittee.Term), false},
		{"POST", page.BookListURL + "/{branch}/organisation/terms/{term}", may(access.SaveRecord), leaders.Save(branchcommittee.Term), false},
		{"GET", page.BookListURL + "/{branch}/organisation/groups/new", may(access.SaveRecord), leaders.Ask(branchcommittee.NewGroup), false},
		{"POST", page.BookListURL + "/{branch}/organisation/groups/new", may(access.SaveRecord), leaders.Save(branchcommittee.NewGroup), false},
		{"GET", page.BookListURL + "/{branch}/organisation/groups/members", may(access.SaveRecord), leaders.Ask(branchcommittee.GroupMembers), false},
		{"POST", page.BookListURL + "/{branch}/organisation/groups/members", may(access.SaveRecord), leaders.Save(branchcommittee.GroupMembers), false},
		{"GET", page.BookListURL + "/{branch}/organisation/groups/{group}", may(access.SaveRecord), leaders.Ask(branchcommittee.Group), false},
		{"POST", page.BookListURL + "/{branch}/organisation/groups/{group}", may(access.SaveRecord), leaders.Save(branchcommittee.Group), false},

		{"GET", page.BookListURL + "/{branch}/roster", may(access.ViewRecords), names.List, false},
		{"POST", page.BookListURL + "/{branch}/roster/find", may(access.ViewRecords), names.Find, false},
		{"GET", page.BookListURL + "/{branch}/roster/new", may(access.SaveRecord), names.NewForm, false},
		{"POST", page.BookListURL + "/{branch}/roster/new", may(access.SaveRecord), names.Add, false},
		{"GET", page.BookListURL + "/{branch}/roster/in", may(access.SaveRecord), names.InForm, false},
		{"POST", page.BookListURL + "/{branch}/roster/in", may(access.SaveRecord), names.In, false},
		{"GET", page.BookListURL + "/{branch}/roster/{member}", may(access.ViewRecords), names.Show, false},
		{"POST", page.BookListURL + "/{branch}/roster/{member}/unmask", may(access.Unmask), names.Unmask, false},
		{"GET", page.BookListURL + "/{branch}/roster/{member}/change", may(access.SaveRecord), names.ChangeForm, false},
		{"POST", page.BookListURL + "/{branch}/roster/{member}/change", may(access.SaveRecord), names.Change, false},
		{"GET", page.BookListURL + "/{branch}/roster/{member}/out", may(access.SaveRecord), names.OutForm, false},
		{"POST", page.BookListURL + "/{branch}/roster/{member}/out", may(access.SaveRecord), names.Out, false},
		{"GET", page.BookListURL + "/{branch}/roster/transfers/{transfer}", may(access.ViewRecords), names.ShowTransfer, false},
		{"POST", page.BookListURL + "/{branch}/roster/transfers/{transfer}", may(access.SaveRecord), names.SaveTransfer, false},
		{"POST", page.BookListURL + "/{branch}/roster/transfers/{transfer}/drop", may(access.SaveRecord), names.DropTransfer, false},

		{"GET", page.BookListURL + "/{branch}/sheets/{form}", may(access.SaveRecord), tables.Form, false},
		{"POST", page.BookListURL + "/{branch}/sheets/{form}", may(access.SaveRecord), tables.Upload, true},
		{"GET", page.BookListURL + "/{branch}/sheets/{form}/template", may(access.SaveRecord), tables.Template, false},
		{"GET", page.BookListURL + "/{branch}/sheets/{form}/export", may(access.ViewRecords), tables.Export, false},
		{"POST", page.BookListURL + "/{branch}/sheets/roster/full", may(access.Unmask), tables.ExportFull, false},
		{"GET", page.BookListURL + "/{branch}/sheets/{form}/{import}", may(access.SaveRecord), tables.Show, false},
		{"POST", page.BookListURL + "/{branch}/sheets/{form}/{import}", may(access.SaveRecord), tables.Confirm, false},

		{"GET", page.DrawsURL, may(access.ViewDraw), lots.List, false},
		{"POST", page.DrawsURL, may(access.ManageDraw), lots.Publish, false},
		{"GET", page.NewDrawURL, may(access.ManageDraw), lots.Prepare, false},
		{"POST", page.CheckDrawURL, may(access.ManageDraw), lots.Check, false},
		{"GET", page.DrawsURL + "/{id}", may(access.ViewDraw), lots.Show, false},
		{"GET", page.DrawsURL + "/{id}/population.txt", may(access.ViewDraw), lots.Download(spotcheck.PopulationFile), false},
		{"GET", page.DrawsURL + "/{id}/inspectors.txt", may(access.ViewDraw), lots.Download(spotcheck.InspectorsFile), false},
		{"GET", page.DrawsURL + "/{id}/notice.txt", may(access.ViewDraw), lots.Download(spotcheck.NoticeFile), false},
		{"GET", page.DrawsURL + "/{id}/bundle.json", may(access.ViewDraw), lots.Download(spotcheck.BundleFile), false},
		{"GET", page.DrawsURL + "/{id}/reasons.txt", may(access.ViewDraw), lots.Download(spotcheck.ReasonsFile), false},
		{"GET", page.DrawsURL + "/{id}/population", may(access.ViewDraw), lots.Population, false},
		{"GET", page.DrawsURL + "/{id}/differences", may(access.ManageDraw), lots.Differences, false},
		{"GET", page.DrawsURL + "/{id}/differences/branches", may(access.ManageDraw), lots.Differing, false},
		{"POST", page.DrawsURL + "/{id}/escalations/{committee}", may(access.ManageDraw), lots.Escalate, false},
		{"POST", page.DrawsURL + "/{id}/seed", may(access.ManageDraw), lots.EnterSeed, false},
		{"POST", page.DrawsURL + "/{id}/confirm", may(access.ManageDraw), lots.Confirm, false},
		{"POST", page.DrawsURL + "/{id}/refuse", may(access.ManageDraw), lots.Refuse, false},
		{"GET", page.DrawsURL + "/{id}/replace/{checker}", may(access.ManageDraw), lots.Replace, false},
		{"POST", page.DrawsURL + "/{id}/replace/{checker}", may(access.ManageDraw), lots.Assign, false},

		{"GET", page.SpotListURL, may(access.SaveSpot), checks.List, false},
		{"GET", page.SpotListURL + "/{id}", may(access.ViewSpot), checks.Show, false},
		{"GET", page.SpotListURL + "/{id}/items/{item}", may(access.SaveSpot), checks.Card, false},
		{"POST", page.SpotListURL + "/{id}/clause/{clause}", may(access.SaveSpot), checks.SaveClause, false},
		{"POST", page.SpotListURL + "/{id}/nothing", may(access.SaveSpot), checks.FoundNothing, false},
		{"POST", page.SpotListURL + "/{id}/note/{item}", may(access.SaveSpot), checks.SaveNote, false},
		{"POST", page.SpotListURL + "/{id}/files/{item}", may(access.SaveSpot), checks.AddFiles, true},
		{"POST", page.SpotListURL + "/{id}/remove/{evidence}", may(access.SaveSpot), checks.RemoveFile, false},
		{"GET", page.SpotListURL + "/{id}/hand-in", may(access.HandIn), checks.Ready, false},
		{"POST", page.SpotListURL + "/{id}/hand-in", may(access.HandIn), checks.HandIn, false},
		{"POST", page.SpotListURL + "/{id}/answer", may(access.AnswerSpot), checks.Answer, false},
		{"POST", page.SpotListURL + "/{id}/propose", may(access.ProposeSpot), checks.Propose, false},
		{"POST", page.SpotListURL + "/{id}/confirm", may(access.ConfirmSpot), checks.Confirm, false},
		{"POST", page.SpotListURL + "/{id}/send-back", may(access.ConfirmSpot), checks.SendBack, false},
		{"GET", page.DecisionsURL, may(access.ProposeSpot), checks.Decisions, false},
		{"POST", page.DecisionsProposeURL, may(access.ProposeSpot), checks.ProposeTogether, false},
		{"POST", page.DecisionsConfirmURL, may(access.ConfirmSpot), checks.ConfirmTogether, false},
	}, nil
}
