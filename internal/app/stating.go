package app

import (
	"encoding/json"
	"slices"
	"time"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// asideLimit is how long the reason may be why a clause does not apply, in
// characters.
const asideLimit = 200

// Statement is one clause as a person leaves it.
type Statement struct {
	Finding scoring.Finding // with its clause; the rest does not count where Clear
	Clear   bool            // take the answer back: the clause is unanswered again
	Version int             // of the finding that the person saw, 0 for none
	Reason  string          // review only: why it differs
}

// Say puts a statement into the dossier at a level, rescored, and queues what
// has to be written for it, the audit entry included; the caller queues the
// score. What cannot be scored is Invalid, a stale version a *Changed.
func (doc *Dossier) Say(b *store.Batch, level store.Level, in Statement, actor access.Actor, at time.Time) (store.Score, error) {
	clause := in.Finding.Clause
	_, item := doc.Set.Find(clause)
	if item == nil || !item.AppliesTo(doc.Kind) {
		return store.Score{}, NotFound()
	}
	before, there := doc.Findings[level][clause]
	if before.Version != in.Version {
		return store.Score{}, changedFinding(before, there)
	}
	if in.Clear {
		delete(doc.Findings[level], clause)
		if there {
			b.RemoveFinding(doc.ID, level, clause, in.Version)
		}
		if there && level == Self {
			b.LookAgain(doc.ID, item.Code)
		}
	} else if err := doc.put(b, level, in, actor, at); err != nil {
		return store.Score{}, err
	}
	score, err := doc.ScoreOf(level)
	if err != nil {
		return store.Score{}, Unscorable(err)
	}
	b.Audit(store.AuditEntry{At: at, Person: actor.Person, Action: saving[level], Object: "assessment", ID: doc.ID, Detail: map[string]any{
		"clause": clause, "before": doc.told(before), "after": doc.told(doc.Findings[level][clause]), "reason": in.Reason != ""}})
	return score, nil
}

var saving = map[store.Level]access.Action{Self: access.SaveFinding, Review: access.SaveReview, Spot: access.SaveSpot}

func (doc *Dossier) put(b *store.Batch, level store.Level, in Statement, actor access.Actor, at time.Time) error {
	if bad := doc.Set.Table().Check(in.Finding); bad != nil {
		return Unscorable(bad)
	}
	if utf8.RuneCountInString(in.Finding.Reason) > asideLimit {
		return fault.Field(in.Finding.Clause, "不适用的原因最多 200 字，请精简。")
	}
	stored := doc.Set.Encode(in.Finding)
	f := store.Finding{Level: level, Clause: in.Finding.Clause, Value: stored, Reason: in.Reason, Version: doc.versionOf(level, in.Finding.Clause, in.Version),
		SavedBy: actor.Person, SavedName: actor.Name, SavedAt: at}
	b.SaveFinding(doc.ID, f)
	f.Version++
	doc.Findings[level][f.Clause] = Finding{f, in.Finding}
	doc.Lost = slices.DeleteFunc(doc.Lost, func(l LostFinding) bool { return l.Level == level && l.Clause == f.Clause })
	return nil
}

// Unscorable turns a scoring error into an Invalid fault about its clause.
func Unscorable(err error) error {
	if bad, ok := err.(*scoring.Error); ok { //nolint:errorlint // the engine returns it as it is
		return &fault.Error{Kind: fault.Invalid, Message: bad.Message, Fields: map[string]string{bad.Clause: bad.Message}, Cause: bad}
	}
	return err
}

func changedFinding(now Finding, there bool) error {
	if !there {
		return &Changed{By: "另一位同志"}
	}
	return &Changed{By: now.SavedName, At: now.SavedAt, Theirs: &now}
}

// told is a finding as the audit entry keeps it, null where there is none: its
// figures, without the words of a reason, which may name somebody.
func (doc *Dossier) told(f Finding) json.RawMessage {
	if len(f.Value) == 0 {
		return json.RawMessage("null")
	}
	said := f.Said
	said.Reason = ""
	return doc.Set.Encode(said)
}
