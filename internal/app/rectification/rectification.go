// Package rectification keeps the files of lagging branches (后进整转): what lost
// points, what is done about it, by whom and until when, how far it is, and who
// found it mended. Which step may follow is core/rectify's to say.
package rectification

import (
	"baolei/internal/app"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Aliases let screens name what they show without reaching for the store.
type (
	Measure = store.Measure
	Entry   = store.RectificationEntry
	Listed  = store.Rectification
)
