package scorelines

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"baolei/internal/core/scoring"
)

// Count is how many lines were read, and how many of them could not be scored.
type Count struct {
	Lines  int
	Failed int
}

// Run scores the lines of the inputs, one after another, and writes the answers
// in their order. It returns early if an input cannot be read or out not
// written; lines before that are answered.
func Run(t *scoring.Table, inputs []io.Reader, out io.Writer, workers int) (Count, error) {
	p := newPipeline(t, out, max(workers, 1))
	err := p.read(inputs)
	close(p.work)
	close(p.order)
	p.running.Wait()
	return p.count, errors.Join(err, p.writeErr)
}

// pipeline hands batches round: the reader fills one, a worker scores it, the
// writer writes it when its turn has come and gives it back. The number of
// batches bounds the memory.
type pipeline struct {
	free    chan *batch
	work    chan *batch
	order   chan *batch
	running sync.WaitGroup
	broken  atomic.Bool // the writer has failed

	count    Count // the writer's, until it has ended
	writeErr error // likewise
}

func newPipeline(t *scoring.Table, out io.Writer, workers int) *pipeline {
	batches := 2*workers + 2
	p := &pipeline{
		free: make(chan *batch, batches), work: make(chan *batch, batches), order: make(chan *batch, batches),
	}
	for range batches {
		p.free <- newBatch()
	}
	layout := newLayout(t)
	for range workers {
		p.running.Go(func() { p.score(newScorer(t, layout)) })
	}
	p.running.Go(func() { p.write(out) })
	return p
}

func (p *pipeline) read(inputs []io.Reader) error {
	for _, in := range inputs {
		if err := p.readInput(newLineReader(in)); err != nil {
			return fmt.Errorf("读取输入: %w", err)
		}
	}
	return nil
}

// readInput passes a batch on when it is full, and when the next line must be
// waited for, so that nobody who sends line by line waits for an answer.
func (p *pipeline) readInput(lines *lineReader) error {
	for !p.broken.Load() {
		b := <-p.free
		b.reset()
		err := fillBatch(b, lines)
		if len(b.lines) > 0 {
			p.work <- b
			p.order <- b
		} else {
			p.free <- b
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func fillBatch(b *batch, lines *lineReader) error {
	for {
		line, tooLong, err := lines.next()
		if err != nil {
			return err
		}
		b.add(line, tooLong)
		if b.full() || !lines.ready() {
			return nil
		}
	}
}

func (p *pipeline) score(s *scorer) {
	for b := range p.work {
		s.scoreBatch(b)
		b.done <- struct{}{}
	}
}

func (p *pipeline) write(out io.Writer) {
	for b := range p.order {
		<-b.done
		p.count.Lines += len(b.lines)
		p.count.Failed += b.failed
		if p.writeErr == nil {
			if _, err := out.Write(b.out); err != nil {
				p.writeErr = fmt.Errorf("写出结果: %w", err)
				p.broken.Store(true)
			}
		}
		p.free <- b
	}
}
