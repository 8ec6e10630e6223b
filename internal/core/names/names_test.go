package names

import "testing"

func TestAListIsCutShort(t *testing.T) {
	for _, x := range []struct {
		list []string
		most int
		want string
	}{
		{nil, 2, ""},
		{[]string{"甲"}, 2, "甲"},
		{[]string{"甲", "乙"}, 2, "甲、乙"},
		{[]string{"甲", "乙", "丙"}, 2, "甲、乙等 3 个"},
	} {
		if got := Few(x.list, x.most, "个"); got != x.want {
			t.Errorf("%v: %q, want %q", x.list, got, x.want)
		}
	}
}
