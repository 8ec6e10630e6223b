package page

import (
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"

	"baolei/web/ui"
)

// kept is what a posted form held that was not saved. The page that says so
// hands it back: whoever works without script has left the page it was typed on,
// and browsers forget what was typed on pages that they may not store.
type kept struct {
	Again *ui.Form // sends the same form once more; nil where that would not help
	Words []string // what was typed in words, to be copied
}

// keep takes up what the form of a failed request held. Passwords are never
// handed back, and neither are files.
func (s *Site) keep(w http.ResponseWriter, r *http.Request, status int) kept {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || err != nil || kind != "application/x-www-form-urlencoded" || r.URL.Path == SignInURL || r.URL.Path == PasswordURL {
		return kept{}
	}
	if err := ReadForm(w, r); err != nil {
		return kept{}
	}
	k := kept{}
	if status == http.StatusServiceUnavailable {
		k.Again = &ui.Form{Action: r.URL.RequestURI()}
	}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == PasswordField {
			continue
		}
		for _, value := range r.PostForm[name] {
			if k.Again != nil {
				k.Again.Hidden = append(k.Again.Hidden, ui.Hidden{Name: name, Value: value})
			}
			if inWords(value) {
				k.Words = append(k.Words, value)
			}
		}
	}
	return k
}

// inWords tells a sentence from what forms carry besides: codes, figures, dates,
// tokens.
func inWords(value string) bool {
	return strings.ContainsFunc(value, func(r rune) bool { return r > 0x7F || r == ' ' })
}
