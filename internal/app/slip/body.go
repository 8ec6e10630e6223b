package slip

import (
	"encoding/json"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
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
	Files  []string // names of the evidence
	Agreed string   // who dealt with it in the review
	At     time.Time
}

// bodyOf says what counts in a dossier, with what stands behind it.
func bodyOf(doc *app.Dossier) Body {
	grade, _ := doc.Set.Grade(doc.Counts.Grade)
	b := Body{Branch: doc.BranchName, Code: doc.BranchCode, Committee: doc.CommitteeName, Year: doc.Cycle.Year, Kind: doc.Kind,
		SetCode: doc.Set.Code, SetName: doc.Set.Name, Signed: doc.SignedName, SignedAt: doc.SignedAt.UTC(),
		Base: doc.Counts.Base, Pioneer: doc.Counts.Pioneer, Bottom: doc.Counts.Bottom, Total: doc.Counts.Total, Grade: doc.Counts.Grade, GradeName: grade.Name,
		Clauses: map[string]Clause{}, Items: map[string]Item{}}
	for _, code := range doc.Set.Clauses {
		if f, said := doc.Findings[app.Review][code]; said {
			b.Findings = append(b.Findings, doc.Set.Encode(f.Said))
			b.Clauses[code] = clauseOf(doc, code, f)
		}
	}
	for _, item := range doc.Set.Applies(doc.Kind) {
		b.Items[item.Code] = itemOf(doc, item.Code)
	}
	return b
}

func clauseOf(doc *app.Dossier, code string, f app.Finding) Clause {
	c := Clause{By: f.SavedName, At: f.SavedAt.UTC(), Reason: f.Reason, Copied: f.Copied}
	for _, t := range doc.TakenFor(code) {
		c.Records = append(c.Records, Record{On: t.On, Name: t.Name})
	}
	return c
}

func itemOf(doc *app.Dossier, code string) Item {
	entry := doc.Entries[app.Review][code]
	it := Item{Agreed: entry.DoneName, At: entry.DoneAt.UTC()}
	for _, e := range doc.EvidenceFor(app.Self, code) {
		it.Files = append(it.Files, e.Name)
	}
	return it
}
