package store

// The locks of a cycle, in the order in which they are taken: that it is not being
// moved, its row, its assessments. The move of a large cycle takes the first for
// itself, and holds it for as long as it scores all branches anew: everybody else
// is told so at once, as a fault.Unavailable, instead of waiting for a lock that is
// not to be had.

// stays queues that a cycle is not moved to another set until the transaction ends.
func (b *Batch) stays(cycle int64) { b.do(`select cycle_stays($1)`, cycle) }

func (b *Batch) staysOf(assessment int64) {
	b.do(`select cycle_stays(cycle_id) from assessment where id = $1`, assessment)
}

// BeginMove queues that this transaction has a large cycle for itself until it
// ends, to move it to another set.
func (b *Batch) BeginMove(cycle int64) {
	b.do(`select pg_advisory_xact_lock(1128875344, $1::int)`, cycle) // as cycle_stays shares it
}

// HoldCycle queues the locking of a cycle against other moves and draws, until
// the transaction ends. What only refers to it goes on.
func (b *Batch) HoldCycle(cycle int64) {
	b.do(`select id from cycle where id = $1 for no key update`, cycle)
}

// LockCycle queues the locking of a cycle's row, so that two draws of it are
// not published past each other.
func (b *Batch) LockCycle(id int64) {
	b.stays(id)
	b.do(`select id from cycle where id = $1 for update`, id)
}

// LockCycleOf is LockCycle of the cycle of an assessment.
func (b *Batch) LockCycleOf(assessment int64) {
	b.staysOf(assessment)
	b.do(`select id from cycle where id = (select cycle_id from assessment where id = $1) for update`, assessment)
}

// ShareCycle queues that neither a closing nor a move of a cycle begins until
// the transaction ends. Whoever locks assessments and then writes what the
// closing bars asks for it first: closing and moving lock the cycle before the
// assessments, too.
func (b *Batch) ShareCycle(cycle int64) {
	b.stays(cycle)
	b.do(`select id from cycle where id = $1 for share`, cycle)
}

// ShareCycleOf is ShareCycle of the cycle of an assessment.
func (b *Batch) ShareCycleOf(assessment int64) {
	b.staysOf(assessment)
	b.do(`select id from cycle where id = (select cycle_id from assessment where id = $1) for share`, assessment)
}
