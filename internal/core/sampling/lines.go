package sampling

import (
	"bytes"
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

// splitLines cuts a file into lines of exactly so many tab-separated columns.
// It is strict, because a digest stands for one sequence of bytes only: a
// reader that forgave a CR or a missing last LF would let two files that look
// the same carry different digests. An empty file has no lines.
func splitLines(file []byte, columns int) ([][]string, error) {
	rows := make([][]string, 0, bytes.Count(file, []byte{'\n'}))
	for number := 1; len(file) > 0; number++ {
		line, rest, ended := bytes.Cut(file, []byte{'\n'})
		if !ended {
			return nil, &LineError{number, "文件最后一行没有以换行符（LF）结尾，请补上换行符"}
		}
		if message := lineFault(line); message != "" {
			return nil, &LineError{number, message}
		}
		row := strings.Split(string(line), "\t")
		if len(row) != columns {
			return nil, &LineError{number, fmt.Sprintf("应有 %d 列并以制表符分隔，实有 %d 列", columns, len(row))}
		}
		rows = append(rows, row)
		file = rest
	}
	return rows, nil
}

// lineFault tells what is wrong with the bytes of a line, or nothing.
func lineFault(line []byte) string {
	switch {
	case !utf8.Valid(line):
		return "不是 UTF-8 编码，请另存为 UTF-8"
	case bytes.Contains(line, []byte(byteOrderMark)):
		return "含有字节顺序标记（BOM），请另存为不带 BOM 的 UTF-8"
	case bytes.IndexByte(line, '\r') >= 0:
		return "含有回车符（CR），换行只能用 LF"
	}
	return ""
}

// orderFault tells why code may not follow previous, or nothing. Codes rise
// strictly, compared byte by byte; the first line has no previous one.
func orderFault(previous, code string, first bool) string {
	switch {
	case code == "":
		return "编码为空"
	case first || previous < code:
		return ""
	case previous == code:
		return fmt.Sprintf("编码 %q 重复", code)
	}
	return fmt.Sprintf("编码 %q 应排在 %q 之前，请按编码的字节顺序排列", code, previous)
}
