package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"baolei/web/page"
)

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// handedBack is the form on a page that sends what failed once more.
func handedBack(t *testing.T, body, action string) url.Values {
	t.Helper()
	_, form, there := strings.Cut(body, `action="`+action+`"`)
	if !there || !strings.Contains(form, "再提交一次") {
		t.Fatalf("the page has no form to send again: %s", body)
	}
	form, _, _ = strings.Cut(form, "</form>")
	fields := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
		fields.Add(m[1], html.UnescapeString(m[2]))
	}
	return fields
}

// Without script the page of a failure has taken the place of the one that was
// typed on: it holds the form, and sends it once more with one press.
func TestAFormThatTheDatabaseMissedIsSentAgain(t *testing.T) {
	city, cut := newCutCity(t)
	wang := city.signIn(t, "wangming")
	address := page.SelfURL(city.of(t, "CZ-02").ID) + "/items/B2.4/note"
	const note = `七月因"换届"推迟，<见>纪要`
	for batch := int32(1); batch <= 3; batch++ { // session, read, write
		form := url.Values{page.TokenField: {wang.token(t)}, "version": {string('0' + batch - 1)}, "note": {note + strings.Repeat("。", int(batch))}}
		cut.before.Store(true)
		cut.cutAt.Store(batch)
		resp := wang.do(t, "POST", address, form, nil)
		body := text(t, resp)
		if resp.StatusCode != http.StatusServiceUnavailable || regexp.MustCompile(`<p>[a-z]`).MatchString(body) {
			t.Errorf("batch %d: %d, in words other than Chinese: %s", batch, resp.StatusCode, body)
		}
		if resp := wang.do(t, "POST", address, handedBack(t, body, address), nil); resp.StatusCode != http.StatusSeeOther {
			t.Errorf("batch %d: sent again it answers %d", batch, resp.StatusCode)
		}
		if got := wang.get(t, page.SelfURL(city.of(t, "CZ-02").ID)+"?area=B2", http.StatusOK); !strings.Contains(got, html.EscapeString(form.Get("note"))) {
			t.Errorf("batch %d: the note is not saved", batch)
		}
	}
}

// A form's token goes with its session, so the form cannot be sent again; what
// was typed in words comes back to be copied.
func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	city := newCity(t)
	wang := city.signIn(t, "wangming")
	address, token := page.SelfURL(city.of(t, "CZ-02").ID)+"/items/B2.4/note", wang.token(t)
	wang.do(t, "POST", page.SignOutURL, url.Values{page.TokenField: {token}}, nil)
	form := url.Values{page.TokenField: {token}, "version": {"0"}, "note": {"三月因换届推迟到四月上旬。"}}
	body := answers(t, wang.do(t, "POST", address, form, nil), http.StatusUnauthorized, "三月因换届推迟到四月上旬。", "重新登录")
	if strings.Contains(body, token) {
		t.Error("the page repeats the token")
	}
	again := city.signIn(t, "wangming")
	answers(t, again.do(t, "POST", address, form, nil), http.StatusForbidden, "三月因换届推迟到四月上旬。")
}

// Passwords are never handed back.
func TestAPasswordIsNotHandedBack(t *testing.T) {
	for _, address := range []string{page.PasswordURL, page.SignInURL} {
		city, cut := newCutCity(t)
		wang := city.signIn(t, "wangming")
		form := url.Values{page.TokenField: {wang.token(t)}, "old": {testPassword}, "password": {testPassword}, "new": {"新的 password"}, "again": {"新的 password"}}
		cut.before.Store(true)
		cut.cutAt.Store(1)
		resp := wang.do(t, "POST", address, form, nil)
		if body := text(t, resp); resp.StatusCode != http.StatusServiceUnavailable || strings.Contains(body, "password") {
			t.Errorf("%s: %d: %s", address, resp.StatusCode, body)
		}
	}
}
