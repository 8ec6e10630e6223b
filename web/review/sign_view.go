package review

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/examine"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// signView is the page of a signature.
type signView struct {
	Back      ui.Link
	Changed   string // why the last try did not count
	Mistakes  []ui.Mistake
	Facts     []ui.Definition
	Missing   []missing
	WhyNot    string
	Again     string // why the work committee has it verified anew
	Areas     ui.TableProps
	Differs   ui.TableProps
	Confirm   *ui.ConfirmProps
	Signature ui.SignatureProps
}

// missing is something that hinders signing, with its items.
type missing struct {
	ID    string
	Title string
	Links []ui.Link
}

func (s *Screen) signOf(r *http.Request, v examine.View, changed string, wrong map[string]string) signView {
	p := signView{Back: back(v), Changed: changed, Areas: areas(v), Differs: differing(v), WhyNot: whyNotSign(v), Again: reopened(v),
		Mistakes: page.Mistakes(wrong, page.PasswordField)}
	p.Facts = []ui.Definition{
		{Term: "支部", Text: v.BranchName}, {Term: "自评", Text: figures.Points(v.SelfScore.Total)},
		{Term: "核定", Text: figures.Points(v.ReviewScore.Total)}, {Term: "等次", Body: ui.Badge(figures.Grade(v.Set.Set, v.ReviewScore.Grade))},
		{Term: "已核", Text: fmt.Sprintf("%d / %d 项", v.Done, len(v.Items))},
	}
	p.Missing = missingOf(v)
	if p.WhyNot != "" {
		return p
	}
	p.Signature = s.Signature(r, v.Digest(), wrong)
	p.Confirm = &ui.ConfirmProps{ID: "sign", Title: "确认签署", Text: afterwards(v),
		Form:   ui.Form{Action: page.ReviewSignURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version)), Submit: "签署"},
		Cancel: ui.Link{Label: "回到逐项考核", Href: page.ReviewURL(v.ID)}}
	return p
}

// reopened tells who has a branch verified anew, and why; "" where nobody does.
func reopened(v examine.View) string {
	if v.Reopened == nil {
		return ""
	}
	return fmt.Sprintf("%s 于 %s 要求重新考核，%s前重新签署。理由：%s。各项仍是上次核定的内容，请按理由核对以后再签署。", v.Reopened.Name, figures.Moment(v.Reopened.At), v.Reopened.Until.Chinese(), strings.TrimSuffix(v.Reopened.Reason, "。"))
}

// afterwards tells what comes after the signature.
func afterwards(v examine.View) string {
	if v.Cycle.Publicity {
		return "签署后，核定结果不能再改，接着由党委公示，期满后报送。"
	}
	return "签署后，核定结果不能再改，接着由党委报送。"
}

func whyNotSign(v examine.View) string {
	if v.State.Signed() && !v.SignedAt.IsZero() {
		return fmt.Sprintf("已由%s于 %s签署。", v.SignedName, figures.Moment(v.SignedAt))
	}
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
