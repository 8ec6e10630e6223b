package browsertest

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestFormIsFilledAsAPersonWould(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	paper := filepath.Join(t.TempDir(), "会议记录.pdf")
	if err := os.WriteFile(paper, []byte("%PDF-1.7"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Visit("/form")
	p.Fill("姓名", "王 芳")
	p.Fill("谈话次数", "2.5")
	p.Fill("入党日期", "2011-07-01")
	p.Choose("等级", "良好")
	p.Choose("核实结论", "不属实")
	p.Check("承诺真实")
	p.Attach("佐证材料", paper)
	p.Fill("说明", "两行\n文字")
	if got := p.Value("等级"); got != "良好" {
		t.Errorf("Value(等级) = %q", got)
	}
	p.Click("提交")
	p.WaitText("name=王 芳;count=2.5;date=2011-07-01;level=b;verdict=n;sworn=on;reason=两行 文字;file=会议记录.pdf")
	if p.Path() != "/save" || p.Status() != 200 {
		t.Errorf("at %s with status %d", p.Path(), p.Status())
	}
}

func TestRowTellsLinksOfTheSameWordsApart(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	p.Visit("/form")
	p.Row("第二支部").Click("查看")
	if p.Path() != "/done?second" {
		t.Errorf("at %s", p.Path())
	}
	p.Visit("/form")
	if got := p.Within("ul").Count("li"); got != 2 {
		t.Errorf("%d items", got)
	}
}

func TestWaitsForWhatComesLater(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	p.Visit("/slow")
	p.WaitText("办好了")
	p.WaitNoText("稍候")
}

func TestQuestionIsAnsweredWithYes(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	p.Visit("/ask")
	p.Click("删除")
	p.WaitText("已删除")
}

func TestWithoutJavaScript(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	p.WithoutJavaScript()
	p.Visit("/slow")
	time.Sleep(500 * time.Millisecond) // the script would have acted after 300 ms
	if !p.Says("稍候") {
		t.Errorf("the script ran: %s", p.Text(""))
	}
	p.Visit("/form")
	p.Fill("姓名", "李四")
	p.Click("提交")
	p.WaitText("name=李四")
}

func TestPeopleShareNothing(t *testing.T) {
	b, base := Start(t), site(t)
	wang, li := b.NewPage(t, base), b.NewPage(t, base)
	wang.Visit("/who")
	wang.WaitText("first")
	li.Visit("/who")
	li.WaitText("first")
	second := wang.Tab(t)
	second.Visit("/who")
	second.WaitText("again")
}

func TestProblemsOfAPage(t *testing.T) {
	b, base := Start(t), site(t)
	for _, c := range []struct{ path, problem string }{
		{"/form", ""},
		{"/refused", ""}, // an answer that a person can act on
		{"/inline", "Content Security Policy"},
		{"/broken-script", "坏脚本"},
		{"/no-style", "absent.css"},
		{"/outside", "example.com/x.png: net::ERR_NAME_NOT_RESOLVED"},
		{"/crash", "/crash: status 500"},
	} {
		t.Run(c.path, func(t *testing.T) {
			r := &recorder{TB: t}
			p := b.NewPage(r, base)
			p.Visit(c.path)
			got := strings.Join(p.Problems(), "\n")
			if !strings.Contains(got, c.problem) || (c.problem == "") != (got == "") {
				t.Errorf("problems %q, want %q", got, c.problem)
			}
			r.end()
			if failed := r.messages != ""; failed != (c.problem != "") {
				t.Errorf("the test failed: %v; said %q", failed, r.messages)
			}
			p.AllowProblem(c.problem)
			if c.problem != "" && len(p.Problems()) > 0 {
				t.Errorf("still there when allowed: %v", p.Problems())
			}
		})
	}
}

func TestFailureTellsWhatIsThere(t *testing.T) {
	b := Start(t)
	t.Setenv("TMPDIR", t.TempDir()) // for the pictures of the failures
	base := site(t)
	for _, c := range []struct {
		name string
		act  func(*Page)
		says []string
	}{
		{"no such button", func(p *Page) { p.Click("签字") }, []string{"click “签字”", "no button or link says", "提交 | ", "/form", "测试页"}},
		{"two of them", func(p *Page) { p.Click("查看") }, []string{"2 button or links say “查看”"}},
		{"disabled", func(p *Page) { p.Click("作废") }, []string{"it is disabled"}},
		{"no such field", func(p *Page) { p.Fill("住址", "x") }, []string{"no field says “住址”", "姓名"}},
		{"no such option", func(p *Page) { p.Choose("等级", "较差") }, []string{"no option says “较差”", "优秀 | 良好"}},
		{"no such words", func(p *Page) { p.WaitText("公示") }, []string{"wait for “公示”"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &recorder{TB: t}
			p := b.NewPage(r, base)
			p.Visit("/form")
			p.patience = 2 * time.Second
			r.run(func() { c.act(p) })
			for _, words := range c.says {
				if !strings.Contains(r.messages, words) {
					t.Errorf("missing %q in: %s", words, r.messages)
				}
			}
		})
	}
}

func TestAxeFindsAFieldWithoutLabel(t *testing.T) {
	r := &recorder{TB: t}
	p := Start(t).NewPage(r, site(t))
	p.Visit("/unlabelled")
	p.Axe(r)
	if !strings.Contains(r.messages, "label（critical）") || !strings.Contains(r.messages, "元素") {
		t.Errorf("axe said: %s", r.messages)
	}
	p = Start(t).NewPage(t, site(t))
	p.Visit("/done")
	p.Axe(t)
}

func TestAPictureHasTheWidthOfTheWindow(t *testing.T) {
	p := Start(t).NewPage(t, site(t))
	p.Visit("/form")
	path := filepath.Join(t.TempDir(), "new", "page.png")
	p.Phone()
	p.Screenshot(path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	image, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || image.Width != 360 || image.Height < 740 {
		t.Errorf("%d×%d, %v; want 360 wide, at least 740 high", image.Width, image.Height, err)
	}
	p.Look("form") // leaves the window as it was
	if got := p.Script("innerWidth"); got != fmt.Sprint(phoneWidth) {
		t.Errorf("the window is %s wide afterwards", got)
	}
}

// recorder stands in for a test that is meant to fail.
type recorder struct {
	testing.TB
	messages string
	cleanups []func()
}

func (r *recorder) Errorf(format string, args ...any) {
	r.messages += fmt.Sprintf(format, args...) + "\n"
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Cleanup(f func()) {
	r.cleanups = append(r.cleanups, f)
	r.TB.Cleanup(func() { f() })
}

func (r *recorder) end() {
	for _, f := range r.cleanups {
		f()
	}
	r.cleanups = nil
}

// run calls f where ending the test ends only f.
func (r *recorder) run(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}
