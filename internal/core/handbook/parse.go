package handbook

import (
	"strconv"
	"strings"
	"unicode"
)

// Document is a chapter's text in its parts.
type Document struct {
	Sections []Section
	problems []Problem
}

// Section is what stands under one heading. The first one of a chapter may have
// none.
type Section struct {
	Level  int // 2 or 3; 0 without a heading
	Title  string
	Anchor string // empty without a heading
	Blocks []Block
}

// Block is a stretch of Markdown, or a flow.
type Block struct {
	Markdown string
	Flow     *Flow
}

const (
	fence     = "```"
	flowFence = fence + "流程"
)

// Parse takes a chapter's text apart. It never fails: what is wrong in a flow is
// left out of it and told by Check.
func Parse(body string) Document {
	p := parser{anchors: map[string]int{}}
	p.doc.Sections = []Section{{}}
	lines := strings.Split(body, "\n")
	for i := 0; i < len(lines); i++ {
		i = p.take(lines, i)
	}
	p.flush()
	if first := p.doc.Sections[0]; len(first.Blocks) == 0 && len(p.doc.Sections) > 1 {
		p.doc.Sections = p.doc.Sections[1:]
	}
	return p.doc
}

type parser struct {
	doc     Document
	pending []string // Markdown that has no block yet
	fenced  string   // the fence of an ordinary code block that is open
	anchors map[string]int
}

// take handles the line at i, with those that belong to it, and returns the
// last of them.
func (p *parser) take(lines []string, i int) int {
	line := lines[i]
	switch {
	case p.fenced != "":
		if strings.HasPrefix(strings.TrimLeft(line, " "), p.fenced) {
			p.fenced = ""
		}
	case strings.HasPrefix(line, flowFence):
		return p.flow(lines, i)
	case opens(line) != "":
		p.fenced = opens(line)
	case heading(line) > 0:
		p.heading(line)
		return i
	}
	p.pending = append(p.pending, line)
	return i
}

// opens returns the fence that a line opens a code block with; "" for none.
func opens(line string) string {
	text := strings.TrimLeft(line, " ")
	for _, f := range []string{fence, "~~~"} {
		if strings.HasPrefix(text, f) && len(line)-len(text) < 4 {
			return f
		}
	}
	return ""
}

// heading returns the level of a heading; 0 for any other line.
func heading(line string) int {
	for _, level := range []int{2, 3} {
		if text, ok := strings.CutPrefix(line, strings.Repeat("#", level)+" "); ok && strings.TrimSpace(text) != "" {
			return level
		}
	}
	return 0
}

func (p *parser) heading(line string) {
	p.flush()
	title := strings.TrimSpace(strings.Trim(line, "# "))
	p.doc.Sections = append(p.doc.Sections, Section{Level: heading(line), Title: title, Anchor: p.anchor(title)})
}

// flow reads a flow to its closing fence, or to the end where there is none.
func (p *parser) flow(lines []string, at int) int {
	end := at + 1
	for end < len(lines) && strings.TrimSpace(lines[end]) != fence {
		end++
	}
	f, problems := readFlow(strings.TrimSpace(strings.TrimPrefix(lines[at], flowFence)), lines[at+1:min(end, len(lines))], at+1)
	if end == len(lines) {
		problems = append(problems, Problem{Line: at + 1, Text: "这个流程没有结束，请在最后一步下面另起一行写 " + fence + "。"})
	}
	p.doc.problems = append(p.doc.problems, problems...)
	p.flush()
	f.Anchor = p.anchor(f.Title)
	p.last().Blocks = append(p.last().Blocks, Block{Flow: &f})
	return end
}

func (p *parser) last() *Section { return &p.doc.Sections[len(p.doc.Sections)-1] }

// flush makes a block of the Markdown since the last one.
func (p *parser) flush() {
	text := strings.Join(p.pending, "\n")
	p.pending = nil
	if strings.TrimSpace(text) != "" {
		p.last().Blocks = append(p.last().Blocks, Block{Markdown: text})
	}
}

// anchor makes the id of a title: its letters and digits behind "h-", so that it
// meets no other id of the page, with a number where the title stood before.
func (p *parser) anchor(title string) string {
	id := "h-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, title)
	p.anchors[id]++
	if n := p.anchors[id]; n > 1 {
		return id + "-" + strconv.Itoa(n)
	}
	return id
}

// Flows returns the flows in the order of the text.
func (d *Document) Flows() []*Flow {
	var list []*Flow
	for i := range d.Sections {
		for j := range d.Sections[i].Blocks {
			if f := d.Sections[i].Blocks[j].Flow; f != nil {
				list = append(list, f)
			}
		}
	}
	return list
}

// anchorSet returns all that can be linked to.
func (d *Document) anchorSet() map[string]bool {
	set := map[string]bool{}
	for _, s := range d.Sections {
		set[s.Anchor] = true
	}
	for _, f := range d.Flows() {
		set[f.Anchor] = true
	}
	return set
}
