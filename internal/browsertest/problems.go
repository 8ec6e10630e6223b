package browsertest

// reportProblems fails the test for each thing that went wrong in the page.
func (p *Page) reportProblems() {
	p.t.Helper()
	for _, problem := range p.traffic.problems() {
		p.t.Errorf("browsertest: %s", problem)
	}
}

// Problems returns what has gone wrong so far and was not allowed: script
// errors, policy violations, resources that did not load, answers of 500.
func (p *Page) Problems() []string { return p.traffic.problems() }

// AllowProblem lets a problem pass whose text contains the words, for tests in
// which it is meant to happen.
func (p *Page) AllowProblem(words string) {
	p.traffic.mu.Lock()
	defer p.traffic.mu.Unlock()
	p.traffic.allowed = append(p.traffic.allowed, words)
}
