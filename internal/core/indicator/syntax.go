package indicator

import "strings"

// syntaxFaults are the YAML library's words for what goes wrong in practice, and
// what to mend. The first that fits is told.
var syntaxFaults = []struct{ says, words string }{
	{"mapping values are not allowed", "这里不该有冒号，多半是上一行没有写完、缩进不齐，或者文字里有“: ”而没有加引号"},
	{"could not find expected ':'", "少了冒号，“名称: 内容”的冒号用半角，后面空一格"},
	{"a tab character", "缩进不能用制表符，请改用空格"},
	{"character that cannot start any token", "这一行的开头是不能单独使用的符号，文字请加引号"},
	{"unexpected end of stream", "引号没有成对"},
	{"did not find expected key", "缩进不齐，同一级的各行要左对齐"},
	{"did not find expected '-'", "缩进不齐，同一级的各行要左对齐，列表各行以“- ”开头"},
	{"did not find expected ',' or '}'", "花括号没有成对，或少了逗号"},
	{"did not find expected ',' or ']'", "方括号没有成对，或少了逗号"},
	{"did not find expected node content", "括号里少了内容"},
	{"block sequence entries are not allowed", "“- ”不能写在这里，列表要另起一行"},
	{"unknown escape character", "双引号里有不认识的“\\”写法，请改用单引号"},
	{"unknown anchor", "“*”引用了没有定义的内容，文字请加引号"},
	{"control characters are not allowed", "文件里有看不见的控制字符，请删去后再交"},
	{"UTF-8", "文件不是 UTF-8 编码，请另存为 UTF-8"},
	{"UTF-16", "文件不是 UTF-8 编码，请另存为 UTF-8"},
	{"exceeded max depth", "层级太深"},
	{"excessive aliasing", "“*”引用太多"},
}

// faultWords tells what to mend, with the library's own words where it says what
// is in no list.
func faultWords(err error) string {
	fault := faultOf(err)
	for _, one := range syntaxFaults {
		if strings.Contains(fault, one.says) {
			return one.words
		}
	}
	return "请检查缩进、冒号和引号（" + fault + "）"
}
