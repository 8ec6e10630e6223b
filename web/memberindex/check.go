package memberindex

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app/memberindex"
	"baolei/internal/core/workflow"
	"baolei/web/book"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// List shows a branch's members with their index.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	b, err := s.index.List(r.Context(), s.Actor(r), branch, query(r, "cycle"))
	if err != nil {
		return err
	}
	year := b.Cycle.Year
	if year == 0 {
		year = s.index.Today().Year
	}
	frame := book.Under(s.Frame(r, b.Name+" · 党员先锋指数"), s.Actor(r), b.RecordPlace, year, book.Index)
	s.Render(w, r, http.StatusOK, listPage(frame, s.listOf(r, b)))
	return nil
}

// listView is a branch's members with their index.
type listView struct {
	Say   string // where there is nothing to show
	Years []ui.Filter
	Stats []ui.Stat
	Table ui.TableProps
	Agree *ui.Form // checks those that can be checked as stated
}

func (s *Screen) listOf(r *http.Request, b memberindex.Branch) listView {
	if b.Cycle.ID == 0 {
		return listView{Say: "现在的考评周期没有设党员先锋指数。"}
	}
	v := listView{Table: memberTable(b)}
	for _, c := range b.Cycles {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(c.Year) + " 年", Href: page.MemberIndexListURL(b.Branch, c.ID), On: c.ID == b.Cycle.ID})
	}
	v.Stats = []ui.Stat{{Label: "已核定", Value: fmt.Sprintf("%d / %d", b.Checked, len(b.Members))}, {Label: "本支部平均", Value: averageText(b.Average)}, {Label: "市直机关平均", Value: averageText(b.City)}}
	if b.City.Members == 0 {
		v.Stats[2].Badge = ui.BadgeProps{Text: "工委尚未取定"}
	}
	if len(b.Plain) > 0 {
		hidden := s.Hidden(r, "cycle", fmt.Sprint(b.Cycle.ID))
		for _, x := range b.Members {
			for _, id := range b.Plain {
				if x.Member == id {
					hidden = append(hidden, ui.Hidden{Name: "member", Value: fmt.Sprintf("%d:%d", x.Member, x.Version)})
				}
			}
		}
		v.Agree = &ui.Form{Action: page.MemberAgreeURL(b.Branch), Hidden: hidden, Submit: fmt.Sprintf("按本人自评核定（%d）", len(b.Plain))}
	}
	return v
}

func averageText(a memberindex.Average) string {
	if a.Members == 0 {
		return "–"
	}
	return figures.Points(a.Average)
}

func memberTable(b memberindex.Branch) ui.TableProps {
	t := ui.TableProps{ID: "members", Caption: "党员先锋指数", Hide: true, Empty: "这一年的名册里还没有党员。请先在党员名册登记。",
		Columns: []ui.Column{{Label: "党员"}, {Label: "状态"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "等次"}, {Label: "核定人"}}}
	for _, x := range b.Members {
		state := workflow.MemberState(x.State)
		row := ui.TableRow{Cells: []ui.Cell{{Text: x.Name, Href: page.MemberIndexURL(b.Branch, x.Member, b.Cycle.ID)}, {Badge: stateBadge(state, b.Cycle.Ended())}, {Text: "–"}, {Text: "–"}, {}, {}}}
		if x.SelfAnswered > 0 && state != workflow.MemberDraft {
			row.Cells[2].Text = figures.Points(x.SelfTotal)
		}
		if x.Person == 0 && state != workflow.MemberChecked && !b.Cycle.Ended() {
			row.Cells[1] = ui.Cell{Badge: ui.BadgeProps{Text: "没有账号，可代填", Tone: ui.Warn}}
		}
		if state == workflow.MemberChecked {
			row.Cells[3].Text = figures.Points(x.CheckTotal)
			row.Cells[4].Badge = figures.Grade(b.Set.Set, x.CheckGrade)
			row.Cells[5] = ui.Cell{Text: x.CheckedName, Sub: figures.Moment(x.CheckedAt)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// opened is a member's index at the branch that the address names.
func (s *Screen) opened(r *http.Request, cycle int64) (*memberindex.Sheet, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return nil, err
	}
	member, err := page.PathID(r, "member")
	if err != nil {
		return nil, err
	}
	if cycle == 0 {
		b, err := s.index.List(r.Context(), s.Actor(r), branch, 0)
		if err != nil {
			return nil, err
		}
		cycle = b.Cycle.ID
	}
	sh, err := s.index.View(r.Context(), s.Actor(r), cycle, member)
	if err == nil && sh.Branch != branch {
		err = page.NotFound()
	}
	return sh, err
}

// CheckForm shows the form on which a branch checks a member's index.
func (s *Screen) CheckForm(w http.ResponseWriter, r *http.Request) error {
	sh, err := s.opened(r, query(r, "cycle"))
	if err != nil {
		return err
	}
	s.check(w, r, http.StatusOK, sh, trouble{})
	return nil
}

func (s *Screen) check(w http.ResponseWriter, r *http.Request, status int, sh *memberindex.Sheet, t trouble) {
	v := sheetOf(sh, sh.CanCheck, t)
	v.Mode, v.Title, v.Back = checkForm, sh.Name+"的先锋指数", ui.Link{Label: "党员先锋指数", Href: page.MemberIndexListURL(sh.Branch, sh.Of.ID)}
	if sh.CanCheck {
		v.Form = &ui.Form{Action: page.MemberIndexURL(sh.Branch, sh.Member, 0), Hidden: s.hidden(r, sh), Unchecked: true}
	}
	if sh.CanReopen {
		v.Reopen = &ui.Form{Action: page.MemberReopenURL(sh.Branch, sh.Member), Hidden: s.hidden(r, sh), Submit: "重新核定"}
		v.Notice = ""
	}
	frame := s.Frame(r, v.Title)
	frame.Narrow = true
	frame.Top = ui.ScoreBar(v.Bar)
	s.Render(w, r, status, sheetPage(frame, v))
}

// Check takes the branch's word on a member's index.
func (s *Screen) Check(w http.ResponseWriter, r *http.Request) error {
	in, err := s.form(r)
	if err != nil {
		return err
	}
	sh, err := s.opened(r, in.Cycle)
	if err != nil {
		return err
	}
	in.Member = sh.Member
	if wrong := decode(r, sh.Set.Set, &in); len(wrong) > 0 {
		err = invalid(wrong)
	} else {
		err = s.index.Check(r.Context(), s.Actor(r), in)
	}
	if t, ok := troubled(r, err); ok {
		if t.overtaken != nil {
			sh = t.overtaken
		}
		s.check(w, r, page.Status(err), sh, t)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MemberIndexListURL(sh.Branch, sh.Of.ID), "index-checked"))
}

// Reopen opens a checked index again.
func (s *Screen) Reopen(w http.ResponseWriter, r *http.Request) error {
	in, err := s.form(r)
	if err != nil {
		return err
	}
	sh, err := s.opened(r, in.Cycle)
	if err != nil {
		return err
	}
	in.Member = sh.Member
	if err := s.index.Reopen(r.Context(), s.Actor(r), in); err != nil {
		return err
	}
	return page.See(w, r, page.MemberIndexURL(sh.Branch, sh.Member, sh.Of.ID))
}

// Agree checks several indices as they were stated.
func (s *Screen) Agree(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	in, err := s.form(r)
	if err != nil {
		return err
	}
	versions := map[int64]int{}
	for _, text := range r.PostForm["member"] {
		var member int64
		var version int
		if _, err := fmt.Sscanf(text, "%d:%d", &member, &version); err != nil {
			return page.NotFound()
		}
		versions[member] = version
	}
	if _, err := s.index.Agree(r.Context(), s.Actor(r), in.Cycle, in.Key, versions); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MemberIndexListURL(branch, in.Cycle), "index-checked"))
}
