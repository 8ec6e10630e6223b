package review

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/page"
	"baolei/web/ui"
)

// Each clause of an item's form carries the version that the person saw, and a
// fingerprint of what stood there. What still has its fingerprint was not
// touched and is not saved, so that two people may work on two clauses of an
// item.
func versionField(clause string) string { return "v-" + clause }
func stoodField(clause string) string   { return "was-" + clause }

func fingerprint(c *indicator.Clause, f scoring.Finding, said bool, reason string) string {
	text := "-"
	if said {
		text = answer.Values(c, f).Encode()
	}
	sum := sha256.Sum256([]byte(text + "\n" + reason))
	return hex.EncodeToString(sum[:6])
}

// carried are the hidden fields of a clause.
func carried(c *indicator.Clause, f app.Finding, said bool) []ui.Hidden {
	list := []ui.Hidden{{Name: versionField(c.Code), Value: strconv.Itoa(f.Version)},
		{Name: stoodField(c.Code), Value: fingerprint(c, f.Said, said, f.Reason)}}
	if said && f.Said.NotApplicable { // its control is not shown
		list = append(list, values(c, f.Said)...)
	}
	return list
}

// values carries an answer along unseen.
func values(c *indicator.Clause, f scoring.Finding) []ui.Hidden {
	var list []ui.Hidden
	for name, value := range answer.Values(c, f) {
		list = append(list, ui.Hidden{Name: name, Value: value[0]})
	}
	return list
}

// readVerdict reads an item's form.
func readVerdict(r *http.Request, item *indicator.Item) (examine.Verdict, error) {
	in := examine.Verdict{Restore: r.PostFormValue("restore"), Done: r.PostFormValue("done") != "", Seen: map[string]int{}}
	for i := range item.Clauses {
		c := &item.Clauses[i]
		version, err := page.Version(r, versionField(c.Code))
		if err != nil {
			return in, err
		}
		in.Seen[c.Code] = version
		if !posted(r, c) || c.Code == in.Restore {
			continue
		}
		f, clear, err := answer.Decode(r, c)
		if err != nil {
			return in, err
		}
		reason := reasonOf(r, c.Code)
		if fingerprint(c, f, !clear, reason) != r.PostFormValue(stoodField(c.Code)) {
			in.Clauses = append(in.Clauses, app.Statement{Finding: f, Clear: clear, Version: version, Reason: reason})
		}
	}
	return in, nil
}

// posted tells whether the form held an answer to the clause: a choice of which
// nothing is chosen posts nothing.
func posted(r *http.Request, c *indicator.Clause) bool {
	for name := range r.PostForm {
		if strings.HasPrefix(name, c.Code+":") {
			return true
		}
	}
	return false
}

// reasonOf reads a reason; browsers post line ends as CRLF.
func reasonOf(r *http.Request, clause string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostFormValue(examine.ReasonField(clause)), "\r\n", "\n"))
}
