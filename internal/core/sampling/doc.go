// Package sampling draws the branches for the spot check (opinion: 随机抽查) and
// the inspectors who check them, in a way that anybody can repeat, and says what
// the branches drawn tell about the rest.
//
// Nobody should have to trust whoever drew. So the draw is a function of three
// published things: the population, the inspectors, and a seed that did not exist
// when those two were frozen. This package is that function. It must never take
// anything else into account: no clock, no randomness, no database. What a caller
// cannot hand to Draw as a value cannot steer the draw.
//
// # The draw by hand
//
// With nothing but sha256sum:
//
//	printf '%s\n%s\n%s' SEED BRANCH TICKET | sha256sum
//
// for every ticket 1, 2, … of every branch in the population. The smallest of a
// branch's tickets is its number; the branches with the k smallest numbers of a
// stratum are drawn. Inspectors likewise, with the account code for the ticket.
//
// # The files
//
// The population has lines "<branch code>\t<stratum>\t<tickets>\n", the inspectors'
// file lines "<account code>\t<branch codes, comma-separated>\n". Both are UTF-8
// without a byte order mark, end every line with LF, and rise by their first
// column byte by byte, so that one list has one digest. A third file of the same
// kind tells why some branches hold more than one ticket: lines "<branch
// code>\t<rule>\t<tickets>\n", rising by code and rule, whose tickets and the first
// one add up to those of the population. The rules are those of type Rule.
//
// # The bundle
//
// A published draw is one JSON object, written by Bundle.Encode and read by
// ReadBundle. All keys are required, none is null, no others are allowed. Times
// are RFC 3339, digests SHA-256 in lower-case hex, persons account codes.
//
//	format                 2; 1 for draws published before there were ticket rules
//	announcement           what was fixed and published before the seed
//	  title                which draw of which cycle
//	  population           the population file as text
//	  population_digest    its SHA-256
//	  inspectors           the inspectors' file as text
//	  inspectors_digest    its SHA-256
//	  tickets              (not in format 1) {rules, reasons, reasons_digest}: the
//	                       rules in sentences, [] where every branch holds one
//	                       ticket; the file of reasons as text; its SHA-256
//	  sizes                [{stratum, branches}], strata rising byte by byte
//	  per_branch           inspectors for each drawn branch, at least 1
//	  tolerances           {item_hundredths, branch_hundredths, committee_hundredths},
//	                       whole hundredths of a point
//	  items                codes of the items to be checked; [] means all
//	  drawn_before         codes of the branches drawn earlier in the cycle, rising;
//	                       none of them is in the population
//	  seed_source          where the seed is to come from, in words
//	  sealed               true where the checker does not see the others' figures
//	  announced_by         person
//	  announced_at         time
//	notice_digest          SHA-256 of the notice, Announcement.Notice, to be published
//	                       before the seed exists
//	refused_seeds          [{digits, entered_by, entered_at, refused_by, refused_at,
//	                       reason}], in the order of entry
//	seed                   {digits, entered_by, entered_at, confirmed_by, confirmed_at}
//	drawn_at               time
//	drawn                  [{code, stratum, tickets, number}]: strata rising, within
//	                       one by number; number is the branch's smallest ticket
//	assignments            [{branch, inspectors}], one for each drawn branch, in the
//	                       same order; inspectors the smallest number first
//	digest                 SHA-256 of the bundle as Encode writes it with this one ""
//
// Verify recomputes digests, draw and assignments, and checks the order of times
// and that two persons stood behind the seed. What no computation can check (who
// typed, why a seed was refused) is held by digest and notice_digest, once those
// are published elsewhere too.
package sampling
