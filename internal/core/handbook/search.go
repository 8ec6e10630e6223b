package handbook

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passage is what a search finds: a section without its flows, or a flow.
type Passage struct {
	Chapter      string
	ChapterTitle string
	Anchor       string
	Title        string // of the section or flow; the chapter's before the first heading
	Text         string // as it is read, without markup; paragraphs end in "\n"

	folded passageFolded
}

type passageFolded struct{ chapter, title, text string }

// NewPassage makes a passage ready to be searched.
func NewPassage(chapter, chapterTitle, anchor, title, text string) Passage {
	p := Passage{Chapter: chapter, ChapterTitle: chapterTitle, Anchor: anchor, Title: title, Text: text}
	p.folded = passageFolded{fold(chapterTitle), fold(title), fold(text)}
	return p
}

// Found is what a search found.
type Found struct {
	Words []string // what was looked for; none where the query was too short
	Hits  []Hit
	Near  bool // no passage holds all words as they were typed; the hits hold parts of them
}

// Hit is a passage that was found.
type Hit struct {
	*Passage
	Head    []Piece // its title
	Excerpt []Piece // the words with what stands around them
	matched int     // how many of the words
	score   int
}

// Piece is a stretch of text; Marked where it is one of the words.
type Piece struct {
	Text   string
	Marked bool
}

// Limits of a search.
const (
	wordsLimit = 8
	hitsLimit  = 200
	leadIn     = 24 // characters before the first word of an excerpt
	excerpt    = 96 // characters of an excerpt
)

// Search finds the passages that hold the words of a query, the best first.
// Words are parted by spaces; a word of one character only counts beside others,
// and alone finds nothing. Where no passage holds all words, those with the most
// of them are found; where none holds any, what the words are made of is looked
// for: first the parts between punctuation, then every two characters.
func Search(passages []Passage, query string) Found {
	typed := split(fold(query), unicode.IsSpace)
	if !long(typed) {
		return Found{}
	}
	found := Found{Words: typed, Hits: find(passages, typed)}
	found.Near = len(found.Hits) == 0 || found.Hits[0].matched < len(typed)
	if len(found.Hits) > 0 {
		return found
	}
	for _, words := range [][]string{split(fold(query), separates), pairs(fold(query))} {
		if found.Hits = find(passages, words); len(found.Hits) > 0 {
			return found
		}
	}
	return found
}

func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// split parts a query into its words, each once.
func split(query string, at func(rune) bool) []string {
	var out []string
	for _, w := range strings.FieldsFunc(query, at) {
		if !slices.Contains(out, w) && len(out) < wordsLimit {
			out = append(out, w)
		}
	}
	return out
}

// long tells whether any word has two characters.
func long(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) > 1 })
}

// pairs returns every two letters that follow each other in a query.
func pairs(query string) []string {
	var out []string
	for _, w := range split(query, separates) {
		r := []rune(w)
		for i := 0; i+1 < len(r) && len(out) < 4*wordsLimit; i++ {
			out = append(out, string(r[i:i+2]))
		}
	}
	return out
}

// fold makes characters equal that people take for the same: letters of either
// size and width. It keeps the number of characters.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return ' '
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '\u3000':
			r = ' '
		}
		return unicode.ToLower(r)
	}, s)
}

func find(passages []Passage, words []string) []Hit {
	var hits []Hit
	most := 1
	for i := range passages {
		h := passages[i].match(words)
		most = max(most, h.matched)
		if h.matched > 0 {
			hits = append(hits, h)
		}
	}
	hits = slices.DeleteFunc(hits, func(h Hit) bool { return h.matched < most })
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.score, a.score) })
	hits = hits[:min(len(hits), hitsLimit)]
	for i := range hits {
		hits[i].Head = marked(hits[i].Title, words, 0, utf8.RuneCountInString(hits[i].Title))
		hits[i].Excerpt = excerptOf(hits[i].Passage, words)
	}
	return hits
}

// What a word counts for by where it stands, and how often at most in the text.
const (
	inTitle   = 20
	inChapter = 6
	inText    = 1
	textTimes = 5
)

// match counts the words that the passage holds. Where it holds any, those of
// its chapter's title count as well.
func (p *Passage) match(words []string) Hit {
	h := Hit{Passage: p}
	chapterOnly := 0
	for _, w := range words {
		score := min(strings.Count(p.folded.text, w), textTimes) * inText
		if strings.Contains(p.folded.title, w) {
			score += inTitle
		}
		chapter := strings.Contains(p.folded.chapter, w)
		switch {
		case score > 0 && chapter:
			score += inChapter
			fallthrough
		case score > 0:
			h.matched++
			h.score += score
		case chapter:
			chapterOnly++
		}
	}
	if h.matched > 0 {
		h.matched += chapterOnly
		h.score += chapterOnly * inChapter
	}
	return h
}

// excerptOf cuts the passage around the first of the words.
func excerptOf(p *Passage, words []string) []Piece {
	text := []rune(p.folded.text)
	first := len(text)
	for _, w := range words {
		if at := strings.Index(p.folded.text, w); at >= 0 {
			first = min(first, utf8.RuneCountInString(p.folded.text[:at]))
		}
	}
	if first == len(text) {
		first = 0
	}
	from := max(0, first-leadIn)
	until := min(len(text), from+excerpt)
	pieces := marked(p.Text, words, from, until)
	if from > 0 {
		pieces = append([]Piece{{Text: "…"}}, pieces...)
	}
	if until < len(text) {
		pieces = append(pieces, Piece{Text: "…"})
	}
	return pieces
}

// marked cuts text, between two characters, into pieces by the words in it.
func marked(text string, words []string, from, until int) []Piece {
	plain, folded := []rune(text), []rune(fold(text))
	until = min(until, len(plain))
	is := make([]bool, len(plain))
	for _, w := range words {
		mark(is, folded, []rune(w))
	}
	var pieces []Piece
	for i := from; i < until; {
		j := i
		for j < until && is[j] == is[i] {
			j++
		}
		pieces = append(pieces, Piece{strings.ReplaceAll(string(plain[i:j]), "\n", " "), is[i]})
		i = j
	}
	return pieces
}

func mark(is []bool, text, word []rune) {
	for i := 0; i+len(word) <= len(text); i++ {
		if slices.Equal(text[i:i+len(word)], word) {
			for j := range word {
				is[i+j] = true
			}
		}
	}
}
