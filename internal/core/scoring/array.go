package scoring

import "baolei/internal/core/scoring/jsonscan"

// AddArray takes the findings of a parsed JSON array in their wire form. Those
// that the table cannot take are left out, and their clauses returned: they were
// stated under another version of the set, in which the clause was there, of
// another kind, or had other options or bounds.
func (s *Sheet) AddArray(doc *jsonscan.Document) (left []string, err *Error) {
	root := doc.Nodes[0]
	if root.Kind != jsonscan.Array {
		return nil, &Error{Code: CodeBadJSON, Message: "评分情况须是一个 JSON 数组，请用 [] 括起"}
	}
	for node := int32(1); node < root.Next; node = doc.Nodes[node].Next {
		if bad := s.AddJSON(doc, node); bad != nil {
			if bad.Code == CodeBadJSON || bad.Clause == "" {
				return nil, bad
			}
			left = append(left, bad.Clause)
		}
	}
	return left, nil
}
