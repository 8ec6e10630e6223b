package report

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Reopen is an officer's order that a reported branch be verified anew.
type Reopen struct {
	Assessment int64
	Key        string
	Version    int           // of the assessment that the officer saw
	Digest     string        // of what the officer saw: Branch.Digest
	Until      calendar.Date // last day for the new verification
	Reason     string
}

// Branch is a branch that may be opened again.
type Branch struct {
	*app.Dossier
	Before []Reopening // the latest first
	WhyNot string      // why it cannot be opened again now; empty where nothing hinders
}

// Digest stands for the verification that is opened again, with its scores.
func (b *Branch) Digest() string { return b.VerificationText().Digest() }

// Branch opens a branch for opening it again.
func (s *Service) Branch(ctx context.Context, actor access.Actor, assessment int64) (Branch, error) {
	var v Branch
	var open bool
	doc, err := s.OpenDossier(ctx, assessment, func(b *store.Batch) {
		b.Reopenings(assessment, &v.Before)
		b.ChecksOpen(assessment, &open)
	})
	if err == nil {
		err = app.Allow(actor, access.Reopen, doc.Place())
	}
	if err != nil {
		return v, s.Refused(ctx, actor, access.Reopen, "assessment", assessment, err)
	}
	v.Dossier = doc
	if _, err := s.mayReopen(&doc.Assessment, open, actor); err != nil {
		v.WhyNot = err.Error()
	}
	return v, nil
}

// Reopen opens a reported branch again: it waits for a new signature, with the
// review kept, and until then what it counted before counts. The committee and
// the branch are told.
func (s *Service) Reopen(ctx context.Context, actor access.Actor, in Reopen) error {
	in.Reason = strings.TrimSpace(in.Reason)
	var open bool
	// A draw that freezes the branch, or a closing, comes before or after.
	c := app.Change{Action: access.Reopen, Assessment: in.Assessment, Key: in.Key, Also: func(b *store.Batch) { b.LockCycleOf(in.Assessment) }}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		var q, b store.Batch
		q.ChecksOpen(in.Assessment, &open)
		if err := tx.Read(ctx, &q); err != nil {
			return err
		}
		if doc.Version != in.Version && doc.State == workflow.Reported {
			return app.Stale()
		}
		if err := app.Proven(actor, s.Now()); err != nil {
			return err
		}
		if err := app.Seen(in.Digest, doc.VerificationText().Digest()); err != nil {
			return err
		}
		if err := s.reopen(&b, actor, &doc.Assessment, open, in); err != nil {
			return err
		}
		return tx.Commit(ctx, &b)
	})
	return err
}

func (s *Service) mayReopen(a *app.Assessment, open bool, actor access.Actor) (workflow.State, error) {
	if err := app.StillOpen(a.Cycle); err != nil {
		return a.State, err
	}
	f := a.Facts(actor.Person, s.Today())
	f.ChecksOpen = open
	return app.Decide(a.State, access.Reopen, f)
}

// reopen decides and queues one reopening.
func (s *Service) reopen(b *store.Batch, actor access.Actor, a *app.Assessment, open bool, in Reopen) error {
	if err := app.Allow(actor, access.Reopen, a.Place()); err != nil {
		return err
	}
	to, err := s.mayReopen(a, open, actor)
	if err != nil {
		return err
	}
	if err := in.check(s.Today()); err != nil {
		return err
	}
	b.Move(a, to, actor.Person, s.Now())
	b.Reopen(a, in.Until, in.Reason, actor.Person, s.Now())
	b.Audit(s.Done(actor, access.Reopen, "assessment", a.ID, map[string]any{"from": a.State, "to": to, "version": a.Version + 1, "until": in.Until.String(), "code": a.BranchCode}))
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("reopened %d %d", a.ID, a.Version), MadeAt: s.Now(),
		Text: fmt.Sprintf("工委要求重新考核%s，请在%s前重新签署。理由：%s", a.BranchName, in.Until.Chinese(), in.Reason), Href: app.ReviewAddress(a.ID)}
	b.TellRoles(a.Committee, []access.Role{access.CommitteeSecretary}, n)
	b.TellRoles(a.Nearest, []access.Role{access.Reviewer}, n)
	n.Text, n.Href = fmt.Sprintf("工委要求重新考核%s，党委重新签署以前没有结果。", a.BranchName), app.SelfAddress(a.ID)
	b.TellRoles(a.Branch, []access.Role{access.BranchSecretary}, n)
	return nil
}

func (in *Reopen) check(today calendar.Date) error {
	wrong := map[string]string{}
	switch {
	case in.Until.IsZero():
		wrong["until"] = "请填写重新考核的期限，例如 2027-03-20。"
	case !today.Before(in.Until):
		wrong["until"] = "重新考核的期限要晚于今天。"
	case today.AddDays(reopenDays).Before(in.Until):
		wrong["until"] = fmt.Sprintf("重新考核的期限最多 %d 天，请填 %s 以前的日期。", reopenDays, today.AddDays(reopenDays).Chinese())
	}
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > noteLimit {
		wrong["reason"] = "请写明理由，2 至 1000 字。"
	}
	return fault.Fields(wrong)
}

// reopenDays is how long a new verification may take at most, in days.
const reopenDays = 90

// Until is the date that is offered for the new verification.
func (s *Service) Until() calendar.Date { return s.Today().AddDays(14) }
