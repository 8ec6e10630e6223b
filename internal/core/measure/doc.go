// Package measure makes suggested findings out of what a branch recorded: for
// each clause that names a measure, the finding, the records it rests on, and
// what is missing, by name ("3月、7月").
//
// It is pure: facts in, suggestions out. Months and days are those of Shanghai.
// A suggestion is only ever that; people take it, or differ from it. How each
// measure counts:
//
//	activities        Of one month, quarter or year one counts, however many were
//	                  held. by: group, each party group that stands on any day of
//	                  it must have held one; a meeting that names no group counts
//	                  where one group stands alone. Without any group in the year
//	                  the clause does not apply.
//	talks             Expected are the members on the roster on the last day judged
//	                  (the year's, or today while it runs); who left counts in
//	                  neither number. Talked to is who took part in a talk that the
//	                  secretary or a deputy led, they themselves included: of two
//	                  who talk, both have.
//	plans, rules      Kinds of which there is a plan for the year; rules in force on
//	                  the last day judged, whenever they were adopted.
//	vacant_seats      Seats without a holder for longer than so many months, on any
//	                  day of the year, wherever the vacancy began.
//	reelection        The worst delay of the year: from the day on which a term ended
//	                  to the next election or the last day judged. A whole year and
//	                  more is over_a_year.
//	transfers         Those open for longer than so many months on any day of the year.
//	dues              Three kinds of problem. Arrears: a month that is over and not
//	                  paid in full, or not recorded while others are. Handed up late:
//	                  later than the month after the quarter. Not published: at no
//	                  time in the year. One kind gives the least amount, each further
//	                  one step more, at most the greatest.
//	honours           Those of the year, each once however often it was recorded;
//	                  those claimed in another clause or by another branch not.
//	sanctions         Decisions of the year.
//	member_index      By how much the members' average is above the city's, down to a
//	                  step; at least the least amount as soon as it is above at all.
//	bottom_line       Members whose own bottom line lost so much or more.
//
// Of a branch that was set up or closed within the year, months, quarters and
// the year count that it stood through as a whole; the finding then states that
// fewer are expected. Where there is nothing to judge by (no seats, no terms, no
// dues, no members, no city average), and for a branch whose book is blank, no
// suggestion is made.
//
// While the year runs a finding says how things would stand if nothing more were
// done: what was held is counted, nothing is added. Missing then names only what
// can no longer be done in its time, Open what still can.
package measure
