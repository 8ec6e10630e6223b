package sampling

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// LineError is a line of a published file that cannot be taken.
type LineError struct {
	Line    int    // counted from 1
	Message string // plain Chinese: what is wrong and what to do
}

// Error names the line and tells what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("第 %d 行：%s", e.Line, e.Message) }

// byteOrderMark is refused everywhere, not only in front: it is invisible, and
// two codes that differ by it alone look the same on paper.
const byteOrderMark = "\ufeff"

// readLines cuts a file into lines of exactly so many tab-separated columns, and
// makes something of each by read, which tells what is wrong with it, or nothing.
// It is strict, because a digest stands for one sequence of bytes only: a
// reader that forgave a CR or a missing last LF would let two files that look
// the same carry different digests. An empty file has no lines. What is made
// shares the memory of the file; the cells are good until read returns.
func readLines[T any](file string, columns int, read func(read []T, cells []string) (T, string)) ([]T, error) {
	list := make([]T, 0, strings.Count(file, "\n"))
	cells := make([]string, 0, columns+1)
	for number := 1; file != ""; number++ {
		line, rest, ended := strings.Cut(file, "\n")
		if !ended {
			return nil, &LineError{number, "文件最后一行没有以换行符（LF）结尾，请补上换行符"}
		}
		if message := lineFault(line); message != "" {
			return nil, &LineError{number, message}
		}
		if cells = split(cells[:0], line); len(cells) != columns {
			return nil, &LineError{number, fmt.Sprintf("应有 %d 列并以制表符分隔，实有 %d 列", columns, len(cells))}
		}
		one, message := read(list, cells)
		if message != "" {
			return nil, &LineError{number, message}
		}
		list, file = append(list, one), rest
	}
	return list, nil
}

// split appends the tab-separated cells of a line.
func split(cells []string, line string) []string {
	for {
		cell, rest, more := strings.Cut(line, "\t")
		if cells = append(cells, cell); !more {
			return cells
		}
		line = rest
	}
}

// lineFault tells what is wrong with the bytes of a line, or nothing.
func lineFault(line string) string {
	switch {
	case !utf8.ValidString(line):
		return "不是 UTF-8 编码，请另存为 UTF-8"
	case strings.Contains(line, byteOrderMark):
		return "含有字节顺序标记（BOM），请另存为不带 BOM 的 UTF-8"
	case strings.IndexByte(line, '\r') >= 0:
		return "含有回车符（CR），换行只能用 LF"
	}
	return ""
}

// orderFault tells why code may not follow what was read before, or nothing.
// Codes rise strictly, compared byte by byte.
func orderFault[T any](before []T, codeOf func(T) string, code string) string {
	if code == "" {
		return "编码为空"
	}
	if len(before) == 0 {
		return ""
	}
	previous := codeOf(before[len(before)-1])
	switch {
	case previous < code:
		return ""
	case previous == code:
		return fmt.Sprintf("编码 %q 重复", code)
	}
	return fmt.Sprintf("编码 %q 应排在 %q 之前，请按编码的字节顺序排列", code, previous)
}
