package examine

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// reasonLimit is how long a reason may be, in characters.
const reasonLimit = 500

// pen writes one person's change into a dossier and queues what is to be
// stored of it.
type pen struct {
	*Service
	doc     *app.Dossier
	b       *store.Batch
	actor   access.Actor
	item    []string // clauses of the item that is written about
	touched bool     // something is to be stored
}

// ReasonField names the reason of a clause in faults about it.
func ReasonField(clause string) string { return "why-" + clause }

// write writes a whole verdict.
func (p *pen) write(in Verdict) error {
	for _, st := range in.Clauses {
		if err := p.state(st); err != nil {
			return err
		}
	}
	if in.Restore != "" {
		if err := p.restore(in.Restore, in.Seen[in.Restore]); err != nil {
			return err
		}
	}
	if in.Done {
		return p.finish(in)
	}
	return nil
}

// state puts one statement into the review. What stands there already is left
// as it is.
func (p *pen) state(in app.Statement) error {
	clause := in.Finding.Clause
	if !slices.Contains(p.item, clause) {
		return app.NotFound()
	}
	in.Reason = p.reason(in)
	if utf8.RuneCountInString(in.Reason) > reasonLimit {
		return fault.Field(ReasonField(clause), "理由最多 500 字，请精简后再保存。")
	}
	now, there := p.doc.Findings[app.Review][clause]
	switch {
	case in.Clear:
		return p.empty(clause, in.Version)
	case there && app.Same(now.Said, in.Finding) && now.Said.Reason == in.Finding.Reason && now.Reason == in.Reason:
		return nil
	case now.Version != in.Version:
		return overtaken(p.doc, clause)
	}
	return p.say(in)
}

// reason is the one given; setting a clause aside says why by itself.
func (p *pen) reason(in app.Statement) string {
	reason := strings.TrimSpace(in.Reason)
	self, stated := p.doc.Findings[app.Self][in.Finding.Clause]
	if reason == "" && in.Finding.NotApplicable && !(stated && app.Same(self.Said, in.Finding)) {
		return strings.TrimSpace(in.Finding.Reason)
	}
	return reason
}

// empty takes an answer that was emptied: right where the branch answered
// nothing either, otherwise the review has to say what holds instead.
func (p *pen) empty(clause string, version int) error {
	if _, stated := p.doc.Findings[app.Self][clause]; stated {
		return fault.Field(clause, "支部已经填写，核定不能留空，请写明核定的数。")
	}
	return p.restore(clause, version)
}

// restore takes back what a reviewer stated: the clause is as the branch stated
// it, answered or not.
func (p *pen) restore(clause string, version int) error {
	if !slices.Contains(p.item, clause) {
		return app.NotFound()
	}
	now, there := p.doc.Findings[app.Review][clause]
	self, stated := p.doc.Findings[app.Self][clause]
	switch {
	case now.Copied, !there && !stated:
		return nil
	case now.Version != version:
		return overtaken(p.doc, clause)
	case !stated:
		return p.say(app.Statement{Finding: scoring.Finding{Clause: clause}, Clear: true, Version: version})
	}
	p.touched = true
	p.b.RestoreCopy(p.doc.ID, clause, version, p.actor.Person, p.Now())
	p.b.Audit(p.Done(p.actor, access.SaveReview, "assessment", p.doc.ID, map[string]any{"clause": clause, "restored": true}))
	self.Level, self.Reason, self.Copied, self.Version = app.Review, "", true, version+1
	self.SavedBy, self.SavedName, self.SavedAt = p.actor.Person, p.actor.Name, p.Now()
	p.doc.Findings[app.Review][clause] = self
	return nil
}

func (p *pen) say(in app.Statement) error {
	p.touched = true
	_, err := p.doc.Say(p.b, app.Review, in, p.actor, p.Now())
	return err
}

// finish deals with an item as it stands, if it stands as the person saw it.
func (p *pen) finish(in Verdict) error {
	stated := map[string]bool{in.Restore: true}
	for _, st := range in.Clauses {
		stated[st.Finding.Clause] = true
	}
	missing := map[string]string{}
	for _, clause := range p.item {
		if !stated[clause] && p.doc.Findings[app.Review][clause].Version != in.Seen[clause] {
			return overtaken(p.doc, clause)
		}
		if NeedsReason(p.doc, clause) {
			missing[ReasonField(clause)] = "核定与自评不同，请写明理由。"
		}
	}
	if len(missing) > 0 {
		return &fault.Error{Kind: fault.Invalid, Message: "核定与自评不同，请写明理由。", Fields: missing}
	}
	if !dealtWith(p.doc, in.Item) {
		p.mark(in.Item)
	}
	return nil
}

// mark records that the person has dealt with items.
func (p *pen) mark(items ...string) {
	p.touched = true
	for _, item := range items {
		e := store.ItemEntry{Level: app.Review, Item: item, Version: p.doc.Entries[app.Review][item].Version, DoneBy: p.actor.Person, DoneName: p.actor.Name,
			DoneAt: p.Now(), SavedBy: p.actor.Person, SavedName: p.actor.Name, SavedAt: p.Now()}
		p.b.SaveItemEntry(p.doc.ID, e)
		e.Version++
		p.doc.Entries[app.Review][item] = e
	}
	p.b.Audit(p.Done(p.actor, agreeAction, "assessment", p.doc.ID, map[string]any{"items": items}))
}

// Overtaken is the conflict of two reviewers on one clause.
type Overtaken struct {
	Clause string
	*app.Changed
}

// Unwrap leads to what is there now.
func (o *Overtaken) Unwrap() error { return o.Changed }

func overtaken(doc *app.Dossier, clause string) error {
	now, there := doc.Findings[app.Review][clause]
	c := &app.Changed{By: "另一位同志"}
	if there {
		c.By, c.At, c.Theirs = now.SavedName, now.SavedAt, &now
	}
	return &Overtaken{Clause: clause, Changed: c}
}

func clausesOf(item *indicator.Item) []string {
	codes := make([]string, len(item.Clauses))
	for i := range item.Clauses {
		codes[i] = item.Clauses[i].Code
	}
	return codes
}
