package job

import (
	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/app/indicators"
	"baolei/internal/app/oversee"
)

// Kinds is every kind of long work there is.
func Kinds(desk app.Desk) map[string]app.Work {
	office := oversee.New(desk)
	sets := indicators.New(desk)
	return map[string]app.Work{
		closing.Kind:         closing.New(desk).Close,
		oversee.ExportKind:   office.Export,
		indicators.TrialKind: sets.TryLarge,
		indicators.MoveKind:  sets.MoveLarge,
	}
}
