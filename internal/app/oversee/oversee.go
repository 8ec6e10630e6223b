// Package oversee is the work committee's half: opening cycles, publishing
// indicator sets, and seeing where every branch stands.
package oversee

import "baolei/internal/app"

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }
