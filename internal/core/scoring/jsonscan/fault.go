package jsonscan

import "fmt"

// Reason is why a text is not accepted.
type Reason uint8

// The reasons.
const (
	Syntax Reason = iota
	InvalidUTF8
	LoneSurrogate
	RepeatedKey
	TooLong
)

// Fault tells what is wrong with a text, and at which byte, counted from 0.
type Fault struct {
	Reason Reason
	Offset int
}

// Error says in Chinese what is wrong and where, bytes counted from 1.
func (f *Fault) Error() string {
	at := f.Offset + 1
	switch f.Reason {
	case InvalidUTF8:
		return fmt.Sprintf("第 %d 字节处不是 UTF-8 编码，请以 UTF-8 保存", at)
	case LoneSurrogate:
		return fmt.Sprintf("第 %d 字节处的 \\u 转义不成对，请写出完整的字符", at)
	case RepeatedKey:
		return fmt.Sprintf("第 %d 字节处的键重复出现，请只保留一个", at)
	case TooLong:
		return "内容太长，请分开提交"
	default:
		return fmt.Sprintf("第 %d 字节处不合 JSON 语法，请检查括号、引号和逗号", at)
	}
}

func (d *Document) fail(r Reason, offset int) { d.fault = Fault{r, offset} }
