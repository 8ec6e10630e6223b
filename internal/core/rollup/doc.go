// Package rollup adds up where the branches of a committee, or of a city, stand
// in a cycle: how many in each state and grade, how totals spread, what was lost
// on each item, and by how much self-assessment, review and spot check differ.
//
// Everything in a roll-up is a sum, so that roll-ups add up themselves: a city's
// is that of its committees, and when a committee's changes the city's follows
// by the difference. Boards read roll-ups and never the branches.
//
// Points are hundredths. Only what a branch has really said or got is counted:
// a draft says nothing, a submission is a claim, and only a signed verification
// is a result.
package rollup
