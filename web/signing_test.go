package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/web/page"
)

// formOf takes the form that is posted to an address from a page, with what its
// fields hold.
func formOf(t *testing.T, body, action string) url.Values {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	var form url.Values
	list := "" // the select that is being read
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			t.Fatalf("the page has no form to %s", action)
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			attr := map[string]string{}
			for _, a := range tag.Attr {
				attr[a.Key] = a.Val
			}
			_, checked := attr["checked"]
			_, selected := attr["selected"]
			switch {
			case tag.Data == "form" && attr["action"] == action && attr["method"] == "post":
				form = url.Values{}
			case form != nil && tag.Data == "input" && (checked || attr["type"] != "radio" && attr["type"] != "checkbox"):
				form.Add(attr["name"], attr["value"])
			case tag.Data == "select":
				list = attr["name"]
			case form != nil && tag.Data == "option" && selected:
				form.Add(list, attr["value"])
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "form" && form != nil {
				return form
			}
		}
	}
}

// actor is an account as it acts through the use cases.
func (c *city) actor(t *testing.T, account string) access.Actor {
	t.Helper()
	a, err := c.Actor(context.Background(), account, day(2026, 12, 20))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// reviewed brings a branch of the finance bureau to the point where it can be
// signed, and returns its assessment.
func (c *city) reviewed(t *testing.T, branch, secretary string) int64 {
	t.Helper()
	ctx := context.Background()
	a := c.of(t, branch)
	err := assess.New(c.server.desk).Submit(ctx, c.actor(t, secretary), assess.Submit{Assessment: a.ID, Key: branch + "submit", Version: a.Version, LeftKnowingly: true})
	if err != nil {
		t.Fatal(err)
	}
	review, reviewer := examine.New(c.server.desk), c.actor(t, "chenjing")
	v, err := review.View(ctx, reviewer, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range v.Items {
		if _, err := review.Agree(ctx, reviewer, a.ID, branch+it.Code, it.Code, map[string]int{}); err != nil {
			t.Fatalf("%s: %v", it.Code, err)
		}
	}
	return a.ID
}

// signed checks how many verifications are signed, and that each signature is in
// the log with the digest of what was signed.
func (c *city) signed(t *testing.T, id int64, want int64) {
	t.Helper()
	for what, sql := range map[string]string{
		"state":     `select count(*) from assessment where id = $1 and state = 'verified'`,
		"acts":      `select count(*) from act where assessment_id = $1 and level = 'sign'`,
		"log lines": `select count(*) from audit_entry where object_kind = 'assessment' and object_id = $1 and action = 'assessment.sign' and outcome = 'done' and length(detail ->> 'digest') = 64`,
	} {
		if got := c.number(t, sql, id); got != want {
			t.Errorf("%s of a signature: %d, want %d", what, got, want)
		}
	}
}

const asksPassword = `name="password" type="password"`

func TestASignatureSoonAfterSigningInAsksForNoPassword(t *testing.T) {
	c := newCity(t)
	id := c.reviewed(t, "CZ-03", "cz-03")
	b := c.signIn(t, "zhaogang")
	c.clock.add(5 * 60)
	body := b.get(t, page.ReviewSignURL(id), http.StatusOK)
	if strings.Contains(body, asksPassword) {
		t.Error("the password is asked for within five minutes of signing in")
	}
	answers(t, b.do(t, "POST", page.ReviewSignURL(id), formOf(t, body, page.ReviewSignURL(id)), nil), http.StatusSeeOther)
	c.signed(t, id, 1)
}

func TestASignatureAfterFiveMinutesNeedsThePassword(t *testing.T) {
	c := newCity(t)
	id := c.reviewed(t, "CZ-03", "cz-03")
	sign := page.ReviewSignURL(id)
	b := c.signIn(t, "zhaogang")
	open := formOf(t, b.get(t, sign, http.StatusOK), sign) // and goes for tea
	c.clock.add(5*60 + 1)

	body := answers(t, b.do(t, "POST", sign, open, nil), http.StatusUnprocessableEntity, asksPassword, "已超过 5 分钟")
	c.signed(t, id, 0)

	form := formOf(t, body, sign)
	form.Set(page.PasswordField, "not the password")
	body = answers(t, b.do(t, "POST", sign, form, nil), http.StatusUnprocessableEntity, asksPassword, "密码不正确")
	if strings.Contains(body, "not the password") {
		t.Error("the password is handed back")
	}
	c.signed(t, id, 0)

	before, elsewhere := b.cookie.Value, b.token(t)
	form = formOf(t, body, sign)
	form.Set(page.PasswordField, testPassword)
	answers(t, b.do(t, "POST", sign, form, nil), http.StatusSeeOther)
	c.signed(t, id, 1)

	if b.cookie.Value == before {
		t.Error("the session goes on under the same token")
	}
	answers(t, b.do(t, "POST", page.NoticesRemindURL, url.Values{page.TokenField: {elsewhere}}, nil), http.StatusSeeOther) // a form in another window
	old := &client{handler: c.handler, cookie: &http.Cookie{Name: b.cookie.Name, Value: before}}
	answers(t, old.do(t, "GET", page.HomeURL, nil, nil), http.StatusSeeOther)
	if b.get(t, page.HomeURL, http.StatusOK); c.number(t, `select count(*) from audit_entry where action = 'session.prove' and outcome = 'refused'`) != 1 {
		t.Error("the wrong password is not in the log")
	}
	if n := c.number(t, `select count(*) from idempotency where key like '%' || $1 || '%'`, testPassword); n != 0 {
		t.Error("the password is kept with the form's key")
	}
}

func TestWhatIsSignedIsWhatWasSeen(t *testing.T) {
	c := newCity(t)
	one, other := c.reviewed(t, "CZ-03", "cz-03"), c.reviewed(t, "CZ-04", "cz-04")
	b := c.signIn(t, "zhaogang")
	form := formOf(t, b.get(t, page.ReviewSignURL(one), http.StatusOK), page.ReviewSignURL(one))
	for _, digest := range []string{"", strings.Repeat("0", 64), formOf(t, b.get(t, page.ReviewSignURL(other), http.StatusOK), page.ReviewSignURL(other)).Get(page.DigestField)} {
		form.Set(page.DigestField, digest)
		answers(t, b.do(t, "POST", page.ReviewSignURL(one), form, nil), http.StatusConflict, "没有签署")
	}
	c.signed(t, one, 0)
}

// Five wrong passwords lock the account: for signing, and for signing in.
func TestWrongPasswordsOfASignatureLockTheAccount(t *testing.T) {
	c := newCity(t)
	id := c.reviewed(t, "CZ-03", "cz-03")
	sign := page.ReviewSignURL(id)
	b := c.signIn(t, "zhaogang")
	c.clock.add(5*60 + 1)
	for i := range 6 {
		form := formOf(t, b.get(t, sign, http.StatusOK), sign)
		word := "密码不正确"
		form.Set(page.PasswordField, "wrong password "+strconv.Itoa(i))
		if i == 5 {
			form.Set(page.PasswordField, testPassword)
			word = "请 15 分钟后再试"
		}
		answers(t, b.do(t, "POST", sign, form, nil), http.StatusUnprocessableEntity, asksPassword, word)
	}
	c.signed(t, id, 0)
	door := &client{handler: c.handler}
	answers(t, door.do(t, "POST", page.SignInURL, url.Values{"account": {"zhaogang"}, "password": {testPassword}}, nil), http.StatusForbidden, "请 15 分钟后再试")
	c.clock.add(15*60 + 1)
	form := formOf(t, b.get(t, sign, http.StatusOK), sign)
	form.Set(page.PasswordField, testPassword)
	answers(t, b.do(t, "POST", sign, form, nil), http.StatusSeeOther)
	c.signed(t, id, 1)
}

// A second click sends the same form with the old token while the first still
// runs, or just after; it acts once, and the person stays signed in.
func TestASigningFormClickedTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	id := c.reviewed(t, "CZ-03", "cz-03")
	sign := page.ReviewSignURL(id)
	b := c.signIn(t, "zhaogang")
	c.clock.add(5*60 + 1)
	form := formOf(t, b.get(t, sign, http.StatusOK), sign)
	form.Set(page.PasswordField, testPassword)
	clicks := []*client{{handler: c.handler, cookie: b.cookie}, {handler: c.handler, cookie: b.cookie}}
	for _, click := range clicks {
		answers(t, click.do(t, "POST", sign, form, nil), http.StatusSeeOther)
	}
	c.signed(t, id, 1)
	clicks[1].get(t, page.HomeURL, http.StatusOK)
	if n := c.number(t, `select count(*) from session where ended_at is null and expires_at > $1`, c.clock.now()); n != 1 {
		t.Errorf("%d tokens are good, want the last one only", n)
	}
}

// The use case itself refuses who has not proved who they are, whatever the page
// before it did.
func TestASignatureIsRefusedWhereverItComesFrom(t *testing.T) {
	c := newCity(t)
	id := c.reviewed(t, "CZ-03", "cz-03")
	review, actor := examine.New(c.server.desk), c.actor(t, "zhaogang")
	v, err := review.View(context.Background(), actor, id)
	if err != nil {
		t.Fatal(err)
	}
	actor.ProvenAt = c.clock.now().Add(-access.ProofLife - 1)
	err = review.Sign(context.Background(), actor, examine.Sign{Assessment: id, Key: "k", Version: v.Version, Digest: v.Digest()})
	if wrong, ok := page.Wrong(err); !ok || wrong["password"] == "" {
		t.Errorf("refused with %v, want a mistake in the password", err)
	}
	if app.Proven(access.Actor{}, c.clock.now()) == nil {
		t.Error("nobody counts as proven")
	}
	c.signed(t, id, 0)
}

// Five minutes after signing in, each form that signs asks for the password, on
// the page itself; without it nothing is done, and what was typed is kept.
func TestEveryFormThatSignsAsksForThePassword(t *testing.T) {
	c := newYear(t)
	li, an := c.signIn(t, "lishan"), c.signIn(t, "anquan")
	draw := c.publishes(t, li)
	at := c.organisation(t, "CZ-02")
	appoint := page.AppointAtURL(at) + "&q=" + url.QueryEscape("周洁")
	end := page.EndAppointmentURL(c.number(t, `select min(id) from appointment where role = 'branch_clerk'`))
	c.clock.add(5*60 + 1)
	for _, x := range []struct {
		b            *client
		page, action string
		field, typed string
		untouched    string // a query for how often the act was done
		asks         bool
	}{
		{li, draw, draw + "/seed", "seed", drawSeed, `select count(*) from audit_entry where action = 'draw.enter_seed' and object_id = (select max(id) from draw) and outcome = 'done'`, true},
		{an, appoint, page.NewAppointmentURL, "from", "2026-12-21", `select count(*) from appointment where lower(period) = '2026-12-21'`, true},
		{an, end, end, "", "", `select count(*) from audit_entry where action = 'appointment.manage' and detail ->> 'change' = 'end'`, false},
	} {
		form := formOf(t, answers(t, x.b.do(t, "GET", x.page, nil, nil), http.StatusOK), x.action)
		if _, asked := form[page.PasswordField]; asked != x.asks {
			t.Errorf("%s asks for the password: %v", x.page, asked)
		}
		if x.field != "" {
			form.Set(x.field, x.typed)
		}
		if x.action == page.NewAppointmentURL {
			form.Set("role", "branch_clerk")
		}
		if !x.asks { // the password has just been given for another form
			answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusSeeOther)
			continue
		}
		for _, password := range []string{"", "not the password"} {
			form.Set(page.PasswordField, password)
			body := answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusUnprocessableEntity, asksPassword)
			if !strings.Contains(body, `value="`+x.typed+`"`) || password != "" && strings.Contains(body, password) {
				t.Errorf("%s: what was typed is lost, or the password handed back", x.action)
			}
			if n := c.number(t, x.untouched); n != 0 {
				t.Errorf("%s acted with the password %q", x.action, password)
			}
		}
		form.Set(page.PasswordField, testPassword)
		answers(t, x.b.do(t, "POST", x.action, form, nil), http.StatusSeeOther)
		if n := c.number(t, x.untouched); n != 1 {
			t.Errorf("%s acted %d times, want once", x.action, n)
		}
	}
}

// Whoever sits down at somebody's screen must not try passwords without end.
func TestWrongOldPasswordsLockTheAccountToo(t *testing.T) {
	c := newCity(t)
	b := c.signIn(t, "zhaogang")
	change := func(old string) *http.Response {
		return b.post(t, page.PasswordURL, "old", old, "new", "一句好记的新密码 7", "again", "一句好记的新密码 7")
	}
	for i := range 5 {
		answers(t, change("wrong password "+strconv.Itoa(i)), http.StatusUnprocessableEntity, "原密码不正确")
	}
	answers(t, change(testPassword), http.StatusUnprocessableEntity, "请 15 分钟后再试")
	c.clock.add(15*60 + 1)
	answers(t, change(testPassword), http.StatusSeeOther)
	if n := c.number(t, `select count(*) from audit_entry where action = 'password.change' and outcome = 'refused'`); n != 6 {
		t.Errorf("%d refusals in the log, want 6", n)
	}
}
