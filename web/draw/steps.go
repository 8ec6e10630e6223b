package draw

import (
	"strconv"

	"baolei/web/ui"
)

// steps are the three steps that anyone in the room can follow.
func steps(p public) []ui.Step {
	seed, draw := ui.Active, ui.Waiting
	if p.drawn() {
		seed, draw = ui.Done, ui.Done
	}
	return []ui.Step{
		{ID: "lists", Title: "名单已公布", State: ui.Done, Badge: p.badge(), Body: listsStep(p)},
		{ID: "seed-step", Title: "种子", State: seed, Badge: p.seedBadge(), Body: seedStep(p)},
		{ID: "drawn", Title: "抽取支部与抽查员", State: draw, Badge: p.drawnBadge(), Body: resultStep(p)},
	}
}

func (p public) drawnBadge() ui.BadgeProps {
	if !p.drawn() {
		return ui.BadgeProps{}
	}
	return ui.BadgeProps{Text: strconv.Itoa(len(p.Checks)) + " 个支部", Tone: ui.Good}
}

func sizesProps(strata []stratum) ui.TableProps {
	t := ui.TableProps{ID: "sizes-table", Caption: "每层抽几个", Hide: true, Columns: []ui.Column{{Label: "层"}, {Label: "可抽", Number: true}, {Label: "签", Number: true}, {Label: "要说明超差少于几个"}, {Label: "抽几个"}, {Label: "抽完能说明什么"}}}
	for _, s := range strata {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: s.Label}, {Text: s.Branches}, {Text: s.Tickets}, {Body: figureField(s.Off), Sub: s.Needed}, {Body: sizeField(s)}, {Text: s.Shows}}})
	}
	return t
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
