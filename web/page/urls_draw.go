package page

import (
	"net/url"
	"strconv"
)

// Addresses of draws.
const (
	NewDrawURL   = DrawsURL + "/new"
	CheckDrawURL = DrawsURL + "/check"
)

// NewDrawOfURL prepares a draw of a cycle, with strata "committee", "grade" or
// "all".
func NewDrawOfURL(cycle int64, strata string) string {
	return NewDrawURL + "?cycle=" + strconv.FormatInt(cycle, 10) + "&by=" + strata
}

// DrawSeedURL takes a typed seed.
func DrawSeedURL(draw int64) string { return DrawURL(draw) + "/seed" }

// DrawConfirmURL confirms a seed and draws.
func DrawConfirmURL(draw int64) string { return DrawURL(draw) + "/confirm" }

// DrawRefuseURL refuses a seed.
func DrawRefuseURL(draw int64) string { return DrawURL(draw) + "/refuse" }

// DrawFileURL is a file of a draw to download.
func DrawFileURL(draw int64, file string) string { return DrawURL(draw) + "/" + file }

// ReplaceURL replaces a checker of a drawn branch.
func ReplaceURL(draw, checker int64) string { return of(DrawURL(draw)+"/replace", checker) }

// SpotAreaURL is an area on a spot check's desk.
func SpotAreaURL(assessment int64, area string) string { return SpotURL(assessment) + "?area=" + area }

// SpotItemURL is an item's card on a spot check's desk.
func SpotItemURL(assessment int64, area, item string) string {
	return SpotAreaURL(assessment, area) + "#" + CardID(item)
}

// SpotClauseURL saves a clause of a spot check.
func SpotClauseURL(assessment int64, clause string) string {
	return SpotURL(assessment) + "/clause/" + clause
}

// SpotNothingURL states that nothing was found in items of a spot check.
func SpotNothingURL(assessment int64) string { return SpotURL(assessment) + "/nothing" }

// SpotNoteURL saves the note on an item of a spot check.
func SpotNoteURL(assessment int64, item string) string { return SpotURL(assessment) + "/note/" + item }

// HandInURL looks a spot check over and hands it in.
func HandInURL(assessment int64) string { return SpotURL(assessment) + "/hand-in" }

// SpotFilesURL attaches files to an item of a spot check.
func SpotFilesURL(assessment int64, item string) string {
	return SpotURL(assessment) + "/files/" + item
}

// SpotRemoveURL detaches a file from a spot check.
func SpotRemoveURL(assessment, evidence int64) string {
	return of(SpotURL(assessment)+"/remove", evidence)
}

// SpotCardURL is an item of a spot check by itself.
func SpotCardURL(assessment int64, item string) string { return SpotURL(assessment) + "/items/" + item }

// SpotAnswerURL takes a branch's answer to its spot check.
func SpotAnswerURL(assessment int64) string { return SpotURL(assessment) + "/answer" }

// SpotProposeURL takes an officer's proposal on a spot check.
func SpotProposeURL(assessment int64) string { return SpotURL(assessment) + "/propose" }

// SpotConfirmURL confirms another officer's proposal.
func SpotConfirmURL(assessment int64) string { return SpotURL(assessment) + "/confirm" }

// SpotSendBackURL gives another officer's proposal back.
func SpotSendBackURL(assessment int64) string { return SpotURL(assessment) + "/send-back" }

// DecisionsURL is the list of spot checks to decide on.
const (
	DecisionsURL        = "/decisions"
	DecisionsProposeURL = DecisionsURL + "/propose"
	DecisionsConfirmURL = DecisionsURL + "/confirm"
)

// DecisionsOfURL is the list of a cycle.
func DecisionsOfURL(cycle int64) string {
	return DecisionsURL + "?cycle=" + strconv.FormatInt(cycle, 10)
}

// DrawPopulationURL lists the branches of a draw with their tickets; only is a
// rule, "more" or "all".
func DrawPopulationURL(draw int64, only string) string {
	return DrawURL(draw) + "/population?only=" + only
}

// WholeDrawURL prepares a draw of all branches of a committee that are left.
func WholeDrawURL(cycle int64, committee string) string {
	return NewDrawOfURL(cycle, "committee") + "&whole=" + url.QueryEscape(committee)
}

// DrawDifferencesURL shows where the levels differ in a draw.
func DrawDifferencesURL(draw int64) string { return DrawURL(draw) + "/differences" }

// DrawDifferingURL lists the branches behind a figure: of a committee or an
// item, those of which two levels differ, as "self-review".
func DrawDifferingURL(draw int64, committee, item, levels string) string {
	query := url.Values{}
	for name, value := range map[string]string{"committee": committee, "item": item, "levels": levels} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return DrawDifferencesURL(draw) + "/branches?" + query.Encode()
}

// DrawEscalateURL decides whether all branches of a committee are verified.
func DrawEscalateURL(draw, committee int64) string {
	return of(DrawURL(draw)+"/escalations", committee)
}
