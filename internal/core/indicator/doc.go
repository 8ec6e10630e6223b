// Package indicator reads indicator sets: the tables by which branches or
// members are examined, as data.
//
// A set is one YAML file, and a published one never changes: a correction is a
// new file with a new code. Codes of items and clauses are never used again for
// something else, because findings refer to them. The way to a new set is
//
//	baolei indicators show > next.yaml   # start from the embedded one
//	baolei indicators check next.yaml    # tells all that is wrong, by line
//
// # The file
//
//	code        names the set for good: letters, digits, and . _ -
//	name        what people call it
//	version     what its authors call this version
//	subject     branch (without it) or member: who is examined
//	kinds       kinds of branch, if items differ by them: code, name
//	categories  which of base, pioneer, bottom it has: code, name, weight
//	grades      from the lowest up: code, name, from
//	veto_grade  code of the grade that a veto sets
//	areas       the table itself
//
// Points have at most two decimals: halves and quarters, no thirds. They, and
// numbers, are 0 or more everywhere; a deduction is written as a magnitude.
//
// A grade holds from its bound on, the bound included. The lowest holds from
// anywhere and has no from. There may be any number of grades.
//
// # Categories
//
// The index is base + pioneer − bottom. Base and pioneer have a weight, which
// their areas must add up to; pioneer may leave it out. The bottom line has
// none: what it takes away has no floor. Each may limit all its items together:
//
//	earns_at_most  what its items earn (not on the bottom line)
//	loses_at_most  what its items lose
//
// # Areas and items
//
// An area has code, title, category, weight (not on the bottom line), the same
// two caps, and items. Its weight is the sum of its items' weights; with kinds
// of branch, for each kind that has any item in it.
//
//	code       of the item
//	title      a few words
//	ask        one plain sentence that tells what is wanted
//	text       the official wording, if wanted
//	weight     what it is worth; also the most it can lose or earn
//	at_most    the most it can lose or earn, where it has no weight
//	direction  deduct: begins with its weight and loses; earn: begins with 0
//	kinds      the kinds of branch it is for; all without it
//	clauses    the rules
//
// Without direction, items of pioneer earn and others deduct. An item that
// deducts needs a weight outside the bottom line, where none has one.
//
// # Clauses
//
// A clause has code, kind, label, what its kind takes, and maybe measure (see
// below). The label says what is to be stated, and reads well beside a good
// answer as beside a bad one.
//
//	kind         takes                                       raw amount
//	once         amount, occurred, otherwise                 amount, if it occurred
//	per_case     amount, unit                                amount × count
//	per_missing  amount, unit, expected                      amount × max(0, expected − actual)
//	range        min, max, step, otherwise                   0, or min to max by steps from min
//	choice       options, otherwise                          the chosen option's amount
//	tiers        options, unit                               Σ amount × count
//	stepped      amount, unit, from, flat                    amount × count; from that count on, flat
//	veto         occurred, otherwise, effect                 none
//
// The amounts of an item's clauses add up, then its weight or at_most caps the
// sum. unit is a measure word. occurred and otherwise are the words for the two
// answers; for a range otherwise names 0, for a choice that no option holds
// (the code none is reserved for it). Without expected, each branch states the
// number itself. An option has code, label and amount; those of a choice exclude
// each other and may be 0. effect is grade (without it: sets veto_grade) or
// zero (sets the total to 0, of which the grade follows); neither betters a
// grade or a total that is lower already. The step of a range
// must reach max, and flat must not be less than the count before it costs, so
// that a worse finding never gives a better score.
//
// # Measures
//
// A clause may say with measure what a suggested finding is made from: in the
// branch's record book or, of a set for members, in what it says of the member
// (package measure tells how). It changes no score. A measure has name, and what
// that takes:
//
//	name              takes                  fits                              counts
//	activities        kinds, each, by        per_missing, once, per_case       those held
//	talks                                    per_missing                       members talked to by the secretary or a deputy
//	plans             kinds                  per_missing, once                 kinds of which there is a plan
//	clean_government                         once                              whether a yearly plan has it
//	rules             kinds                  per_missing, once                 those in force
//	vacant_seats      months                 once, per_case                    seats vacant for longer
//	reelection        late, over_a_year      choice, once                      by how long it came late
//	transfers         months                 per_case, once, stepped           those open for longer
//	dues                                     range, once                       kinds of problem
//	honours           kinds                  tiers, per_case, once             those of a kind, by level
//	sanctions         kinds                  tiers, per_case, once, stepped    decisions, by kind
//	member_index                             range                             the average above the city's
//	bottom_line       from                   stepped, per_case, once           members who lost so much or more
//
// and, in sets for members,
//
//	attended          kinds, each            per_missing, per_case             spans in which the member came, or how often
//	absences          kinds                  per_case, stepped                 those without leave
//	dues_paid                                per_missing                       months paid in full
//
// kinds are codes of package record: of activities, plans, rules, honours or
// sanctions; without them, where they may be left out, all count. each is month,
// quarter or year, needed for activities, and attended, of a per_missing clause and only there:
// of one such span one activity counts, however many were held, so that expected
// must not be more than a year has of them. by is branch (without it) or group:
// each party group that stands in the span must have held one. late and
// over_a_year are options of a choice; over_a_year may be left out. The options
// of a tiers clause must be levels of honours or kinds of sanction. Of a once
// clause, what occurred is that there was none where its item deducts, and that
// there was one where it earns; for vacant seats, re-election, transfers, dues,
// sanctions and the bottom line it is always that there was one.
//
// testdata/county-2026.yaml uses all of this, with a score worked by hand.
//
// Read never returns half a set. The package knows nothing of where files are
// kept and of who may publish one.
package indicator
