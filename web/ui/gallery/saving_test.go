package gallery

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const saved = `document.querySelector("#i-99-save").textContent === "已保存 18:05"`

// aim makes the probe's form post to another answer of the server.
func (tb *tab) aim(how string) {
	tb.t.Helper()
	tb.until(`window.htmx && document.documentElement.classList.contains("js")`)
	tb.js(`(f => { f.setAttribute("hx-post", "/save/` + how + `"); htmx.process(f); return ""; })(document.getElementById("f-99a"))`)
}

func TestChangeSavesItself(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	tb.do(chromedp.Click(chromedp.CSS("#c-99a-inc")), chromedp.Click(chromedp.CSS("#c-99a-inc")))
	tb.until(saved)
	// 3 and two presses of + make 5; both presses go in one post.
	if post, n := tb.last(); n != 1 || !strings.Contains(post, "count=5") || !strings.Contains(post, "version=7") {
		t.Errorf("%d posts, last %q", n, post)
	}
	tb.is(`document.activeElement.id`, "c-99a-inc")
	tb.is(`document.querySelector("#score strong").textContent`, "97.5")
	tb.is(`document.getElementById("announce").textContent`, "已保存 18:05")
	if c := tb.complained(); len(c) > 0 {
		t.Errorf("complaints: %q", c)
	}
}

func TestTextTypedMeanwhileStays(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	tb.do(chromedp.SendKeys(chromedp.CSS("#c-99b"), "签到表在工会"), chromedp.Click(chromedp.CSS("#c-99a-dec")))
	tb.until(saved)
	tb.is(`document.getElementById("c-99b").value`, "签到表在工会")
	if post, _ := tb.last(); !strings.Contains(post, "count=2") {
		t.Errorf("last post %q", post)
	}
}

func TestRefusedShowsTheMistakeInPlace(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("refused")
	tb.do(chromedp.Click(chromedp.CSS("#c-99a-inc")))
	tb.until(`document.querySelector("#c-99a-error")`)
	tb.is(`document.getElementById("c-99a").value`, "4")
	tb.is(`document.getElementById("c-99a").getAttribute("aria-invalid")`, "true")
}

func TestOvertakenShowsBothVersions(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("overtaken")
	tb.do(chromedp.Click(chromedp.CSS("#c-99a-inc")))
	tb.until(`document.querySelector("#x-99")`)
	tb.is(`document.activeElement.id`, "x-99")
}

func TestFailureKeepsWhatWasTyped(t *testing.T) {
	for how, words := range map[string]string{"broken": "系统出错", "signed-out": "登录已过期"} {
		tb := open(t, browser(t), "/", 1366)
		tb.aim(how)
		tb.do(chromedp.Click(chromedp.CSS("#c-99a-inc")))
		tb.until(`document.querySelector("#i-99-save").textContent.includes("` + words + `")`)
		tb.is(`document.getElementById("c-99a").value`, "4")
		tb.is(`document.querySelector("h1").textContent`, "年度自评")
	}
}

func TestLostNetworkAndRetry(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	// What replaces this command differs between the Chromiums that people have.
	conditions := cdp.Command[network.OverrideNetworkStateParams, cdp.Empty]{Method: "Network.emulateNetworkConditions"}
	offline := func(on bool) {
		t.Helper()
		params := network.OverrideNetworkStateParams{Offline: on, DownloadThroughput: -1, UploadThroughput: -1}
		if _, err := chromedp.Call(tb.ctx, conditions, params); err != nil {
			t.Fatal(err)
		}
	}
	offline(true)
	tb.until(`!document.getElementById("offline").hidden`)
	tb.do(chromedp.Click(chromedp.CSS("#c-99a-inc")))
	tb.until(`document.querySelector("#i-99-save").textContent.includes("没有保存：网络中断，文字还在，恢复后点重试")`)
	tb.is(`document.getElementById("c-99a").value`, "4")
	offline(false)
	tb.until(`document.getElementById("offline").hidden`)
	tb.do(chromedp.Click(chromedp.CSS("#i-99-save [data-retry]")))
	tb.until(saved)
	if post, n := tb.last(); n != 1 || !strings.Contains(post, "count=4") {
		t.Errorf("%d posts, last %q", n, post)
	}
}

// The pointer rests on what was just chosen; the words must stay readable there.
func TestChosenUnderThePointer(t *testing.T) {
	tb := open(t, browser(t), "/controls", 1366)
	tb.do(chromedp.Click(chromedp.CSS(".seg input:enabled:not(:checked)")))
	tb.until(`document.querySelector(".seg input:checked:hover + label")`)
	const look = `getComputedStyle(document.querySelector(".seg input:checked:hover + label"))`
	tb.is(look+".color", "rgb(255, 255, 255)")
	if back := tb.js(look + ".backgroundColor"); back != "rgb(28, 87, 154)" && back != "rgb(179, 32, 31)" {
		t.Errorf("white words on %s", back)
	}
}

func TestKeys(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	tb.do(chromedp.KeyEvent("j"))
	tb.is(`document.activeElement.closest("[data-card]").id`, "i-24")
	tb.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	tb.is(`document.activeElement.closest("[data-card]").id`, "i-26")
	tb.do(chromedp.KeyEvent("r"))
	tb.is(`document.activeElement.id`, "c-99b")
	tb.js(`document.getElementById("c-99b").value = ""`) // the driver types the r as well
	// In a text the keys are letters again, and Escape leads out of it.
	tb.do(chromedp.KeyEvent("j"))
	tb.is(`document.getElementById("c-99b").value`, "j")
	tb.do(chromedp.KeyEvent(kb.Escape))
	tb.is(`document.activeElement.tagName`, "BODY")
}

func TestReasonsUsedBefore(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	tb.do(chromedp.Click(chromedp.CSS("[data-fill=c-99b]")))
	tb.is(`document.getElementById("c-99b").value`, "补记不予认定")
}

func TestFilesAreCheckedBeforeSending(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.aim("kept")
	drop := func(name string, bytes string) string {
		return `(drop => { const d = new DataTransfer(); d.items.add(new File([new Uint8Array(` + bytes + `)], "` + name + `"));
			drop.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: d}));
			return drop.querySelector("input").files.length + drop.querySelector("[data-drop-error]").textContent; })(document.querySelector("#i-24 [data-drop]"))`
	}
	tb.is(drop("签到表.pdf", "1000"), "1")
	// 30 MiB against a limit of 20 MiB.
	tb.is(drop("名册.xlsx", "31457280"), "0“名册.xlsx”有 30 MB，每个不能超过 20 MB")
	tb.is(drop("宏.exe", "10"), "0“宏.exe”的格式不收")
}

// A count that nobody gave is empty; the first press of + makes it 1, and that is what is posted.
func TestFirstPressAnswers(t *testing.T) {
	tb := open(t, browser(t), "/", 360)
	tb.aim("kept")
	tb.is(`document.getElementById("c-26b").value`, "")
	tb.do(chromedp.Click(chromedp.CSS("#c-26b-inc")))
	tb.until(`!document.getElementById("c-26b")`) // the gallery answers with another card
	if post, n := tb.last(); n != 1 || !strings.Contains(post, "actual=1") || !strings.Contains(post, "expected=15") {
		t.Errorf("%d posts, last %q", n, post)
	}
}

func TestPlainFormIsSentOnce(t *testing.T) {
	tb := open(t, browser(t), "/review", 1366)
	tb.until(`document.documentElement.classList.contains("js")`)
	tb.js(`(f => { f.requestSubmit(); f.requestSubmit(); return ""; })(document.getElementById("f-why"))`)
	tb.do(chromedp.WaitVisible(chromedp.CSS("#i-24")))
	if _, n := tb.last(); n != 1 {
		t.Errorf("%d posts", n)
	}
}

// Without script the button is there, the stepper's buttons are not, and the form posts.
func TestWithoutScript(t *testing.T) {
	ctx := browser(t)
	tb := open(t, ctx, "/signin", 1366)
	off := emulation.SetScriptExecutionDisabledParams{Value: true}
	if _, err := chromedp.Call(tb.ctx, emulation.SetScriptExecutionDisabled, off); err != nil {
		t.Fatal(err)
	}
	tb.do(chromedp.Navigate(tb.site + "/"))
	tb.is(`getComputedStyle(document.querySelector("#c-99a-inc")).display`, "none")
	tb.is(`getComputedStyle(document.querySelector("#f-99a .no-script")).visibility`, "visible")
	tb.keep("/without-script", 1366)
	tb.do(chromedp.Click(chromedp.CSS("#f-99a .no-script")))
	for wait := time.Now().Add(5 * time.Second); time.Now().Before(wait); time.Sleep(10 * time.Millisecond) {
		if _, n := tb.last(); n > 0 {
			break
		}
	}
	if post, n := tb.last(); n != 1 || !strings.Contains(post, "count=3") {
		t.Errorf("%d posts, last %q", n, post)
	}
}
