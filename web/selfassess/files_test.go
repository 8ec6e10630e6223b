package selfassess_test

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"baolei/web/page"
)

func pdf(text string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< /Title (" + text + ") >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (c *city) evidence(t *testing.T, item string) (ids []int64) {
	t.Helper()
	rows, err := c.pool.Query(t.Context(), `select id from evidence where item = $1 order by id`, item)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func TestEvidenceIsKeptOnceAndServedSafely(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	large := pdf(strings.Repeat("会议记录", 100_000)) // more than four chunks
	wang.want(wang.upload(page.SelfFilesURL(id, "B2.4"), wang.token(), map[string][]byte{"7月 会议照片.png": picture(t, 30, 20), "签到表.pdf": large}), http.StatusSeeOther)
	wang.want(wang.get(page.SelfAreaURL(id, "B2")), http.StatusOK, "7月 会议照片.png", "签到表.pdf", "1.1 MB")
	for _, e := range c.evidence(t, "B2.4") {
		resp := wang.get(page.EvidenceURL(id, e))
		body := []byte(text(t, resp))
		h := resp.Header
		if h.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "private, no-store" {
			t.Errorf("headers %v", h)
		}
		switch h.Get("Content-Type") {
		case "application/pdf":
			if !bytes.Equal(body, large) || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename*=utf-8''") {
				t.Errorf("%d bytes, %s", len(body), h.Get("Content-Disposition"))
			}
		case "image/png":
			if c, err := png.DecodeConfig(bytes.NewReader(body)); err != nil || c.Width != 30 || !strings.HasPrefix(h.Get("Content-Disposition"), "inline;") {
				t.Errorf("%+v, %v, %s", c, err, h.Get("Content-Disposition"))
			}
		default:
			t.Errorf("type %s", h.Get("Content-Type"))
		}
		for account, status := range map[string]int{"chenjing": 200, "lishan": 200, "cz-01": 404, "jy-kaohe": 404, "sunli": 404, "zhoujie": 403, "shenji": 403} {
			who := c.signIn(t, account)
			if resp := who.get(page.EvidenceURL(id, e)); resp.StatusCode != status {
				t.Errorf("%s: %d, want %d", account, resp.StatusCode, status)
			}
		}
	}
	other := c.assessment(t, "CZ-01")
	cz01 := c.signIn(t, "cz-01")
	cz01.want(cz01.get(page.EvidenceURL(other, c.evidence(t, "B2.4")[0])), http.StatusNotFound)
	cz01.want(cz01.upload(page.SelfFilesURL(other, "B1.1"), cz01.token(), map[string][]byte{"同一份.pdf": large}), http.StatusSeeOther)
	if n := c.count(t, `select count(*) from file`); n != 2 {
		t.Errorf("%d files are kept, want 2: the same content once", n)
	}
}

func TestEvidenceMovesBetweenItems(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	wang.want(wang.upload(page.SelfFilesURL(id, "B2.4"), wang.token(), map[string][]byte{"记录.pdf": pdf("1")}), http.StatusSeeOther)
	first := c.evidence(t, "B2.4")[0]
	wang.want(wang.get(page.SelfAreaURL(id, "B1")), http.StatusOK, "用已有文件", "2.4 记录.pdf")
	form := func(pairs ...string) url.Values {
		v := url.Values{page.TokenField: {wang.token()}}
		for i := 0; i+1 < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	wang.want(wang.post(page.SelfReuseURL(id, "B1.1"), form("evidence", "")), http.StatusUnprocessableEntity, "请先选择一个文件")
	wang.want(wang.post(page.SelfReuseURL(id, "B1.1"), form("evidence", itoa(first))), http.StatusSeeOther)
	wang.want(wang.post(page.SelfReuseURL(id, "B1.1"), form("evidence", "999999")), http.StatusNotFound)
	wang.want(wang.post(page.SelfRemoveURL(id, first), form()), http.StatusSeeOther)
	wang.want(wang.post(page.SelfRemoveURL(id, first), form()), http.StatusNotFound)
	if a, b := c.evidence(t, "B2.4"), c.evidence(t, "B1.1"); len(a) != 0 || len(b) != 1 {
		t.Errorf("B2.4 has %d, B1.1 has %d", len(a), len(b))
	}
	wang.want(wang.get(page.EvidenceURL(id, c.evidence(t, "B1.1")[0])), http.StatusOK)
	if n := c.count(t, `select count(*) from audit_entry where action in ('evidence.add', 'evidence.remove')`); n != 3 {
		t.Errorf("%d audit entries, want 3", n)
	}
}

func TestFilesThatAreNotTaken(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	large := append(pdf("x"), bytes.Repeat([]byte(" "), 30<<20)...)
	for name, tt := range map[string]struct {
		item   string
		files  map[string][]byte
		status int
		words  string
	}{
		"a png called pdf":  {"B2.4", map[string][]byte{"通报.pdf": picture(t, 4, 4)}, 422, "内容却是 png 图片"},
		"html":              {"B2.4", map[string][]byte{"a.png": []byte("<html>")}, 422, "认不出"},
		"one of two is bad": {"B2.4", map[string][]byte{"好的.pdf": pdf("1"), "坏的.png": []byte("x")}, 422, "“坏的.png”没有上传"},
		"30 MB":             {"B2.4", map[string][]byte{"大.pdf": large}, 413, "超过 20 MB"},
		"nothing":           {"B2.4", nil, 422, "请先选择文件"},
		"unknown item":      {"B9.9", map[string][]byte{"a.pdf": pdf("1")}, 404, "没有找到"},
	} {
		body := wang.want(wang.upload(page.SelfFilesURL(id, tt.item), wang.token(), tt.files), tt.status, tt.words)
		if tt.status != 404 && !strings.Contains(body, "主题党日") {
			t.Errorf("%s: the page did not come back", name)
		}
		partial := wang.with()
		partial.want(partial.upload(page.SelfFilesURL(id, tt.item), wang.token(), tt.files), tt.status, tt.words)
	}
	stranger := c.signIn(t, "cz-01")
	stranger.want(stranger.upload(page.SelfFilesURL(id, "B2.4"), stranger.token(), map[string][]byte{"a.pdf": pdf("1")}), http.StatusNotFound)
	wang.want(wang.do("POST", page.SelfFilesURL(id, "B2.4"), "application/x-www-form-urlencoded", strings.NewReader("file=x")), http.StatusUnprocessableEntity)
	if n := c.count(t, `select count(*) from evidence`) + c.count(t, `select count(*) from file`); n != 0 {
		t.Errorf("%d rows were kept", n)
	}
}

func TestAnUploadSentTwiceActsOnce(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	token := wang.token()
	var wait sync.WaitGroup
	for range 5 {
		wait.Go(func() {
			wang.upload(page.SelfFilesURL(id, "B2.4"), token, map[string][]byte{"记录.pdf": pdf("1")})
		})
	}
	wait.Wait()
	if n := len(c.evidence(t, "B2.4")); n != 1 {
		t.Errorf("%d files, want 1", n)
	}
	wang.want(wang.upload(page.SelfFilesURL(id, "B2.4"), token, map[string][]byte{"另一份.pdf": pdf("2")}), http.StatusSeeOther)
	if n := len(c.evidence(t, "B2.4")); n != 2 {
		t.Errorf("another file in the same form: %d files, want 2", n)
	}
}

func TestAnAssessmentHoldsSoMuch(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	person := c.actor(t, "wangming").Person
	for i := range 10 { // 10 × 20 MB
		digest := strings.Repeat("0", 63) + string(rune('0'+i))
		if _, err := c.pool.Exec(t.Context(), `insert into file (digest, size, media_type, created_at) values ($1, 20971520, 'application/pdf', now())`, digest); err != nil {
			t.Fatal(err)
		}
		if _, err := c.pool.Exec(t.Context(), `insert into evidence (assessment_id, item, level, digest, name, added_by, added_at) values ($1, 'B1.1', 'self', $2, 'a.pdf', $3, now())`, id, digest, person); err != nil {
			t.Fatal(err)
		}
	}
	wang.want(wang.upload(page.SelfFilesURL(id, "B2.4"), wang.token(), map[string][]byte{"记录.pdf": pdf("1")}), http.StatusUnprocessableEntity, "200 MB 上限")
}

// Over a real connection too, the answer arrives: the form is read to its end.
func TestAFormTooLargeIsAnsweredOverTheWire(t *testing.T) {
	c := newCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming")
	server := httptest.NewServer(c.handler)
	defer server.Close()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", "大.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(bytes.Repeat([]byte("%PDF-1.7\n"), 4<<20)); err != nil { // 36 MiB
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+page.SelfFilesURL(id, "B2.4"), &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.AddCookie(wang.cookie)
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read to its end
	wang.want(resp, http.StatusRequestEntityTooLarge, "超过 20 MB", "主题党日")
}
