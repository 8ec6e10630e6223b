package job

import "baolei/internal/app"

// Kinds is every kind of long work there is.
func Kinds(app.Desk) map[string]app.Work {
	return map[string]app.Work{}
}
