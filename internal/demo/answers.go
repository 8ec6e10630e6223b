package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// answer states something believable about a clause: mostly that all is well.
func answer(c *indicator.Clause, r *rand.Rand) scoring.Finding {
	f := scoring.Finding{Clause: c.Code}
	switch c.Kind {
	case scoring.Once:
		f.Occurred = chance(r, 4)
	case scoring.PerCase:
		if chance(r, 4) {
			f.Count = 1
		}
	case scoring.PerMissing:
		answerMissing(c, r, &f)
	case scoring.Range:
		if chance(r, 10) {
			f.Amount = c.Min
		}
	case scoring.Choice:
		f.Option = scoring.NoOption
	case scoring.Tiers:
		answerTiers(c, r, &f)
	case scoring.Stepped:
		if chance(r, 5) {
			f.Count = 1
		}
	case scoring.Veto:
	}
	return f
}

func answerMissing(c *indicator.Clause, r *rand.Rand, f *scoring.Finding) {
	expected := int64(8 + r.IntN(12)) // members, where the branch gives the number
	if c.Expected != nil {
		expected = *c.Expected
	} else {
		f.HasExpected = true
	}
	f.Expected, f.Actual = 0, expected
	if f.HasExpected {
		f.Expected = expected
	}
	if chance(r, 25) {
		f.Actual -= int64(1 + r.IntN(2))
	}
}

// answerTiers claims honours: few high ones, more from right above. Sanctions
// against members are rare.
func answerTiers(c *indicator.Clause, r *rand.Rand, f *scoring.Finding) {
	earns := c.Code[0] == 'P'
	for i, o := range c.Options {
		n := int64(0)
		switch {
		case earns && chance(r, 6+9*i):
			n = int64(1 + r.IntN(2))
		case !earns && i == 0 && chance(r, 5):
			n = 1
		}
		f.Counts = append(f.Counts, scoring.Tier{Option: o.Code, Count: n})
	}
}

// chance is true in so many of a hundred cases.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// certificate draws a picture that stands for a scanned certificate; each
// number gives another one.
func certificate(number uint64) ([]byte, error) {
	r := rand.New(rand.NewPCG(number, 7)) //nolint:gosec // a picture
	img := image.NewRGBA(image.Rect(0, 0, 320, 220))
	paper, frame := color.RGBA{255, 250, 235, 255}, color.RGBA{178, 34, 34, 255}
	for y := range 220 {
		for x := range 320 {
			c := paper
			if x < 8 || y < 8 || x >= 312 || y >= 212 {
				c = frame
			}
			img.SetRGBA(x, y, c)
		}
	}
	for line := range 5 {
		for x := 50; x < 120+r.IntN(150); x++ {
			for y := range 6 {
				img.SetRGBA(x, 60+line*25+y, color.RGBA{90, 80, 70, 255})
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}
