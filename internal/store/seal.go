package store

// Seal keeps a branch's figures in a cycle from a person who is to spot-check it
// without seeing them. It ends when the check is handed in.
type Seal struct {
	Cycle, Assessment, Branch int64
	Year                      int // of the cycle
	BranchName                string
	Nearest, Committee, Root  int64
}

// Within tells whether what adds up an organisation's branches contains the branch.
func (s Seal) Within(organisation int64) bool {
	return organisation == s.Branch || organisation == s.Nearest || organisation == s.Committee || organisation == s.Root
}

// sealedFrom are the assessments whose figures are sealed from whom the condition
// that follows names by x.person_id.
const sealedFrom = ` from spot_checker x join spot_check s on s.id = x.spot_check_id join draw d on d.id = s.draw_id
	join assessment a on a.id = s.assessment_id join cycle c on c.id = a.cycle_id join organisation o on o.id = a.branch_id
	where x.ended_at is null and s.handed_in_at is null and d.sealed and x.person_id = `

// SealsFrom queues what is sealed from a person, in all cycles, by the branches'
// codes.
func (b *Batch) SealsFrom(person int64, to *[]Seal) {
	b.all(collect(to, func(s *Seal) []any {
		return []any{&s.Cycle, &s.Year, &s.Assessment, &s.Branch, &s.BranchName, &s.Nearest, &s.Committee, &s.Root}
	}), `select a.cycle_id, c.year, a.id, a.branch_id, o.name, a.nearest_id, a.committee_id, a.root_id`+sealedFrom+`$1 order by o.code, c.year`, person)
}
