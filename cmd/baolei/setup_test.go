package main

import (
	"strings"
	"testing"

	"baolei/internal/app/people"
)

func TestWhatASetupAsksFor(t *testing.T) {
	all := []string{"-code", "GW", "-name", "市直机关工委", "-system", "Qian=钱系统", "-security", "feng=冯安全", "-auditor", "shen=沈审计"}
	in, err := setupOf(all, &strings.Builder{})
	want := people.Installation{Code: "GW", Name: "市直机关工委", System: people.Newcomer{Account: "qian", Name: "钱系统"},
		Security: people.Newcomer{Account: "feng", Name: "冯安全"}, Auditor: people.Newcomer{Account: "shen", Name: "沈审计"}}
	if err != nil || in != want {
		t.Errorf("%+v, %v", in, err)
	}
	for name, args := range map[string][]string{"nothing": nil, "no auditor": all[:8], "no name": append(all[:8:8], "-auditor", "shen"), "more": append(all[:10:10], "tea")} {
		if got := runCommand("", append([]string{"setup"}, args...)...); got.status != 2 || got.stdout != "" || got.stderr == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := runCommand("", "setup", "-h"); got.status != 0 || !strings.Contains(got.stderr, "baolei setup -code") {
		t.Errorf("help: %+v", got)
	}
}
