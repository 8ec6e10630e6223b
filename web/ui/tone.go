package ui

// Tone colours a word that already says what it means; no tone stands alone.
type Tone string

const (
	Neutral Tone = ""
	Good    Tone = "good" // reached, done, agreed
	Info    Tone = "info" // worth knowing
	Warn    Tone = "warn" // needs a look
	Lost    Tone = "lost" // points lost, late, refused
)

// class returns the CSS classes of a component in this tone: base, or base and base-tone.
func (t Tone) class(base string) string {
	if t == Neutral {
		return base
	}
	return base + " " + base + "-" + string(t)
}
