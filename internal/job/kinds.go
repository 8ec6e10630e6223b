package job

import (
	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/app/oversee"
)

// Kinds is every kind of long work there is.
func Kinds(desk app.Desk) map[string]app.Work {
	office := oversee.New(desk)
	return map[string]app.Work{
		oversee.ExportKind: office.Export,
		closing.Kind:       closing.New(desk).Close,
	}
}
