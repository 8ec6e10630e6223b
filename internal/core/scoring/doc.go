// Package scoring turns findings about a branch or a member into points, a
// grade and the derivation of both.
//
// It is the one engine: pages, prints, exports, boards and commands take their
// figures from here, so that they cannot differ. Points are int64 hundredths
// throughout; no float holds one, and whatever passes the range of int64 is an
// error instead of a wrong score.
//
// A Table is a compiled indicator set. Table.Score takes findings in their
// friendly form and is what pages use. A Sheet takes the same findings by the
// index of their clause, allocates nothing, and is what bulk work uses; Score
// is written on top of it.
//
// How a score comes about:
//
//   - A clause turns its finding into an amount, see Kind.
//   - An item adds up the amounts of its clauses (raw). An item that deducts
//     loses min(raw, its weight) from its weight; without a weight it loses
//     raw, or at most its Limit. An item that earns gets min(raw, weight).
//   - An area, and after it a category, may limit what its items earn or lose
//     together.
//   - total = base + pioneer − bottom, where bottom is a magnitude. The total
//     has no floor.
//   - A veto sets the grade, or the total to 0, as its clause says; neither
//     betters a grade or a total that is lower already.
//
// The package must not know where findings come from or where results go: it
// imports the standard library only, and reads neither clock nor files.
package scoring
