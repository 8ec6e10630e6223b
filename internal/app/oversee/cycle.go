package oversee

import (
	"context"
	"fmt"
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/names"
	"baolei/internal/store"
)

// NewCycle is what an officer says when opening a cycle.
type NewCycle struct {
	Key        string
	Year       int
	Set        int64 // a published indicator set of subject branch
	Target     int   // attainment rate aimed at, hundredths of a percent, 0 to 10,000
	Self       calendar.Window
	Review     calendar.Window
	Public     int   // working days for which results are publicised, 1 to 30; 0 for no publicity
	Answer     int   // working days in which a branch may answer its spot check, 1 to 30; 0 for the usual 5
	Member     int64 // a published indicator set of subject member, 0 for no members' index
	Evaluation bool  // members evaluate their branch
}

// openingLimit is how long it may take to make the drafts of all branches: 100,000
// take some 8 s.
const openingLimit = 30 * time.Second

// OpenCycle opens a year's examination, makes every branch's assessment, and
// returns the cycle's id. A form sent twice, or two officers at once, open it
// once: the second officer learns that it is open.
func (s *Service) OpenCycle(ctx context.Context, actor access.Actor, in NewCycle) (int64, error) {
	root := access.Root(actor, access.OpenCycle)
	if root == 0 {
		return 0, s.Refuse(ctx, actor, access.OpenCycle, "cycle", 0, fault.New(fault.Forbidden, "考评周期由工委经办开启。"))
	}
	if err := in.check(); err != nil {
		return 0, err
	}
	set, err := s.sets(ctx, in)
	if err != nil {
		return 0, err
	}
	var id int64
	err = s.Store.TxWithin(ctx, openingLimit, func(ctx context.Context, tx *store.Tx) error {
		if err := alone(ctx, tx, actor); err != nil {
			return err
		}
		fresh, tree, cycles := false, []store.Organisation(nil), []store.Cycle(nil)
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.Organisations(&tree)
		b.Cycles(&cycles)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if i := slices.IndexFunc(cycles, func(c store.Cycle) bool { return c.Year == in.Year }); i >= 0 && !fresh {
			id = cycles[i].ID
			return nil
		}
		if err := free(ctx, tx, cycles, in.Year); err != nil {
			return err
		}
		if err := kindsSaid(tree, set, root); err != nil {
			return err
		}
		return s.open(ctx, tx, actor, in, set, root, &id)
	})
	return id, err
}

func (s *Service) open(ctx context.Context, tx *store.Tx, actor access.Actor, in NewCycle, set *app.Set, root int64, id *int64) error {
	var b store.Batch
	b.AddCycle(store.Cycle{Year: in.Year, Set: in.Set, Target: in.Target, Self: in.Self, Review: in.Review, MemberSet: in.Member, Evaluation: in.Evaluation, Publicity: in.Public > 0, PublicDays: in.Public, AnswerDays: in.Answer, OpenedBy: actor.Person, OpenedAt: s.Now()}, id)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	kinds := set.KindCodes()
	if len(kinds) == 0 {
		kinds = []string{""}
	}
	b = store.Batch{}
	made := make([]int, len(kinds))
	for i, kind := range kinds {
		start, bad := set.Table().Score(kind, nil)
		if bad != nil {
			return bad
		}
		b.OpenAssessments(*id, root, kind, store.ScoreOf(start), &made[i])
	}
	s.tellOpened(&b, actor, in, *id, root)
	b.Audit(s.Done(actor, access.OpenCycle, "cycle", *id, map[string]any{"set": set.Code, "year": in.Year, "target": in.Target, "public_days": in.Public, "answer_days": in.Answer}))
	return tx.Commit(ctx, &b)
}

// tellOpened queues what branches hear of a cycle that is opened, and those who
// verify them.
func (s *Service) tellOpened(b *store.Batch, actor access.Actor, in NewCycle, cycle, root int64) {
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("cycle.opened %d", cycle), MadeAt: s.Now(), Href: app.SelfListAddress,
		Text: fmt.Sprintf("%d 年考评已开启：自评 %s，请按期填写、提交。", in.Year, in.Self.Chinese())}
	b.TellBelow(root, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
	n.Key, n.Href = fmt.Sprintf("cycle.opened %d review", cycle), app.ReviewListAddress
	n.Text = fmt.Sprintf("%d 年考评已开启：考核验收 %s，结果在%s前报送。", in.Year, in.Review.Chinese(), calendar.ReportDue(in.Year).Chinese())
	b.TellBelow(root, []access.Role{access.Reviewer, access.CommitteeSecretary}, n)
}

// sets finds the published set for branches, and sees to it that the one for
// members is one.
func (s *Service) sets(ctx context.Context, in NewCycle) (*app.Set, error) {
	published, err := s.PublishedSets(ctx)
	if err != nil {
		return nil, err
	}
	of := func(id int64, subject indicator.Subject) bool {
		return slices.ContainsFunc(published, func(x store.IndicatorSet) bool { return x.ID == id && x.Subject == string(subject) })
	}
	if !of(in.Set, indicator.Branch) {
		return nil, fault.Field("set", "请选择一套已发布的党支部指标。")
	}
	if in.Member != 0 && !of(in.Member, indicator.Member) {
		return nil, fault.Field("member_set", "请选择一套已发布的党员指标，或不设党员先锋指数。")
	}
	return s.Sets.Get(ctx, in.Set)
}

func (in NewCycle) check() error {
	wrong := map[string]string{}
	say := func(field, message string, bad bool) {
		if bad && wrong[field] == "" {
			wrong[field] = message
		}
	}
	say("year", "年度请填 2018 至 2100 之间的数。", in.Year < 2018 || in.Year > 2100)
	say("target", "达标率目标请填 0 至 100 之间的数，最多两位小数。", in.Target < 0 || in.Target > 100_00)
	say("public_days", "公示天数请填 1 至 30 个工作日，或不设公示。", in.Public < 0 || in.Public > 30)
	say("answer_days", "答复天数请填 1 至 30 个工作日。", in.Answer < 0 || in.Answer > 30)
	for _, x := range []struct {
		field, name string
		day         calendar.Date
	}{{"self_from", "自评开始日", in.Self.From}, {"self_until", "自评截止日", in.Self.Until}, {"review_from", "考核开始日", in.Review.From}, {"review_until", "考核截止日", in.Review.Until}} {
		say(x.field, "请填写"+x.name+"，例如 2026-12-31。", x.day.IsZero())
		say(x.field, x.name+"离考评年度太远，请核对年份。", x.day.Year < in.Year-1 || x.day.Year > in.Year+1)
	}
	if len(wrong) == 0 {
		say("self_until", "自评截止日不能早于开始日。", in.Self.Until.Before(in.Self.From))
		say("self_until", fmt.Sprintf("自评在 %d 年还没有开始就截止了，请核对年份。", in.Year), in.Self.Until.Year < in.Year)
		say("review_until", "考核截止日不能早于开始日。", in.Review.Until.Before(in.Review.From))
		say("review_from", "考核不能早于自评开始。", in.Review.From.Before(in.Self.From))
		say("review_until", "考核截止日不能早于自评截止日，否则最后提交的支部来不及考核。", in.Review.Until.Before(in.Self.Until))
		due := calendar.ReportDue(in.Year)
		say("review_until", "考核截止日不能晚于结果的报送期限"+due.Chinese()+"。", due.Before(in.Review.Until))
	}
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再提交。", Fields: wrong}
}

// kindsSaid makes sure that every branch below the root has said its kind where
// the set asks for it.
func kindsSaid(tree []store.Organisation, set *app.Set, root int64) error {
	var unsaid []string
	for _, o := range tree {
		if _, known := set.KindOf(o.Kind); o.Root == root && o.Level == access.Branch && !known {
			unsaid = append(unsaid, o.Name)
		}
	}
	if len(unsaid) == 0 {
		return nil
	}
	return fault.Field("set", "这套指标分类型考核，请先由系统管理员在组织里填明类型："+names.Few(unsaid, 10, "个")+"。")
}
