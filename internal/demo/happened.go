package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// year writes down what the nth branch did in the year up to a day. Most keep
// their book well; each third forgets a month or two, each eighth writes up
// late.
func (b *book) year(ctx context.Context, n int, until calendar.Date) error {
	y := &written{book: b, n: n, until: until, r: rand.New(rand.NewPCG(uint64(n), 2027))} //nolint:gosec // believable, not secret
	roster, err := b.records.Roster(ctx, b.keeper, b.branch, until.Year)
	if err != nil {
		return err
	}
	for _, m := range roster.Members {
		if m.Until.IsZero() {
			y.members = append(y.members, m)
		}
	}
	o, err := b.records.Organisation(ctx, b.keeper, b.branch)
	if err != nil {
		return err
	}
	y.groups = o.Groups
	for _, write := range []func(context.Context) error{y.papers, y.months, y.occasions, y.dues, y.honours} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	return nil
}

// written is a branch's year as it is written down.
type written struct {
	*book
	n       int
	until   calendar.Date
	r       *rand.Rand
	members []record.Member
	groups  []record.Group
}

func (y *written) day(month time.Month, day int) calendar.Date {
	return calendar.Date{Year: y.until.Year, Month: month, Day: day}
}

// write sets the clock to the day on which something is written down: two days
// after it happened, or 40 where the branch is late; never after the cycle opens.
func (y *written) write(on calendar.Date) records.Change {
	later := on.AddDays(2)
	if y.n%8 == 5 && chance(y.r, 40) {
		later = on.AddDays(40)
	}
	if y.until.Before(later) {
		later = y.until
	}
	y.at = later.UTC().Add(time.Duration(y.r.IntN(500)) * time.Minute)
	return y.form()
}

// held records an activity of a day with most of those who are expected.
func (y *written) held(ctx context.Context, on calendar.Date, a record.Activity, expected []record.Member) error {
	if y.until.Before(on) || y.n%3 == 1 && chance(y.r, 9) {
		return nil
	}
	a.On, a.Chair, a.Recorder, a.Reasons = on, y.members[0].ID, y.members[1].ID, map[int64]string{}
	if a.Begins == 0 {
		a.Begins, a.Minutes = 14*60+30, 90
	}
	if a.Place == "" {
		a.Place = "三楼党员活动室"
	}
	for _, m := range expected {
		switch {
		case !m.At(on):
		case m.ID != a.Chair && chance(y.r, 6):
			a.OnLeave = append(a.OnLeave, m.ID)
			a.Reasons[m.ID] = []string{"出差", "病假", "值班"}[y.r.IntN(3)]
		case m.ID != a.Chair && chance(y.r, 1):
			a.Absent = append(a.Absent, m.ID)
		default:
			a.Present = append(a.Present, m.ID)
		}
	}
	_, err := y.records.AddActivity(ctx, y.keeper, y.write(on), a, nil)
	return err
}

func kinds(list ...record.ActivityKind) []record.ActivityKind { return list }

// months are what every month or quarter asks for.
func (y *written) months(ctx context.Context) error {
	for month := time.January; month <= y.until.Month; month++ {
		text := topics[(int(month)+y.n)%len(topics)]
		party := record.Activity{Kinds: kinds(record.ThemePartyDay), Title: fmt.Sprintf("%d月主题党日：%s", month, text), Content: "集体学习后交流讨论。" + text + "，结合本支部工作谈体会、提措施。"}
		if month%3 == 2 {
			party.Kinds, party.Content = kinds(record.ThemePartyDay, record.PartyClass), party.Content+"支部书记讲党课。"
		}
		if err := y.held(ctx, y.day(month, 6+y.n%9), party, y.members); err != nil {
			return err
		}
		committee := record.Activity{Kinds: kinds(record.CommitteeMeeting), Title: fmt.Sprintf("%d月支委会", month), Begins: 9 * 60, Minutes: 60, Place: "小会议室",
			Content: "研究本月支部工作和主题党日安排。", Resolutions: "同意本月工作安排，由组织委员负责落实。"}
		if err := y.held(ctx, y.day(month, 2+y.n%4), committee, y.members[:min(5, len(y.members))]); err != nil {
			return err
		}
		if err := y.inGroups(ctx, month); err != nil {
			return err
		}
		if month%3 == 0 {
			meeting := record.Activity{Kinds: kinds(record.MembersMeeting), Title: fmt.Sprintf("第%d季度党员大会", month/3), Content: "通报支部工作，讨论有关事项。", Resolutions: "通过支部季度工作安排。"}
			if err := y.held(ctx, y.day(month, 24), meeting, y.members); err != nil {
				return err
			}
		}
		if err := y.talk(ctx, int(month)); err != nil {
			return err
		}
	}
	return nil
}

func (y *written) inGroups(ctx context.Context, month time.Month) error {
	for k := range y.groups {
		g := &y.groups[k]
		var expected []record.Member
		for _, m := range y.members {
			if m.Group == g.ID {
				expected = append(expected, m)
			}
		}
		a := record.Activity{Kinds: kinds(record.GroupMeeting), Group: g.ID, Title: fmt.Sprintf("%d月%s会议", month, g.Name), Begins: 16 * 60, Minutes: 45, Content: "学习上级文件，交流思想和工作情况。"}
		if err := y.held(ctx, y.day(month, 18+k), a, expected); err != nil {
			return err
		}
	}
	return nil
}

// talk lets the secretary talk with two members each month.
func (y *written) talk(ctx context.Context, month int) error {
	for k := range 2 {
		i := 1 + (month-1)*2 + k
		if i >= len(y.members) {
			return nil
		}
		m := y.members[i]
		a := record.Activity{Kinds: kinds(record.Talk), Title: "与" + m.Name + "谈心谈话", Begins: 10*60 + 40*k, Minutes: 30, Place: "办公室", Content: "了解思想、工作和生活情况，听取对支部工作的意见。"}
		if err := y.held(ctx, y.day(time.Month(month), 26), a, []record.Member{m}); err != nil {
			return err
		}
	}
	return nil
}

// occasions are what a year has besides.
func (y *written) occasions(ctx context.Context) error {
	for _, o := range []struct {
		month time.Month
		day   int
		kinds []record.ActivityKind
		title string
	}{
		{time.January, 20, kinds(record.LifeMeeting), "年度组织生活会"}, {time.January, 21, kinds(record.Evaluation), "民主评议党员"},
		{time.March, 5, kinds(record.Volunteering), "学雷锋志愿服务"}, {time.May, 22, kinds(record.WarningEducation), "警示教育：通报典型案例"},
		{time.June, 16, kinds(record.ThoughtAnalysis), "上半年党员思想状况分析"}, {time.July, 1, kinds(record.Oath, record.PoliticalBirthday), "重温入党誓词、过政治生日"},
		{time.August, 12, kinds(record.ContactHelp), "走访联系户"}, {time.September, 27, kinds(record.PartyCheckup), "党性体检"}, {time.October, 22, kinds(record.Volunteering), "文明城市志愿服务"},
	} {
		a := record.Activity{Kinds: o.kinds, Title: o.title, Content: o.title + "，情况见记录。"}
		if err := y.held(ctx, y.day(o.month, o.day), a, y.members); err != nil {
			return err
		}
	}
	return nil
}

var topics = []string{"学习党的创新理论", "学习全会精神", "党章党规学习", "机关作风建设", "服务基层走访", "廉政教育", "读书分享", "红色教育基地参观", "业务技能比武", "民法典学习", "安全生产教育"}
