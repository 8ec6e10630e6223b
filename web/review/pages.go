package review

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// agreeView is the page of many items.
type agreeView struct {
	Back   ui.Link
	Wrong  string
	Checks []ui.Check
	Form   *ui.Form
	WhyNot string
}

func (s *Screen) agreeOf(r *http.Request, v examine.View, wrong string) agreeView {
	a := agreeView{Back: back(v), Wrong: wrong}
	if !v.CanReview {
		a.WhyNot = v.WhyNot
		return a
	}
	for _, it := range v.Plain() {
		a.Checks = append(a.Checks, ui.Check{ID: page.CardID(it.Code), Name: "item", Value: it.Code, On: true,
			Label: v.Set.Number(it.Code) + " " + it.Title + "（" + figures.Points(it.Self.Score) + " 分）"})
	}
	if len(a.Checks) > 0 {
		a.Form = &ui.Form{Action: page.ReviewAgreeURL(v.ID), Hidden: s.Hidden(r), Submit: "同意勾选的项目"}
	}
	return a
}

func back(v examine.View) ui.Link {
	return ui.Link{Label: v.BranchName + "：逐项考核", Href: page.ReviewURL(v.ID)}
}

// returnView is the page that gives an assessment back.
type returnView struct {
	Back    ui.Link
	WhyNot  string
	Remarks []unsent
	Form    *ui.Form
	Date    ui.Text
	Wrong   []ui.Mistake
}

// unsent is a remark that the return sends.
type unsent struct {
	Item ui.Link
	Text string
	Who  string
	Drop ui.Form
}

func (s *Screen) returnOf(r *http.Request, v examine.View, replyBy string, wrong map[string]string) returnView {
	p := returnView{Back: back(v), Wrong: page.Mistakes(wrong, "reply_by")}
	if !v.CanRemark {
		p.WhyNot = v.WhyNot
		if v.CanReview || p.WhyNot == "" {
			p.WhyNot = "您的任职没有退回的权限，请由有权限的同志办理。"
		}
		return p
	}
	for _, m := range examine.Unsent(v.Dossier) {
		item, _, _ := v.Set.Item(m.Item)
		p.Remarks = append(p.Remarks, unsent{Text: m.Text, Who: m.WrittenName + " " + figures.When(m.WrittenAt),
			Item: ui.Link{Label: v.Set.Number(m.Item) + " " + item.Title, Href: page.ReviewItemURL(v.ID, m.Item)},
			Drop: ui.Form{Action: page.ReviewDropURL(v.ID, m.ID), Hidden: s.Hidden(r), Submit: "撤销"}})
	}
	if len(p.Remarks) == 0 {
		return p
	}
	p.Form = &ui.Form{Action: page.ReviewReturnURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version)), Submit: "退回给支部"}
	p.Date = ui.Text{ID: "reply_by", Name: "reply_by", Label: "请支部在这一天前答复", Type: "date", Value: replyBy, Required: true,
		Hint: "当天仍可答复。最晚到考核截止日" + v.Cycle.Review.Until.Chinese() + "。", Error: wrong["reply_by"]}
	return p
}

// signView is the page of a signature.
type signView struct {
	Back    ui.Link
	Changed string // why the last try did not count
	Facts   []ui.Definition
	Missing []missing
	WhyNot  string
	Areas   ui.TableProps
	Differs ui.TableProps
	Confirm *ui.ConfirmProps
}

// missing is something that hinders signing, with its items.
type missing struct {
	ID    string
	Title string
	Links []ui.Link
}

func (s *Screen) signOf(r *http.Request, v examine.View, changed string) signView {
	p := signView{Back: back(v), Changed: changed, Areas: areas(v), Differs: differing(v), WhyNot: whyNotSign(v)}
	p.Facts = []ui.Definition{
		{Term: "支部", Text: v.BranchName}, {Term: "自评", Text: figures.Points(v.SelfScore.Total)},
		{Term: "核定", Text: figures.Points(v.ReviewScore.Total)}, {Term: "等次", Body: ui.Badge(figures.Grade(v.Set.Set, v.ReviewScore.Grade))},
		{Term: "已核", Text: fmt.Sprintf("%d / %d 项", v.Done, len(v.Items))},
	}
	p.Missing = missingOf(v)
	if p.WhyNot != "" {
		return p
	}
	p.Confirm = &ui.ConfirmProps{ID: "sign", Title: "确认签署", Text: "签署后，核定结果不能再改，接着由党委报送。",
		Form:   ui.Form{Action: page.ReviewSignURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version), "digest", v.Digest()), Submit: "签署"},
		Cancel: ui.Link{Label: "回到逐项考核", Href: page.ReviewURL(v.ID)}}
	return p
}

func whyNotSign(v examine.View) string {
	if why := v.WhyNotSign(); why != "" || v.CanSign {
		return why
	}
	return "签署由党委书记办理，您的任职没有这项权限。"
}

func missingOf(v examine.View) []missing {
	if v.State != workflow.Submitted {
		return nil
	}
	unreviewed, unreasoned := missing{ID: "unreviewed", Title: "还没有考核"}, missing{ID: "unreasoned", Title: "核定与自评不同，没有写理由"}
	for _, it := range v.Items {
		link := ui.Link{Label: v.Set.Number(it.Code) + " " + it.Title, Href: page.ReviewItemURL(v.ID, it.Code)}
		if open(it) {
			unreviewed.Links = append(unreviewed.Links, link)
		}
		if it.NeedsReason {
			unreasoned.Links = append(unreasoned.Links, link)
		}
	}
	var list []missing
	for _, m := range []missing{unreasoned, unreviewed} {
		if len(m.Links) > 0 {
			m.Title += "（" + strconv.Itoa(len(m.Links)) + " 项）"
			list = append(list, m)
		}
	}
	return list
}

// areas compares both levels by area.
func areas(v examine.View) ui.TableProps {
	t := ui.TableProps{ID: "areas", Caption: "按项目", Hide: true, Columns: []ui.Column{{Label: "项目"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "差", Number: true}}}
	for i, c := range v.SelfScore.Categories {
		for j, a := range c.Areas {
			area, _ := v.Set.Area(a.Area)
			review := v.ReviewScore.Categories[i].Areas[j].Sum.Score
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: area.Title}, {Text: figures.Points(a.Sum.Score)}, {Text: figures.Points(review)}, difference(review - a.Sum.Score)}})
		}
	}
	total := v.ReviewScore.Total
	t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: "总分"}, {Text: figures.Points(v.SelfScore.Total)}, {Text: figures.Points(total)}, difference(total - v.SelfScore.Total)}})
	return t
}

func difference(p scoring.Points) ui.Cell {
	switch {
	case p == 0:
		return ui.Cell{Text: "0"}
	case p < 0:
		return ui.Cell{Text: figures.Points(p), Tone: ui.Lost}
	}
	return ui.Cell{Text: "+" + figures.Points(p), Tone: ui.Good}
}

// differing lists each clause on which the levels differ, with the reason.
func differing(v examine.View) ui.TableProps {
	t := ui.TableProps{ID: "differs", Caption: "与自评不同的", Hide: true, Empty: "核定与自评完全一致。",
		Columns: []ui.Column{{Label: "项目"}, {Label: "自评"}, {Label: "核定"}, {Label: "理由"}, {Label: "考核人"}}}
	for _, it := range v.Items {
		for i := range it.Clauses {
			c := &it.Clauses[i]
			if !v.Differs(app.Self, app.Review, c.Code) {
				continue
			}
			self, stated := v.Findings[app.Self][c.Code]
			review, said2 := v.Findings[app.Review][c.Code]
			reason := ui.Cell{Text: review.Reason}
			if review.Reason == "" {
				reason = ui.Cell{Badge: ui.BadgeProps{Text: "缺理由", Tone: ui.Warn}}
			}
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: v.Set.Number(it.Code) + " " + c.Label, Href: page.ReviewItemURL(v.ID, it.Code)},
				{Text: said(c, self.Said, stated)}, {Text: said(c, review.Said, said2)}, reason, {Text: review.SavedName}}})
		}
	}
	return t
}

// reportView is a committee's report.
type reportView struct {
	Title, Text string
	Changed     string
	WhyNot      string
	Late        string
	Confirm     *ui.ConfirmProps
	Signed      ui.TableProps
	Unsigned    ui.TableProps
	Reported    ui.TableProps
}

func (s *Screen) reportOf(r *http.Request, rep examine.Report, changed string) reportView {
	p := reportView{Title: strconv.Itoa(rep.Cycle.Year) + " 年度考评结果报送", Text: rep.Committee.Name + "，" + rep.Due.Chinese() + "前报送机关工委。",
		Changed: changed, WhyNot: rep.WhyNot}
	if rep.Late && len(rep.Signed) > 0 {
		p.Late = fmt.Sprintf("已过报送期限 %d 天。仍可报送，会标明逾期。", overdueDays(rep.Due, s.examine.Today()))
	}
	p.Signed, p.Reported = scores("signed", "待报送", rep, rep.Signed), scores("reported", "已报送", rep, rep.Reported)
	p.Unsigned = unsigned(rep)
	if rep.WhyNot != "" {
		return p
	}
	hidden := s.Hidden(r, "cycle", strconv.FormatInt(rep.Cycle.ID, 10), "committee", strconv.FormatInt(rep.Committee.ID, 10))
	for _, a := range rep.Signed {
		hidden = append(hidden, ui.Hidden{Name: "seen", Value: strconv.FormatInt(a.ID, 10)})
	}
	p.Confirm = &ui.ConfirmProps{ID: "report", Title: fmt.Sprintf("报送 %d 个支部", len(rep.Signed)), Text: "报送后不能再改，并进入抽查范围。",
		Form: ui.Form{Action: page.ReportURL, Hidden: hidden, Submit: "报送机关工委"}, Cancel: ui.Link{Label: "返回列表", Href: page.ReviewListURL}}
	if n := len(rep.Unsigned); n > 0 {
		p.Confirm.Text += fmt.Sprintf("还有 %d 个支部没有签署，这次不报，签署后可以再报。", n)
	}
	return p
}

func scores(id, caption string, rep examine.Report, list []app.Assessment) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: caption, Hide: true, Empty: "没有。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "等次"}, {Label: "签署"}, {Label: "报送"}}}
	for i := range list {
		a := &list[i]
		sent := "–"
		if !a.ReportedAt.IsZero() {
			sent = a.Reporter + " " + figures.When(a.ReportedAt)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.ReviewURL(a.ID)}, {Text: figures.Points(a.Self.Total)},
			{Text: figures.Points(a.Counts.Total)}, {Badge: figures.Grade(rep.Set.Set, a.Counts.Grade)}, {Text: a.SignedName + " " + figures.When(a.SignedAt)}, {Text: sent}}})
	}
	return t
}

func unsigned(rep examine.Report) ui.TableProps {
	t := ui.TableProps{ID: "unsigned", Caption: "还没有签署", Hide: true, Empty: "所有支部都已签署。", Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "已核", Number: true}}}
	for i := range rep.Unsigned {
		a := &rep.Unsigned[i]
		done := "–"
		if a.State != workflow.Draft {
			done = fmt.Sprintf("%d / %d", a.ReviewedItems, len(rep.Set.Applies(a.Kind)))
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.ReviewURL(a.ID)},
			{Badge: ui.BadgeProps{Text: a.State.Chinese(), Tone: tones[a.State]}}, {Text: done}}})
	}
	return t
}
