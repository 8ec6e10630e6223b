package result

import (
	"fmt"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// card is an item on its levels, side by side, with what belongs to it.
type card struct {
	ui.CardProps
	Sides   []side
	Files   []ui.File
	Notes   []ui.Definition
	Remarks []ui.Remark
	// Objections to the publicised result, each with its decision and what that changed.
	Objections []ui.Remark
	Object     string // where one objects to this item; empty where one cannot now
}

func cardOf(r *oversee.Result, code string) card {
	item, _, _ := r.Set.Item(code)
	counting := part(counts(r), code)
	c := card{CardProps: ui.CardProps{ID: page.CardID(code), Number: r.Set.Number(code), Title: item.Title, Text: item.Ask, Score: figures.Points(counting.Score)}}
	if counting.HasWeight {
		c.Of = figures.Short(counting.Weight)
	}
	for _, e := range r.Levels {
		c.Sides = append(c.Sides, sideOf(r, e, code))
	}
	if _, there := r.Of(app.Spot); r.ForSpot[code] && !there { // members see what counts, not what a check found
		c.Sides = append(c.Sides, side{Title: "计入", Active: true, Absent: "以抽查为准，计 " + figures.Short(counting.Score) + " 分"})
	}
	if r.Inside {
		c.beside(r, code)
	}
	if d, decided := r.Decision.Of(code); decided {
		c.Notes = append(c.Notes, ui.Definition{Term: "抽查认定", Text: decidedOn(r, d.Level, d.Reason)})
	}
	c.Objections = objectionsTo(r, code)
	if r.MayObject {
		c.Object = page.ObjectURL(r.ID, code)
	}
	return c
}

// decidedOn tells which level officers let count for an item, who they were, and why.
func decidedOn(r *oversee.Result, level app.Level, reason string) string {
	d := r.Decision
	return fmt.Sprintf("以%s为准。%s %s 提出，%s %s 确认，理由：%s", levelNames[level], d.ProposedName, figures.Moment(d.ProposedAt), d.DecidedName, figures.Moment(d.DecidedAt), reason)
}

// side is an item on one level.
type side struct {
	Title  string
	Active bool          // this level counts
	Why    ui.Derivation // how its figure came about
	Text   string        // who settled it
	Absent string        // in place of the derivation, where the level says nothing of its own
}

func sideOf(r *oversee.Result, e oversee.Explained, code string) side {
	p := part(e, code)
	s := side{Title: levelNames[e.Level], Active: r.HasResult() && e.Level == countingLevel(r, code)}
	if s.Active {
		s.Title += " · 计入"
	}
	if e.Covers != nil && !e.Covers[code] {
		s.Absent = "没有查，按考核计 " + figures.Short(p.Score) + " 分"
		return s
	}
	s.Why = figures.Item(r.Set.Set, p, who(r, e.Level))
	s.Why.ID, s.Why.Caption = string(e.Level)+"-"+s.Why.ID, s.Title
	if entry := r.Entries[app.Review][code]; e.Level == app.Review && entry.DoneName != "" {
		s.Text = entry.DoneName + " " + figures.Moment(entry.DoneAt) + " 核定"
	}
	return s
}

// countingLevel is the level that counts for an item.
func countingLevel(r *oversee.Result, code string) app.Level {
	if r.ForSpot[code] {
		return app.Spot
	}
	return app.Review
}

// beside adds what belongs to the item and is no figure: evidence, notes and
// the remarks of returns with their replies.
func (c *card) beside(r *oversee.Result, code string) {
	for _, level := range []app.Level{app.Self, app.Spot} {
		if _, there := r.Of(level); !there {
			continue
		}
		for _, e := range r.EvidenceFor(level, code) {
			c.Files = append(c.Files, ui.File{ID: fmt.Sprintf("e-%d", e.ID), Name: e.Name, Href: page.EvidenceURL(r.ID, e.ID), Note: levelNames[level] + "，" + page.FileSize(e.Size)})
		}
		if entry := r.Entries[level][code]; entry.Note != "" {
			c.Notes = append(c.Notes, ui.Definition{Term: levelNames[level] + "说明", Text: entry.Note})
		}
	}
	for _, m := range r.RemarksFor(code) {
		c.Remarks = append(c.Remarks, ui.Remark{Who: m.WrittenName, When: figures.Moment(m.WrittenAt), Text: m.Text})
		if m.Reply != "" {
			c.Remarks = append(c.Remarks, ui.Remark{Who: m.RepliedName, When: figures.Moment(m.RepliedAt), Text: m.Reply, Mine: true})
		}
	}
}
