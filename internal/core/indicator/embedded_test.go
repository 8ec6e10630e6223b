package indicator

import "testing"

func TestEmbeddedReads(t *testing.T) {
	s := Embedded()
	t.Log(s.Code, len(s.Areas), s.Table().Clauses())
}
