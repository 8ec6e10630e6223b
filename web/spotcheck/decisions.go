package spotcheck

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// decisionsView is the officers' list of checks to decide on.
type decisionsView struct {
	Title   string
	Stats   []ui.Stat
	Problem []ui.Mistake
	Propose *together
	Confirm *together
	Rest    ui.TableProps
	None    bool
}

// together is a form that deals with many checks at once.
type together struct {
	Form      ui.Form
	Table     ui.TableProps
	Signature ui.SignatureProps
}

// Decisions lists the checks of a cycle on their way to a decision.
func (s *Screen) Decisions(w http.ResponseWriter, r *http.Request) error {
	return s.decisions(w, r, http.StatusOK, nil)
}

func (s *Screen) decisions(w http.ResponseWriter, r *http.Request, status int, wrong map[string]string) error {
	cycle := page.QueryID(r.URL.Query(), "cycle")
	if cycle == 0 {
		cycle = page.QueryID(r.PostForm, "cycle")
	}
	list, err := s.spot.Decisions(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, status, decisionsPage(s.Frame(r, "抽查认定"), s.decisionsView(r, list, wrong)))
	return nil
}

func (s *Screen) decisionsView(r *http.Request, list *spotcheck.Decisions, wrong map[string]string) decisionsView {
	v := decisionsView{Title: strconv.Itoa(list.Cycle.Year) + " 年抽查认定", Problem: page.Mistakes(wrong, page.PasswordField), None: len(list.Lines) == 0}
	for _, st := range []struct {
		in    spotcheck.Standing
		label string
	}{{spotcheck.Checking, "抽查中"}, {spotcheck.Hearing, "支部答复中"}, {spotcheck.Proposable, "待提出"}, {spotcheck.Proposed, "待确认"}, {spotcheck.Decided, "已认定"}} {
		v.Stats = append(v.Stats, ui.Stat{Label: st.label, Value: strconv.Itoa(list.In(st.in))})
	}
	v.Propose = s.together(r, list, spotcheck.Proposable, page.DecisionsProposeURL, wrong)
	v.Confirm = s.together(r, list, spotcheck.Proposed, page.DecisionsConfirmURL, wrong)
	if v.Propose != nil && v.Confirm != nil && v.Propose.Signature.Password != nil {
		again := *v.Propose.Signature.Password // two forms, two fields
		again.ID = "password-confirm"
		v.Confirm.Signature.Password = &again
	}
	v.Rest = ui.TableProps{ID: "rest", Caption: "逐个办理的抽查", Hide: true, Columns: decisionColumns()[1:], Empty: "没有需要逐个办理的。"}
	for _, l := range list.Lines {
		if !l.Together() {
			v.Rest.Rows = append(v.Rest.Rows, ui.TableRow{Cells: decisionCells(l)})
		}
	}
	return v
}

func (s *Screen) together(r *http.Request, list *spotcheck.Decisions, in spotcheck.Standing, action string, wrong map[string]string) *together {
	t := &together{Form: ui.Form{Action: action, Hidden: s.Hidden(r, "cycle", strconv.FormatInt(list.Cycle.ID, 10))},
		Table: ui.TableProps{ID: string(in), Caption: "可以一起办理的抽查", Hide: true, Columns: decisionColumns()}}
	for _, l := range list.Lines {
		if l.Standing == in && l.Together() {
			t.Table.Rows = append(t.Table.Rows, ui.TableRow{Cells: append([]ui.Cell{{Body: tick(l)}}, decisionCells(l)...)})
		}
	}
	if len(t.Table.Rows) == 0 {
		return nil
	}
	t.Signature = s.Signature(r, list.Matter().Digest(), wrong)
	return t
}

func tick(l spotcheck.DecisionLine) templ.Component {
	return ui.CheckField(ui.Check{ID: fmt.Sprintf("check-%d", l.Assessment), Name: "assessment", Value: strconv.FormatInt(l.Assessment, 10), Label: l.Branch, On: true})
}

func decisionColumns() []ui.Column {
	return []ui.Column{{Label: "选择"}, {Label: "支部"}, {Label: "党委"}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "相差"}, {Label: "支部答复"}, {Label: "进度"}}
}

func decisionCells(l spotcheck.DecisionLine) []ui.Cell {
	cells := []ui.Cell{{Text: l.Branch, Href: page.SpotURL(l.Assessment), Sub: l.DrawTitle}, {Text: l.Committee}, {Text: figures.Points(l.Review.Points)}, {Text: "–"}, {Text: "–"}, {Text: "–"}, {}}
	if l.Standing == spotcheck.Checking {
		cells[6].Badge = ui.BadgeProps{Text: "抽查中"}
		return cells
	}
	cells[3].Text = figures.Points(l.Spot.Points)
	cells[4] = ui.Cell{Badge: ui.BadgeProps{Text: "在允许差以内", Tone: ui.Good}}
	if l.Apart {
		cells[4].Badge = ui.BadgeProps{Text: "超出允许差", Tone: ui.Lost}
	}
	cells[5].Text = answerWord(l)
	cells[6] = standingCell(l)
	return cells
}

func answerWord(l spotcheck.DecisionLine) string {
	switch {
	case l.Objects:
		return "有说明"
	case l.Answered:
		return "没有异议"
	case l.Standing == spotcheck.Hearing:
		return "可答复到 " + l.AnswerBy.Chinese()
	}
	return "期满未答复"
}

func standingCell(l spotcheck.DecisionLine) ui.Cell {
	switch l.Standing {
	case spotcheck.Proposed:
		c := ui.Cell{Badge: ui.BadgeProps{Text: "待确认", Tone: ui.Warn}, Sub: l.ProposedName + " 提出"}
		if l.Mine {
			c.Sub = "您提出，等另一位经办"
		}
		return c
	case spotcheck.Decided:
		return ui.Cell{Badge: ui.BadgeProps{Text: "已认定", Tone: ui.Good}}
	case spotcheck.Hearing:
		return ui.Cell{Badge: ui.BadgeProps{Text: "答复中", Tone: ui.Info}}
	case spotcheck.Proposable:
		c := ui.Cell{Badge: ui.BadgeProps{Text: "待提出", Tone: ui.Warn}}
		if l.Barred {
			c.Sub = "您办过该支部，请由其他经办办理"
		}
		return c
	case spotcheck.Checking:
	}
	return ui.Cell{}
}

// ProposeTogether proposes that the review stands, for all that were ticked.
func (s *Screen) ProposeTogether(w http.ResponseWriter, r *http.Request) error {
	return s.dealTogether(w, r, "spots-proposed", s.spot.ProposeTogether)
}

// ConfirmTogether confirms all that were ticked.
func (s *Screen) ConfirmTogether(w http.ResponseWriter, r *http.Request) error {
	return s.dealTogether(w, r, "spots-confirmed", s.spot.ConfirmTogether)
}

func (s *Screen) dealTogether(w http.ResponseWriter, r *http.Request, done string, act func(context.Context, access.Actor, spotcheck.Together) (spotcheck.Dealt, error)) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	in := spotcheck.Together{Cycle: page.QueryID(r.PostForm, "cycle"), Key: key, Digest: page.SignedDigest(r)}
	for _, text := range r.PostForm["assessment"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
		}
		in.Assessments = append(in.Assessments, id)
	}
	var dealt spotcheck.Dealt
	if err = s.Prove(r); err == nil {
		dealt, err = act(r.Context(), s.Actor(r), in)
	}
	wrong, invalid := page.Wrong(err)
	switch {
	case err == nil && len(dealt.Left) > 0:
		return s.decisions(w, r, http.StatusConflict, map[string]string{"": leftWords(dealt)})
	case err == nil:
		return page.See(w, r, page.Done(page.DecisionsOfURL(in.Cycle), done))
	case fault.KindOf(err) == fault.Conflict:
		return s.decisions(w, r, http.StatusConflict, map[string]string{"": err.Error()})
	case !invalid:
		return err
	}
	return s.decisions(w, r, http.StatusUnprocessableEntity, wrong)
}

// leftWords names what was left, each with its reason, after what was done.
func leftWords(d spotcheck.Dealt) string {
	text := fmt.Sprintf("%d 个已办好，%d 个没有办成：", d.Done, len(d.Left))
	for i, l := range d.Left {
		if i > 0 {
			text += "；"
		}
		text += l.Branch + "，" + strings.TrimSuffix(l.Why, "。")
	}
	return text + "。"
}
