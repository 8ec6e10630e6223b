package ui

import "testing"

func TestNoLineBreaksInsideADate(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"5 月 < 6 月":               "5 月 &lt; 6 月",
		"报送期限 2027年2月28日。":        `报送期限 <time datetime="2027-02-28">2027年2月28日</time>。`,
		"2026年12月5日至12月11日":       `<time datetime="2026-12-05">2026年12月5日</time>至<time datetime="12-11">12月11日</time>`,
		"<b>2026年12月5日 09:30</b>": `&lt;b&gt;<time datetime="2026-12-05T09:30">2026年12月5日 09:30</time>&lt;/b&gt;`,
		"11月16日 11:18 提交":         `<time datetime="11-16">11月16日 11:18</time> 提交`,
		"1月":                      "1月",
	} {
		if got := marked(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}
