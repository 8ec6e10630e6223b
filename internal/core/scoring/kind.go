package scoring

// Kind is how a clause turns a finding into an amount.
type Kind uint8

// The kinds of clause. The zero Kind is none of them. The first three multiply
// an amount by a count, of a veto 0 by it.
const (
	_          Kind = iota
	Veto            // no amount: the branch is vetoed
	Once            // amount if it occurred
	PerCase         // amount × count
	PerMissing      // amount × max(0, expected − actual)
	Range           // an amount within bounds, on a step; or 0
	Choice          // the amount of the one option chosen; or none
	Tiers           // Σ amount × count over the options
	Stepped         // amount × count below a bound, from it on a flat amount
)

var kindWords = [...]string{
	Once: "once", PerCase: "per_case", PerMissing: "per_missing", Range: "range",
	Choice: "choice", Tiers: "tiers", Stepped: "stepped", Veto: "veto",
}

// String is the word that indicator sets use for k.
func (k Kind) String() string {
	if int(k) < len(kindWords) && kindWords[k] != "" {
		return kindWords[k]
	}
	return "unknown"
}

// ParseKind reads the word of a kind.
func ParseKind(word string) (Kind, bool) {
	for k, w := range kindWords {
		if w == word && w != "" {
			return Kind(k), true
		}
	}
	return 0, false
}

// Category is one of the three parts of an index.
type Category uint8

// The categories, in the order they are shown.
const (
	Base    Category = iota // 基本分
	Pioneer                 // 先锋分
	Bottom                  // 底线分: what is lost beyond any weight
	categories
)

var categoryWords = [categories]string{"base", "pioneer", "bottom"}

// String is the word that indicator sets use for c.
func (c Category) String() string {
	if c < categories {
		return categoryWords[c]
	}
	return "unknown"
}

// ParseCategory reads the word of a category.
func ParseCategory(word string) (Category, bool) {
	for c, w := range categoryWords {
		if w == word {
			return Category(c), true
		}
	}
	return 0, false
}

// Direction tells whether an item's amounts take points away or add them.
type Direction uint8

// The directions.
const (
	Deduct Direction = iota
	Earn
)

// String is the word that indicator sets use for d.
func (d Direction) String() string {
	if d == Earn {
		return "earn"
	}
	return "deduct"
}
