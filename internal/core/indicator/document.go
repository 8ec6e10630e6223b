package indicator

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"sort"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// document is the first document of a YAML text, nil after a fault of syntax or
// in an empty text. A second document is a problem, but hides none of the first.
func (r *report) document(text []byte) *yaml.Node {
	docs, err := documents(text)
	switch {
	case err != nil:
		r.add(place{line: faultLine(text, err)}, "不合 YAML 语法：%s", faultWords(err))
		return nil
	case len(docs) == 0 || len(docs[0].Content) == 0:
		r.add(place{line: 1}, "文件是空的，请以内置指标体系为底稿（baolei indicators show）")
		return nil
	case len(docs) > 1:
		r.add(place{line: docs[1].Line}, "一个文件只能有一套指标体系，请删去“---”及其后内容")
	}
	return docs[0].Content[0]
}

func documents(text []byte) (docs []*yaml.Node, err error) {
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var doc yaml.Node
		if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
			return docs, nil
		} else if err != nil {
			return nil, err
		}
		docs = append(docs, &doc)
	}
}

var yamlPrefix = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// faultOf is what the YAML library says, without its line.
func faultOf(err error) string { return yamlPrefix.ReplaceAllString(err.Error(), "") }

// maxSearched is the number of bytes up to which the line of a fault is searched
// for, several times what a set has. The search reads the text some ten times.
const maxSearched = 256 << 10

// faultLine is the first line with which the text shows this fault. The library
// itself often names the beginning of the block around it, or no line at all.
func faultLine(text []byte, err error) int {
	if len(text) > maxSearched {
		return statedLine(err)
	}
	fault := faultOf(err)
	var ends []int
	for i, c := range text {
		if c == '\n' {
			ends = append(ends, i+1)
		}
	}
	return 1 + sort.Search(len(ends), func(line int) bool {
		_, err := documents(text[:ends[line]])
		return err != nil && faultOf(err) == fault
	})
}

// statedLine is the line that the YAML library names, 1 without one.
func statedLine(err error) int {
	m := yamlPrefix.FindStringSubmatch(err.Error())
	if m == nil || m[1] == "" {
		return 1
	}
	line, _ := strconv.Atoi(m[1]) // digits by the pattern
	return line
}
