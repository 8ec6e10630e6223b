package scorelines

import (
	"bytes"
	"errors"
	"io"
)

// MaxLine is the number of bytes that a line may have, without its end.
const MaxLine = 1 << 20

const firstBuffer = 64 << 10

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// lineReader cuts input into lines. CRLF ends a line as LF does, a leading byte
// order mark is skipped, and what follows the last LF is a line if it is not
// empty.
type lineReader struct {
	src        io.Reader
	buf        []byte
	start, end int // what of buf is not yet used
	err        error
	begun      bool
}

func newLineReader(src io.Reader) *lineReader {
	return &lineReader{src: src, buf: make([]byte, firstBuffer)}
}

// next is the next line, valid until the next call. Of a line that is too long
// only that is told. The error is io.EOF at the end of the input.
func (r *lineReader) next() (line []byte, tooLong bool, err error) {
	if !r.begun {
		r.begun = true
		r.skipByteOrderMark()
	}
	for seen := 0; ; {
		rest := r.buf[r.start:r.end]
		if i := bytes.IndexByte(rest[seen:], '\n'); i >= 0 {
			line = rest[:seen+i]
			r.start += len(line) + 1
			line = bytes.TrimSuffix(line, []byte{'\r'})
			return line, len(line) > MaxLine, nil
		}
		seen = len(rest)
		switch {
		case seen > MaxLine+1: // more than a line and the CR that may end it
			return nil, true, r.skipLine()
		case errors.Is(r.err, io.EOF) && seen > 0:
			r.start = r.end
			return rest, seen > MaxLine, nil
		case r.err != nil:
			return nil, false, r.err
		}
		r.fill()
	}
}

// skipLine drops what is left of a line that is too long. That the input ends
// in it is not an error of this line but of the next.
func (r *lineReader) skipLine() error {
	for {
		if i := bytes.IndexByte(r.buf[r.start:r.end], '\n'); i >= 0 {
			r.start += i + 1
			return nil
		}
		r.start = r.end
		if errors.Is(r.err, io.EOF) {
			return nil
		}
		if r.err != nil {
			return r.err
		}
		r.fill()
	}
}

// skipByteOrderMark waits for more only while what is there may become one.
func (r *lineReader) skipByteOrderMark() {
	for r.err == nil && r.end < len(byteOrderMark) && bytes.HasPrefix(byteOrderMark, r.buf[:r.end]) {
		r.fill()
	}
	if bytes.HasPrefix(r.buf[:r.end], byteOrderMark) {
		r.start = len(byteOrderMark)
	}
}

// fill reads once, after making room. The buffer never holds more than one line
// of the greatest length and what ends it.
func (r *lineReader) fill() {
	if r.start > 0 {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	}
	if r.end == len(r.buf) {
		larger := make([]byte, min(2*len(r.buf), MaxLine+2))
		copy(larger, r.buf)
		r.buf = larger
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.err = err
		if n > 0 || err != nil {
			return
		}
	}
	r.err = io.ErrNoProgress
}

// ready tells whether another line can be had without reading.
func (r *lineReader) ready() bool {
	return bytes.IndexByte(r.buf[r.start:r.end], '\n') >= 0
}
