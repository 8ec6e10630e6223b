package ui

import (
	"slices"
	"testing"
)

func TestPercentStaysOnTheTrack(t *testing.T) {
	for thousandths, want := range map[int]string{-50: "0.0%", 0: "0.0%", 667: "66.7%", 1000: "100.0%", 1200: "100.0%"} {
		if got := percent(thousandths); got != want {
			t.Errorf("percent(%d) = %s, want %s", thousandths, got, want)
		}
	}
}

func TestMarksDoNotLeaveTheTrack(t *testing.T) {
	for at, want := range map[int]string{0: "start", 29: "start", 30: "middle", 940: "middle", 941: "end", 1000: "end"} {
		if got := (Mark{At: at}).anchor(); got != want {
			t.Errorf("anchor at %d = %s, want %s", at, got, want)
		}
	}
}

func TestDigits(t *testing.T) {
	if got := spaced("314"); got != "3 1 4" {
		t.Errorf("spaced = %q", got)
	}
	if got := grouped("8f1c02d7a9"); got != "8f1c 02d7 a9" {
		t.Errorf("grouped = %q", got)
	}
	for digits, want := range map[string][]string{"": {""}, "12345": {"12345"}, "123456": {"12345", "6"}, "1234567890": {"12345", "67890"}} {
		if got := fives(digits); !slices.Equal(got, want) {
			t.Errorf("fives(%q) = %q, want %q", digits, got, want)
		}
	}
}

func TestReadOnlyWords(t *testing.T) {
	options := []Option{{Value: "0", Label: "已落实"}, {Value: "1.5", Label: "1.5"}}
	for value, want := range map[string]string{"": "未填", "0": "已落实", "1.5": "1.5"} {
		if got := chosen(options, value); got != want {
			t.Errorf("chosen(%q) = %q, want %q", value, got, want)
		}
	}
	counts := map[string]Stepper{
		"未填": {Unit: "次", Of: "12"}, "0 次": {Value: "0", Unit: "次"}, "10 / 12 次": {Value: "10", Unit: "次", Of: "12"},
	}
	for want, s := range counts {
		if got := s.text(); got != want {
			t.Errorf("text = %q, want %q", got, want)
		}
	}
}

// A pressed button counts once, of quick changes the last one wins, and a file gets its time.
func TestFormAttributes(t *testing.T) {
	plain := Form{Action: "/x"}.attributes("submit")
	if len(plain) != 0 {
		t.Errorf("a form without a target has %v", plain)
	}
	auto := Form{ID: "f", Action: "/x", Target: "#i"}.attributes("change delay:350ms, submit")
	if auto["hx-post"] != "/x" || auto["hx-target"] != "#i" || auto["hx-sync"] != "this:queue last" {
		t.Errorf("auto: %v", auto)
	}
	file := Form{Action: "/x", Target: "#i", Multipart: true}.attributes("submit")
	if file["hx-sync"] != "this:drop" || file["hx-encoding"] != "multipart/form-data" || file["hx-request"] != `{"timeout":600000}` {
		t.Errorf("file: %v", file)
	}
	if unsafe := (Form{Action: "javascript:alert(1)", Target: "#i"}).attributes("submit"); unsafe["hx-post"] == "javascript:alert(1)" {
		t.Error("a script got into hx-post")
	}
}
