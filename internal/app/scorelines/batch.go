package scorelines

// A batch is some lines that one worker scores, and what it writes for them.
type batch struct {
	text   []byte
	lines  []span
	out    []byte
	failed int
	done   chan struct{} // one value when it is scored
}

type span struct {
	from, to int
	tooLong  bool
}

// The bounds of a batch. The answer to a short line is some 200 times its
// length, so that lines are counted besides bytes.
const (
	batchLines = 128
	batchBytes = 256 << 10
)

// keepBytes bounds the memory that a batch keeps after unusual lines.
const keepBytes = 2 << 20

func newBatch() *batch { return &batch{done: make(chan struct{}, 1)} }

func (b *batch) reset() {
	if cap(b.text) > keepBytes {
		b.text = nil
	}
	if cap(b.out) > keepBytes {
		b.out = nil
	}
	b.text, b.lines, b.out, b.failed = b.text[:0], b.lines[:0], b.out[:0], 0
}

func (b *batch) add(line []byte, tooLong bool) {
	from := len(b.text)
	if !tooLong {
		b.text = append(b.text, line...)
	}
	b.lines = append(b.lines, span{from, len(b.text), tooLong})
}

func (b *batch) full() bool {
	return len(b.lines) >= batchLines || len(b.text) >= batchBytes
}
