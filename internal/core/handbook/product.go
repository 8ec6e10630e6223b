package handbook

import "baolei/internal/core/record"

// Product is a kind of record that a flow produces: the table it stands in, and
// within it the kind, where the table has kinds.
type Product struct {
	Kind record.Kind
	Code string
	Name string
}

// Products returns every record that a flow can name.
func Products() []Product {
	var list []Product
	list = kinds(list, record.ActivityRecord, record.ActivityKinds())
	list = kinds(list, record.PlanRecord, record.PlanKinds())
	list = kinds(list, record.RuleRecord, record.RuleKinds())
	return append(list, Product{record.HonourRecord, "", "荣誉成果"}, Product{record.DuesRecord, "", "党费"}, Product{record.TermRecord, "", "换届"},
		Product{record.SeatRecord, "", "班子成员"}, Product{record.MemberRecord, "", "党员名册"}, Product{record.TransferRecord, "", "组织关系转接"},
		Product{record.SanctionRecord, "", "党纪处分"})
}

func kinds(list []Product, kind record.Kind, named []record.Named) []Product {
	for _, n := range named {
		list = append(list, Product{kind, n.Code, n.Chinese})
	}
	return list
}

// ProductNamed finds a product by its words.
func ProductNamed(name string) (Product, bool) {
	for _, p := range Products() {
		if p.Name == name {
			return p, true
		}
	}
	return Product{}, false
}

// ProductOf finds a product by its table and kind.
func ProductOf(kind record.Kind, code string) (Product, bool) {
	for _, p := range Products() {
		if p.Kind == kind && p.Code == code {
			return p, true
		}
	}
	return Product{}, false
}

func productNames() []string {
	var names []string
	for _, p := range Products() {
		names = append(names, p.Name)
	}
	return names
}
