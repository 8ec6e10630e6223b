package scoring

import (
	"errors"
	"fmt"
	"math"
)

// MaxPoints bounds each figure of a set, so that no sum of weights, bounds and
// caps can pass int64.
const MaxPoints = 1_000_000 * Point

// maxParts bounds the numbers of items and clauses, for the same reason.
const maxParts = 10_000

// maxKinds is the number of kinds of branch that a set may have.
const maxKinds = 63

// NewTable compiles a definition. It refuses what could not be scored exactly;
// whether the set makes sense, such as that weights add up, is for package
// indicator to check and to tell with line numbers.
func NewTable(def Definition) (*Table, error) {
	if len(def.Kinds) > maxKinds {
		return nil, fmt.Errorf("支部类型最多 %d 种", maxKinds)
	}
	t := &Table{
		code: def.Code, kinds: def.Kinds, grades: def.Grades,
		byCode: map[string]int32{}, counts: map[uint64]int{},
	}
	for c, limits := range def.Categories {
		t.caps[c] = compileCaps(limits)
	}
	for _, a := range def.Areas {
		if err := t.addArea(a); err != nil {
			return nil, err
		}
	}
	if len(t.clauses) > maxParts {
		return nil, fmt.Errorf("评分点最多 %d 个", maxParts)
	}
	if len(t.grades) == 0 {
		return nil, errors.New("至少要有一个等次")
	}
	for i, g := range t.grades {
		if g.Code == def.VetoGrade {
			t.vetoGrade = i // the lowest without one
		}
	}
	t.codes = newCodes(t.clauses)
	t.countClauses()
	return t, nil
}

func compileCaps(c Caps) caps {
	out := caps{unlimited, unlimited}
	if c.Earned != nil {
		out.earned = *c.Earned
	}
	if c.Lost != nil {
		out.lost = *c.Lost
	}
	return out
}

func (t *Table) addArea(def AreaDefinition) error {
	if def.Category >= categories {
		return fmt.Errorf("项目 %s 的类别不存在", def.Code)
	}
	from := int32(len(t.items))
	for _, it := range def.Items {
		if err := t.addItem(def.Category, it); err != nil {
			return err
		}
	}
	t.areas = append(t.areas, area{
		code: def.Code, category: def.Category, caps: compileCaps(def.Caps),
		from: from, to: int32(len(t.items)),
	})
	return nil
}

func (t *Table) addItem(category Category, def ItemDefinition) error {
	it := item{code: def.Code, limit: unlimited, direction: def.Direction, kinds: t.mask(def.Kinds)}
	switch {
	case def.Weight != nil && def.Limit != nil:
		return fmt.Errorf("%s 有权重分，不能再有封顶分", def.Code)
	case category == Bottom && (def.Weight != nil || def.Direction == Earn):
		return fmt.Errorf("%s 属底线分，只能扣分，且没有权重分", def.Code)
	case category != Bottom && def.Direction == Deduct && def.Weight == nil:
		return fmt.Errorf("%s 要扣分，须有权重分", def.Code)
	case def.Weight != nil:
		it.weight, it.limit, it.hasWeight = *def.Weight, *def.Weight, true
	case def.Limit != nil:
		it.limit = *def.Limit
	}
	if it.limit < 0 || it.weight > MaxPoints {
		return fmt.Errorf("%s 的权重分或封顶分超出范围", def.Code)
	}
	index := int32(len(t.items))
	it.from = int32(len(t.clauses))
	for _, c := range def.Clauses {
		if err := t.addClause(index, it.kinds, c); err != nil {
			return err
		}
	}
	it.to = int32(len(t.clauses))
	t.items = append(t.items, it)
	return nil
}

func (t *Table) mask(kinds []string) uint64 {
	if len(kinds) == 0 {
		return allKinds
	}
	var bits uint64
	for i, k := range t.kinds {
		for _, want := range kinds {
			if k == want {
				bits |= 1 << i
			}
		}
	}
	return bits
}

func (t *Table) addClause(itemIndex int32, kinds uint64, def ClauseDefinition) error {
	if _, twice := t.byCode[def.Code]; twice {
		return fmt.Errorf("评分点 %s 重复", def.Code)
	}
	c := clause{
		code: def.Code, kind: def.Kind, vetoes: bit(def.Kind == Veto), zero: def.Zero, item: itemIndex, kinds: kinds,
		amount: def.Amount, min: def.Min, max: def.Max, step: def.Step,
		from: def.From, flat: def.Flat, options: def.Options,
	}
	if def.Expected != nil {
		c.expected, c.fallback = *def.Expected, true
	}
	if c.kind == Veto {
		c.amount = 0
	}
	if err := c.check(); err != nil {
		return err
	}
	c.most = c.greatestCount()
	index := int32(len(t.clauses))
	t.byCode[def.Code] = index
	t.clauses = append(t.clauses, c)
	if c.vetoes == 1 {
		t.vetoes = append(t.vetoes, index)
	}
	return nil
}

func (c *clause) greatestCount() uint64 {
	switch {
	case c.kind == Once || c.kind == Veto:
		return 1
	case c.amount == 0:
		return math.MaxInt64
	}
	return uint64(math.MaxInt64 / c.amount)
}

func (c *clause) check() error {
	figures := []Points{c.amount, c.min, c.max, c.flat}
	for _, o := range c.options {
		figures = append(figures, o.Amount)
	}
	for _, p := range figures {
		if p < 0 || p > MaxPoints {
			return fmt.Errorf("评分点 %s 的分值须在 0 到 %s 之间", c.code, MaxPoints)
		}
	}
	switch {
	case c.kind < Veto || c.kind > Stepped:
		return fmt.Errorf("评分点 %s 的类型不存在", c.code)
	case c.expected < 0 || c.from < 0:
		return fmt.Errorf("评分点 %s 的次数不能为负", c.code)
	case c.kind == Range && (c.step <= 0 || c.min > c.max):
		return fmt.Errorf("评分点 %s 的幅度不成立", c.code)
	}
	return nil
}

// countClauses counts for each kind of branch the clauses that are for it.
func (t *Table) countClauses() {
	bits := []uint64{allKinds}
	for i := range t.kinds {
		bits = append(bits, 1<<i)
	}
	for _, bit := range bits {
		for i := range t.clauses {
			if t.clauses[i].kinds&bit != 0 {
				t.counts[bit]++
			}
		}
	}
}
