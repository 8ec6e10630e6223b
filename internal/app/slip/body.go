package slip

import (
	"encoding/json"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Body is what a slip says. Its JSON is what the digest is taken of: the order
// of its fields is part of it, and points are hundredths.
type Body struct {
	Branch, Code string
	Committee    string
	Year         int
	Kind         string // of branch, where the set has kinds
	SetCode      string // the version of the indicators
	SetName      string
	Signed       string // who signed the verification
	SignedAt     time.Time
	Base         scoring.Points
	Pioneer      scoring.Points
	Bottom       scoring.Points
	Total        scoring.Points
	Grade        string // code
	GradeName    string
	Findings     []json.RawMessage // all that count, in the form of baolei score, in table order
	Clauses      map[string]Clause
	Items        map[string]Item
}

// Clause is what stands behind the finding of a clause that counts.
type Clause struct {
	Level   app.Level // whose finding it is: the spot check's where officers decided for it
	By      string
	At      time.Time
	Reason  string // why it differs from the self-assessment
	Copied  bool   // it is the branch's own, agreed with
	Records []Record
}

// Record is a record on which the self-assessment rests, as it was at
// submission.
type Record struct {
	On   calendar.Date
	Name string
}

// Item is what belongs to an item as a whole.
type Item struct {
	Files   []string // names of the evidence
	Agreed  string   // who dealt with it in the review
	At      time.Time
	Against []Objection
	// Decided is what officers made of a spot check that differed; a slip without
	// one reads as it did before there were any on paper.
	Decided *Decided `json:",omitempty"`
}

// Decided is which level counts for an item that was checked, who proposed and who
// confirmed it, and why.
type Decided struct {
	Level       app.Level
	Proposed    string
	ProposedAt  time.Time
	Confirmed   string
	ConfirmedAt time.Time
	Reason      string
}

// Objection is what somebody had against an item of the publicised result. A
// member's name is for the committee's secretary, and not on paper.
type Objection struct {
	By        string // the branch's secretary; empty for a member
	At        time.Time
	Reason    string
	Decided   string // who decided; empty while it waits
	DecidedAt time.Time
	Upheld    bool
	Answer    string
}

// bodyOf says what counts in a dossier, with what stands behind it.
func bodyOf(doc *app.Dossier, x beside) Body {
	grade, _ := doc.Set.Grade(doc.Counts.Grade)
	b := Body{Branch: doc.BranchName, Code: doc.BranchCode, Committee: doc.CommitteeName, Year: doc.Cycle.Year, Kind: doc.Kind,
		SetCode: doc.Set.Code, SetName: doc.Set.Name, Signed: doc.SignedName, SignedAt: doc.SignedAt.UTC(),
		Base: doc.Counts.Base, Pioneer: doc.Counts.Pioneer, Bottom: doc.Counts.Bottom, Total: doc.Counts.Total, Grade: doc.Counts.Grade, GradeName: grade.Name,
		Clauses: map[string]Clause{}, Items: map[string]Item{}}
	for _, code := range doc.Set.Clauses {
		level := doc.CountingLevel(code, doc.ForSpot)
		if f, said := doc.Findings[level][code]; said {
			b.Findings = append(b.Findings, doc.Set.Encode(f.Said))
			b.Clauses[code] = clauseOf(doc, code, level, f)
		}
	}
	for _, item := range doc.Set.Applies(doc.Kind) {
		b.Items[item.Code] = itemOf(doc, item.Code, x)
	}
	return b
}

func clauseOf(doc *app.Dossier, code string, level app.Level, f app.Finding) Clause {
	c := Clause{Level: level, By: f.SavedName, At: f.SavedAt.UTC(), Reason: f.Reason, Copied: f.Copied}
	if own, said := doc.Findings[app.Self][code]; said && f.Copied { // also where a reviewer went back to it
		c.By, c.At = own.SavedName, own.SavedAt.UTC()
	}
	for _, t := range doc.TakenFor(code) {
		c.Records = append(c.Records, Record{On: t.On, Name: t.Name})
	}
	return c
}

func itemOf(doc *app.Dossier, code string, x beside) Item {
	entry := doc.Entries[app.Review][code]
	it := Item{Agreed: entry.DoneName, At: entry.DoneAt.UTC()}
	for _, o := range x.against {
		if o.Item == code {
			it.Against = append(it.Against, objectionOf(o))
		}
	}
	if of, decided := x.decision.Of(code); decided {
		d := x.decision
		it.Decided = &Decided{Level: of.Level, Proposed: d.ProposedName, ProposedAt: d.ProposedAt.UTC(), Confirmed: d.DecidedName, ConfirmedAt: d.DecidedAt.UTC(), Reason: of.Reason}
	}
	levels := []app.Level{app.Self}
	if doc.ForSpot[code] {
		levels = append(levels, app.Spot)
	}
	for _, level := range levels {
		for _, e := range doc.EvidenceFor(level, code) {
			it.Files = append(it.Files, e.Name)
		}
	}
	return it
}

func objectionOf(o store.Objection) Objection {
	to := Objection{At: o.At.UTC(), Reason: o.Reason, Upheld: o.Upheld, Answer: o.Answer, Decided: o.DecidedName, DecidedAt: o.DecidedAt.UTC()}
	if !o.AsMember {
		to.By = o.Name
	}
	return to
}
