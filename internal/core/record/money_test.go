package record

import (
	"testing"

	"pgregory.net/rapid"
)

func TestYuanAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]Fen{"4200": 4200_00, "4200.5": 4200_50, "4,200.05": 4200_05, "４２００．５０": 4200_50, " 42 元": 42_00, "￥0.2": 20, "0": 0, "4200。5": 4200_50} {
		if got, err := ParseYuan(text); err != nil || got != want {
			t.Errorf("%q is %d fen, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "+1", "1.234", "1.", ".5", "1e3", "四十", "1.-5", "1.2.3", "99999999999999999999", "0x10", "1_000"} {
		if got, err := ParseYuan(text); err == nil {
			t.Errorf("%q was taken for %d fen", text, got)
		}
	}
}

func TestWhatIsShownReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(0, 10_000_000_00).Draw(t, "fen"))
		if got, err := ParseYuan(f.String()); err != nil || got != f {
			t.Fatalf("%d fen is shown as %s and read as %d, %v", f, f, got, err)
		}
	})
}
