package handbook

import (
	"strings"
	"sync"

	"baolei/internal/app/handbook"
	core "baolei/internal/core/handbook"
)

// document is a version of a chapter ready to be shown and searched. It is the
// same for everybody and never changes.
type document struct {
	title    string
	sections []section
	passages []core.Passage
}

type section struct {
	core.Section
	parts []part
}

// part is a stretch of safe HTML, or a flow.
type part struct {
	html string
	flow *core.Flow
}

func newDocument(t core.Text) (*document, error) {
	d := &document{title: t.Title}
	parsed := core.Parse(t.Body)
	for i, s := range parsed.Sections {
		one := section{Section: s}
		head := s.Title
		if s.Level == 0 {
			head = t.Title
		} else if i == 0 {
			d.passages = append(d.passages, core.NewPassage(t.Chapter, t.Title, "", t.Title, ""))
		}
		texts, err := one.add(s.Blocks)
		if err != nil {
			return nil, err
		}
		d.passages = append(d.passages, core.NewPassage(t.Chapter, t.Title, s.Anchor, head, strings.Join(texts, "\n")))
		for _, b := range s.Blocks {
			if f := b.Flow; f != nil {
				d.passages = append(d.passages, core.NewPassage(t.Chapter, t.Title, f.Anchor, f.Title, strings.Join(f.Steps, "\n")))
			}
		}
		d.sections = append(d.sections, one)
	}
	return d, nil
}

// add makes the parts of a section, and returns the plain text of its prose.
func (s *section) add(blocks []core.Block) ([]string, error) {
	var texts []string
	for _, b := range blocks {
		if b.Flow != nil {
			s.parts = append(s.parts, part{flow: b.Flow})
			continue
		}
		p, err := render(b.Markdown)
		if err != nil {
			return nil, err
		}
		s.parts = append(s.parts, part{html: p.html})
		texts = append(texts, p.text)
	}
	return texts, nil
}

// edition names a version of a chapter for good.
type edition struct {
	root    int64
	chapter string
	version int
}

// cache keeps documents: versions never change.
type cache struct {
	mu   sync.Mutex
	docs map[edition]*document
}

// kept bounds the cache; it is emptied when it is full, which takes some
// hundred versions being read.
const kept = 256

func (c *cache) of(v *handbook.Version) (*document, error) {
	key := edition{v.Root, v.Chapter, v.Version}
	c.mu.Lock()
	defer c.mu.Unlock()
	if d, ok := c.docs[key]; ok {
		return d, nil
	}
	d, err := newDocument(v.Text)
	if err != nil {
		return nil, err
	}
	if c.docs == nil || len(c.docs) >= kept {
		c.docs = map[edition]*document{}
	}
	c.docs[key] = d
	return d, nil
}
