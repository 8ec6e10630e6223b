package publicity

import (
	"net/http"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/internal/core/fault"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// objectView is the page on which somebody objects.
type objectView struct {
	Title    string
	Back     ui.Link
	Facts    []ui.Definition
	Mistakes []ui.Mistake
	WhyNot   string
	Privacy  string
	Form     *ui.Form
	Item     ui.Select
	Reason   ui.Text
	Mine     []mine
}

// mine is an objection that the person has made.
type mine struct {
	Title  string
	Badge  ui.BadgeProps
	Thread []ui.Remark
}

func (s *Screen) objecting(r *http.Request) (examine.Objecting, error) {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return examine.Objecting{}, err
	}
	return s.examine.Objecting(r.Context(), s.Actor(r), id)
}

// ObjectForm shows the form by which one objects.
func (s *Screen) ObjectForm(w http.ResponseWriter, r *http.Request) error {
	o, err := s.objecting(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, objectPage(narrow(s.Frame(r, "提出异议")), s.objectOf(r, o, page.Blank("item", r.URL.Query().Get("item")))))
	return nil
}

// Object takes an objection.
func (s *Screen) Object(w http.ResponseWriter, r *http.Request) error {
	o, err := s.objecting(r)
	if err != nil {
		return err
	}
	typed := page.Posted(r)
	key, err := s.Key(r)
	if err == nil {
		err = s.examine.Object(r.Context(), s.Actor(r), examine.Object{Assessment: o.ID, Key: key, Item: typed.Text("item"), Reason: typed.Text("reason")})
	}
	if typed.Add(err) {
		s.Render(w, r, http.StatusUnprocessableEntity, objectPage(narrow(s.Frame(r, "提出异议")), s.objectOf(r, o, typed)))
		return nil
	}
	if fault.KindOf(err) == fault.Forbidden && o.WhyNot != "" { // what was typed stays to be copied
		v := s.objectOf(r, o, typed)
		s.Render(w, r, http.StatusForbidden, objectPage(narrow(s.Frame(r, "提出异议")), v))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ObjectURL(o.ID, ""), "objected"))
}

// publicScore is the score that was made public; none where nothing was.
func publicScore(o *examine.Objecting) string {
	if o.PublicFrom.IsZero() {
		return "–"
	}
	return figures.Points(o.Counts.Total)
}

func (s *Screen) objectOf(r *http.Request, o examine.Objecting, t *page.Typed) objectView {
	v := objectView{Title: "对公示结果提出异议", Back: ui.Link{Label: o.BranchName + "的结果", Href: page.ResultURL(o.ID)}, WhyNot: o.WhyNot,
		Mistakes: page.Mistakes(t.Wrong, "item", "reason"),
		Facts: []ui.Definition{{Term: "支部", Text: o.BranchName}, {Term: "公示的得分", Text: publicScore(&o)},
			{Term: "等次", Body: ui.Badge(figures.Grade(o.Set.Set, o.Counts.Grade))}}}
	if !o.PublicUntil.IsZero() {
		v.Facts = append(v.Facts, ui.Definition{Term: "公示期", Text: o.PublicWindow().Chinese()})
	}
	v.Privacy = "您的姓名只有党委书记看得到，本支部和其他人只看到“本支部党员”。理由和处理结果会留在这一项下面，支部书记、支部委员、考核员和工委看得到：请只写事实，不要写能认出您的内容。"
	if o.AsName {
		v.Privacy = "以支部书记的名义提出。理由和处理结果会留在这一项下面，和本支部工作有关的人都看得到。"
	}
	for _, x := range o.Mine {
		v.Mine = append(v.Mine, mineOf(o, x))
	}
	if o.WhyNot != "" && t.Text("reason") == "" {
		return v
	}
	v.Item = ui.Select{ID: "item", Name: "item", Label: "对哪一项", Value: t.Text("item"), Error: t.Wrong["item"], Empty: "请选择项目", Required: true}
	for _, item := range o.Set.Applies(o.Kind) {
		v.Item.Options = append(v.Item.Options, ui.Option{Value: item.Code, Label: o.Set.Number(item.Code) + " " + item.Title})
	}
	v.Reason = t.TextField("reason", "理由", "写明哪里不对、依据是什么，例如“9 月 12 日的主题党日有签到表，应算 10 次”。一次说一项。", true)
	v.Reason.Rows, v.Reason.MaxLength = 6, "1000"
	if o.WhyNot == "" {
		v.Form = &ui.Form{Action: page.ObjectURL(o.ID, ""), Hidden: s.Hidden(r), Submit: "提出异议"}
	}
	return v
}

func mineOf(o examine.Objecting, x examine.Objection) mine {
	title, _ := o.Set.Titled(x.Item)
	m := mine{Title: title, Badge: Decided(&x), Thread: []ui.Remark{{Who: "您", When: figures.Moment(x.At), Text: x.Reason, Mine: true}}}
	if !x.Open() {
		m.Thread = append(m.Thread, ui.Remark{Who: "党委书记 " + x.DecidedName, When: figures.Moment(x.DecidedAt), Text: x.Answer})
	}
	return m
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}

// id makes the id of a numbered part.
func id(prefix string, n int) string { return prefix + "-" + strconv.Itoa(n) }
