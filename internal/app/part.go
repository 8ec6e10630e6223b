package app

import "baolei/internal/store"

// PartOf makes a dossier that holds no more than one item of an assessment:
// enough to tell where that item stands. Sums and what is missing cannot be
// taken from it.
func PartOf(a Assessment, set *Set, p *store.ItemPart) (*Dossier, error) {
	doc := &Dossier{Assessment: a, Evidence: p.Evidence, Remarks: p.Remarks, findings: p.Findings, entries: p.Entries}
	if err := doc.read(set); err != nil {
		return nil, err
	}
	return doc, doc.SuggestedThen(p.Suggestions)
}
