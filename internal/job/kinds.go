package job

import (
	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/app/indicators"
	"baolei/internal/app/oversee"
)

// Kinds is every kind of long work there is.
func Kinds(desk app.Desk) map[string]app.Work {
	office, sets, ends := oversee.New(desk), indicators.New(desk), closing.New(desk)
	return map[string]app.Work{
		closing.Kind:         ends.Close,
		closing.StarsKind:    ends.ExportStars,
		oversee.ExportKind:   office.Export,
		indicators.TrialKind: sets.TryLarge,
		indicators.MoveKind:  sets.MoveLarge,
	}
}
