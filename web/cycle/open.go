package cycle

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/web/page"
	"baolei/web/ui"
)

// typed is the opening form as it was filled in.
type typed struct {
	Year, Set, MemberSet, Target, SelfFrom, SelfUntil, ReviewFrom, ReviewUntil string
	Publicity, PublicDays, AnswerDays                                          string
	Evaluation                                                                 bool
}

// NewForm shows the form that opens a cycle, filled in from the last one.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.office.Propose(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	in := typed{strconv.Itoa(p.Year), strconv.FormatInt(p.Set, 10), strconv.FormatInt(p.Member, 10), scoring.Points(p.Target).String(),
		p.Self.From.String(), p.Self.Until.String(), p.Review.From.String(), p.Review.Until.String(), "", "", strconv.Itoa(p.Answer), p.Evaluation}
	if p.Public > 0 {
		in.Publicity, in.PublicDays = "true", strconv.Itoa(p.Public)
	}
	f := s.formFor(r, p, in, nil)
	f.Closed = f.Running != nil // nothing was typed yet
	s.Render(w, r, http.StatusOK, openPage(s.Frame(r, "开启考评周期"), f))
	return nil
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, p oversee.Proposal, in typed, wrong map[string]string) {
	s.Render(w, r, status, openPage(s.Frame(r, "开启考评周期"), s.formFor(r, p, in, wrong)))
}

func (s *Screen) formFor(r *http.Request, p oversee.Proposal, in typed, wrong map[string]string) openForm {
	f := formOf(p, in, wrong)
	f.Form = ui.Form{Action: page.NewCycleURL, Hidden: s.Hidden(r)}
	return f
}

// Open opens a cycle.
func (s *Screen) Open(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	value := func(field string) string { return strings.TrimSpace(r.PostFormValue(field)) }
	in := typed{value("year"), value("set"), value("member_set"), value("target"), value("self_from"), value("self_until"), value("review_from"), value("review_until"),
		value("publicity"), value("public_days"), value("answer_days"), value("evaluation") != ""}
	cycle, wrong := in.decode(key)
	var id int64
	if len(wrong) > 0 {
		err = &fault.Error{Kind: fault.Invalid, Fields: wrong}
	} else {
		id, err = s.office.OpenCycle(r.Context(), s.Actor(r), cycle)
	}
	status, wrong := http.StatusUnprocessableEntity, wrong
	if fault.KindOf(err) == fault.Conflict {
		status, wrong = http.StatusConflict, map[string]string{"": err.Error()}
	} else if fields, ok := page.Wrong(err); ok {
		wrong = fields
	}
	if len(wrong) > 0 {
		p, err := s.office.Propose(r.Context(), s.Actor(r))
		if err != nil {
			return err
		}
		s.form(w, r, status, p, in, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.CycleURL(id), "opened"))
}

// decode reads what was typed, and says what cannot be read.
func (in typed) decode(key string) (oversee.NewCycle, map[string]string) {
	wrong := map[string]string{}
	year, err := strconv.Atoi(in.Year)
	if err != nil {
		wrong["year"] = "请填写年度，例如 2026。"
	}
	set, err := strconv.ParseInt(in.Set, 10, 64)
	if err != nil {
		wrong["set"] = "请选择一套已发布的党支部指标。"
	}
	member, err := strconv.ParseInt("0"+in.MemberSet, 10, 64)
	if err != nil {
		wrong["member_set"] = "请选择一套已发布的党员指标，或不设党员先锋指数。"
	}
	target, err := scoring.ParsePoints(strings.TrimSpace(strings.TrimRight(in.Target, "%％")))
	if err != nil || target < 0 || target > 100*scoring.Point {
		wrong["target"] = "达标率目标请填 0 至 100 之间的数，最多两位小数，例如 80。"
	}
	day := func(field, text string) calendar.Date {
		d, err := calendar.Parse(text)
		if err != nil {
			wrong[field] = "请填写日期，例如 2026-12-31。"
		}
		return d
	}
	public := 0
	if in.Publicity != "" {
		if public, err = strconv.Atoi(in.PublicDays); err != nil || public < 1 {
			public, wrong["public_days"] = 0, "公示天数请填 1 至 30 个工作日，或不设公示。"
		}
	}
	answer, err := strconv.Atoi(in.AnswerDays)
	if err != nil || answer < 1 {
		wrong["answer_days"] = "答复天数请填 1 至 30 个工作日。"
	}
	return oversee.NewCycle{Key: key, Public: public, Answer: answer, Year: year, Set: set, Member: member, Evaluation: in.Evaluation, Target: int(target),
		Self:   calendar.Window{From: day("self_from", in.SelfFrom), Until: day("self_until", in.SelfUntil)},
		Review: calendar.Window{From: day("review_from", in.ReviewFrom), Until: day("review_until", in.ReviewUntil)}}, wrong
}
