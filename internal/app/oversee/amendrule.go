package oversee

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// Setting is one setting of a cycle that may be changed while it runs.
type Setting struct {
	Field string // of the form that opens a cycle
	Name  string
	Fixed string // why it cannot be changed any more; empty where it can
}

// Amendable lists what may be changed, and why the rest no longer can: nothing on
// which somebody already rests is taken away afterwards.
func (a *Amending) Amendable() []Setting {
	fixed := func(used bool, why string) string {
		if used {
			return why
		}
		return ""
	}
	u := &a.Use
	return []Setting{
		{"year", "年度", fixed(u.Begun, "已经有支部开始自评")},
		{"target", "达标率目标", fixed(u.Reports, "已经有党委按这个目标报送")},
		{"self", "自评", ""},
		{"review", "考核验收", ""},
		{"public_days", "公示", fixed(u.Publicised, "已经有支部公示或报送")},
		{"answer_days", "抽查答复", fixed(u.Answers, "已经有抽查交回，答复期限已经算定")},
		{"member_set", "党员指标", fixed(u.Members, "已经有党员按这套指标自评")},
		{"evaluation", "党员测评", fixed(u.Evaluated, "已经有党员作答")},
	}
}

// against checks what is asked for against the cycle as it is, and tells what
// changes, as people read it.
func (in *Amend) against(a *Amending, today calendar.Date) ([]string, error) {
	if err := app.StillOpen(a.Cycle); err != nil {
		return nil, err
	}
	if len(a.Before) != in.Seen {
		if len(a.Before) == 0 {
			return nil, app.Stale()
		}
		last := a.Before[0]
		return nil, app.Overtaken(last.Name, last.At, "调整了本周期")
	}
	in.Set = a.Cycle.Set
	if err := in.check(); err != nil {
		return nil, err
	}
	if err := in.checkDays(a, today); err != nil {
		return nil, err
	}
	changes, err := in.changes(a)
	if err != nil {
		return nil, err
	}
	if len(changes) == 0 {
		return nil, fault.New(fault.Invalid, "没有改动。请改好后再提交，或者返回。")
	}
	return changes, in.checkReason()
}

// checkDays sees to it that no deadline is moved into the past, none before a
// day that a branch was given for itself, and that the year is not another cycle's.
func (in *Amend) checkDays(a *Amending, today calendar.Date) error {
	past := func(d, was calendar.Date) bool { return d != was && d.Before(today) }
	switch {
	case past(in.Self.Until, a.Self.Until):
		return fault.Field("self_until", "这一天已经过去，请填今天或以后的日期。")
	case past(in.Review.Until, a.Review.Until):
		return fault.Field("review_until", "这一天已经过去，请填今天或以后的日期。")
	case in.Review.Until.Before(a.Use.Mending):
		return fault.Field("review_until", "有支部可以修改自评到"+a.Use.Mending.Chinese()+"（延期或退回时定的），考核截止日不能更早，否则来不及考核。")
	case in.Member != 0 && !slices.ContainsFunc(a.MemberSets, func(x IndicatorSet) bool { return x.ID == in.Member }):
		return fault.Field("member_set", "请选择一套已发布的党员指标，或不设党员先锋指数。")
	}
	for _, c := range a.others {
		if c.ID != a.Cycle.ID && c.Year >= in.Year {
			return fault.Field("year", fmt.Sprintf("%d 年已经考评过，请填以后的年度。", c.Year))
		}
	}
	return nil
}

// changes tells what changes; what cannot be changed any more is refused.
func (in *Amend) changes(a *Amending) ([]string, error) {
	was, now := a.words(a.Settings()), a.words(in.NewCycle)
	var list []string
	for i, x := range a.Amendable() {
		if was[i] == now[i] {
			continue
		}
		if x.Fixed != "" {
			return nil, fault.New(fault.Conflict, x.Name+"不能再改："+x.Fixed+"。")
		}
		list = append(list, fmt.Sprintf("%s由%s改为%s", x.Name, was[i], now[i]))
	}
	return list, nil
}

// Words are the cycle's settings as people read them, in the order of Amendable.
func (a *Amending) Words() []string { return a.words(a.Settings()) }

func (a *Amending) words(c NewCycle) []string {
	public, evaluation, member := "不设", "不设", "不设"
	if c.Public > 0 {
		public = fmt.Sprintf("%d 个工作日", c.Public)
	}
	if c.Evaluation {
		evaluation = "设"
	}
	for _, x := range a.MemberSets {
		if x.ID == c.Member {
			member = x.Name + "（" + x.Code + "）"
		}
	}
	return []string{strconv.Itoa(c.Year), scoring.Points(c.Target).String() + "%", c.Self.Chinese(), c.Review.Chinese(), public,
		fmt.Sprintf("%d 个工作日", c.Answer), member, evaluation}
}
