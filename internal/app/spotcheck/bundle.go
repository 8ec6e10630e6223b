package spotcheck

import (
	"time"

	"baolei/internal/core/sampling"
	"baolei/internal/store"
)

// announcement is what was published, from the row that keeps it.
func announcement(d *store.Draw) sampling.Announcement {
	var tickets *sampling.Ticketing
	if d.Rules != nil {
		tickets = &sampling.Ticketing{Rules: d.Rules, Reasons: d.Reasons, ReasonsDigest: sampling.Digest([]byte(d.Reasons))}
	}
	items := d.Items
	if items == nil {
		items = []string{}
	}
	return sampling.Announcement{Title: d.Title, Population: d.Population, PopulationDigest: d.PopulationDigest,
		Inspectors: d.Inspectors, InspectorsDigest: d.InspectorsDigest, Sizes: sampling.Sizes(d.Sizes), PerBranch: d.PerBranch,
		Tolerances: sampling.Tolerances{Item: d.ItemTolerance, Branch: d.BranchTolerance, Committee: d.GroupTolerance},
		Tickets:    tickets, Items: items, DrawnBefore: d.DrawnBefore, SeedSource: d.SeedSource, Sealed: d.Sealed, By: d.ByAccount, At: d.At.UTC()}
}

// latest is when the last step of a draw was taken.
func latest(d *store.Draw, seeds []store.Seed) time.Time {
	at := d.At.UTC()
	for _, s := range seeds {
		if s.DecidedAt.After(at) {
			at = s.DecidedAt.UTC()
		}
	}
	return at
}

// split parts the seeds of a draw into those refused and the one confirmed.
func split(seeds []store.Seed) ([]sampling.RefusedSeed, sampling.ConfirmedSeed) {
	refused := []sampling.RefusedSeed{}
	var confirmed sampling.ConfirmedSeed
	for _, s := range seeds {
		entry := sampling.SeedEntry{Digits: s.Digits, EnteredBy: s.EnteredAccount, EnteredAt: s.EnteredAt.UTC()}
		switch {
		case s.Confirmed:
			confirmed = sampling.ConfirmedSeed{SeedEntry: entry, ConfirmedBy: s.DecidedAccount, ConfirmedAt: s.DecidedAt.UTC()}
		case !s.Waits():
			refused = append(refused, sampling.RefusedSeed{SeedEntry: entry, RefusedBy: s.DecidedAccount, RefusedAt: s.DecidedAt.UTC(), Reason: s.Reason})
		}
	}
	return refused, confirmed
}

// drawnChecks is what a bundle says, as the rows to make of it.
func drawnChecks(bundle sampling.Bundle) []store.SpotCheck {
	checks := make([]store.SpotCheck, len(bundle.Drawn))
	for i, d := range bundle.Drawn {
		checks[i] = store.SpotCheck{Code: d.Code, Stratum: d.Stratum, Tickets: d.Tickets, Number: d.Number, Position: i + 1}
		for _, account := range bundle.Assignments[i].Inspectors {
			checks[i].Checkers = append(checks[i].Checkers, store.Checker{Account: account})
		}
	}
	return checks
}

// bundleOf puts the bundle of a draw together from the rows as they stand now,
// so that whatever was changed in any of them shows when it is recomputed.
func bundleOf(d *store.Draw, seeds []store.Seed, checks []store.SpotCheck) sampling.Bundle {
	refused, confirmed := split(seeds)
	b := sampling.Bundle{Announcement: announcement(d), NoticeDigest: d.NoticeDigest, Refused: refused, Seed: confirmed,
		DrawnAt: d.DrawnAt.UTC(), Drawn: []sampling.Drawn{}, Assignments: []sampling.Assignment{}, Digest: d.BundleDigest}
	b.Format = b.Announcement.Format()
	for _, c := range checks {
		b.Drawn = append(b.Drawn, sampling.Drawn{Entry: sampling.Entry{Code: c.Code, Stratum: c.Stratum, Tickets: c.Tickets}, Number: c.Number})
		who := sampling.Assignment{Branch: c.Code, Inspectors: []string{}}
		for _, x := range c.Checkers {
			if x.Drawn {
				who.Inspectors = append(who.Inspectors, x.Account)
			}
		}
		b.Assignments = append(b.Assignments, who)
	}
	return b
}
