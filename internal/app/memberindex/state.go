package memberindex

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Form is what is stated about an index as a whole. Version is of the index
// that the person saw, 0 before anything was stated.
type Form struct {
	Cycle, Member int64
	Key           string
	Version       int
	Findings      []scoring.Finding // those that are answered
	Reasons       map[string]string // by clause; when checking, why it differs
}

// reasonLimit is how long a reason may be, in characters.
const reasonLimit = 500

// Overtaken tells the second of two who changed an index at once what is there.
type Overtaken struct{ Sheet *Sheet }

// Error returns the words for the person.
func (o *Overtaken) Error() string {
	return "这份先锋指数刚被改过。下面是您填写的内容，旁边是现在保存着的；请核对后再保存。"
}

// Unwrap makes it a conflict.
func (o *Overtaken) Unwrap() error { return fault.New(fault.Conflict, o.Error()) }

// Save keeps what the member states so far.
func (s *Service) Save(ctx context.Context, actor access.Actor, in Form) error {
	return s.act(ctx, actor, workflow.MemberSave, in, func(sh *Sheet) error { return sh.state(in) })
}

// Submit keeps what the member states, and hands it to the branch.
func (s *Service) Submit(ctx context.Context, actor access.Actor, in Form) error {
	return s.act(ctx, actor, workflow.MemberSubmit, in, func(sh *Sheet) error {
		sh.SubmittedAt = s.Now()
		if err := sh.state(in); err != nil {
			return err
		}
		return sh.complete()
	})
}

// Withdraw takes a submission back before it is checked.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, in Form) error {
	return s.act(ctx, actor, workflow.MemberWithdraw, in, func(*Sheet) error { return nil })
}

// Check is the branch's word on an index; where it differs from what the member
// states a reason is asked for.
func (s *Service) Check(ctx context.Context, actor access.Actor, in Form) error {
	return s.act(ctx, actor, workflow.MemberCheck, in, func(sh *Sheet) error { return sh.checked(in) })
}

// Reopen opens a checked index again; what was checked stays to be changed.
func (s *Service) Reopen(ctx context.Context, actor access.Actor, in Form) error {
	return s.act(ctx, actor, workflow.MemberReopen, in, func(*Sheet) error { return nil })
}

// own are the actions that are the member's.
var own = map[access.Action]bool{workflow.MemberSave: true, workflow.MemberSubmit: true, workflow.MemberWithdraw: true}

// act is one change to an index: right, state and version, then write, the row,
// its findings and the audit entry, in two round trips.
func (s *Service) act(ctx context.Context, actor access.Actor, action access.Action, in Form, write func(*Sheet) error) error {
	right := access.CheckMember
	if own[action] {
		right = access.OwnPages
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var r reading
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockMemberIndex(in.Cycle, in.Member)
		r.queue(&b, in.Cycle, in.Member)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		sh, err := s.sheet(ctx, actor, &r, tx.Read)
		if err != nil {
			return err
		}
		if !access.Allow(actor, right, sh.place()).Allowed || own[action] && !sh.facts.Own {
			return app.NotFound()
		}
		if !fresh {
			return nil
		}
		return s.write(ctx, tx, actor, action, in, sh, write)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, action, "member", in.Member, err)
	}
	return err
}

func (s *Service) write(ctx context.Context, tx *store.Tx, actor access.Actor, action access.Action, in Form, sh *Sheet, write func(*Sheet) error) error {
	if sh.Version != in.Version {
		return &Overtaken{sh}
	}
	before := *sh
	if err := write(sh); err != nil {
		return err
	}
	sh.facts.Unanswered = len(sh.Set.Clauses) - len(sh.Self)
	to, refusal := workflow.DecideMember(before.At(), action, sh.facts)
	if refusal != nil {
		return fault.New(fault.Forbidden, refusal.Message)
	}
	sh.State = string(to)
	if err := s.score(sh); err != nil {
		return err
	}
	var checker int64
	sh.CheckedAt = time.Time{}
	if to == workflow.MemberChecked {
		checker, sh.CheckedAt = actor.Person, s.Now()
	}
	var id int64
	var row, rest store.Batch
	row.SaveMemberIndex(&sh.Index, checker, &id)
	if err := tx.Read(ctx, &row); err != nil {
		return err
	}
	level, said := checkLevel, sh.Check
	if own[action] {
		level, said = selfLevel, sh.Self
	}
	rest.SetMemberFindings(id, level, sh.stored(said), actor.Person, s.Now())
	rest.Audit(s.Done(actor, action, "member", sh.Member, map[string]any{"from": before.State, "to": sh.State, "branch": sh.Branch, "version": sh.Version + 1}))
	return tx.Commit(ctx, &rest)
}

// score keeps the figures of both levels on the index.
func (s *Service) score(sh *Sheet) error {
	self, err := sh.explain(sh.Self)
	if err != nil {
		return err
	}
	check, err := sh.explain(sh.Check)
	if err != nil {
		return err
	}
	sh.SelfTotal, sh.SelfGrade, sh.SelfAnswered = self.Total, self.Grade, len(sh.Self)
	sh.CheckTotal, sh.CheckBottom, sh.CheckGrade = check.Total, check.Bottom, check.Grade
	return nil
}

// state takes over what the member states.
func (s *Sheet) state(in Form) error {
	said, err := s.take(in)
	if err == nil {
		s.Self = said
	}
	return err
}

// complete asks for every clause.
func (s *Sheet) complete() error {
	wrong := map[string]string{}
	for _, clause := range s.Set.Clauses {
		if _, said := s.Self[clause]; !said {
			wrong[clause] = "请填写这一项。"
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: fmt.Sprintf("还有 %d 处没有填写，填好后再提交。", len(wrong)), Fields: wrong}
}

// checked takes over what the branch states: about every clause, with a reason
// wherever it differs.
func (s *Sheet) checked(in Form) error {
	said, err := s.take(in)
	if err != nil {
		return err
	}
	wrong := map[string]string{}
	for _, clause := range s.Set.Clauses {
		f, answered := said[clause]
		theirs, stated := s.Self[clause]
		switch {
		case !answered:
			wrong[clause] = "请核定这一项。"
		case !stated, app.Same(f.Finding, theirs.Finding):
			f.Reason = ""
		case f.Reason == "":
			wrong[clause] = "与本人自评不同，请写明理由。"
		case utf8.RuneCountInString(f.Reason) > reasonLimit:
			wrong[clause] = "理由最多 500 字，请精简。"
		}
		said[clause] = f
	}
	if len(wrong) > 0 {
		return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再核定。", Fields: wrong}
	}
	s.Check = said
	return nil
}

// take checks what a form states.
func (s *Sheet) take(in Form) (map[string]Said, error) {
	said, wrong := map[string]Said{}, map[string]string{}
	for _, f := range in.Findings {
		if bad := s.Set.Table().Check(f); bad != nil {
			wrong[f.Clause] = bad.Message
		}
		said[f.Clause] = Said{Finding: f, Reason: strings.TrimSpace(in.Reasons[f.Clause])}
	}
	if len(wrong) > 0 {
		return nil, &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再保存。", Fields: wrong}
	}
	return said, nil
}

func (s *Sheet) stored(level map[string]Said) []store.MemberFinding {
	var list []store.MemberFinding
	for _, clause := range s.Set.Clauses {
		if f, ok := level[clause]; ok {
			list = append(list, store.MemberFinding{Clause: clause, Value: s.Set.Encode(f.Finding), Reason: f.Reason})
		}
	}
	return list
}
