package handbook

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// prose is a stretch of Markdown as it is shown: HTML that is safe whoever wrote
// the Markdown, and the same as plain text.
type prose struct{ html, text string }

// markdown knows paragraphs, lists, tables and emphasis. Raw HTML is left out,
// and a line that goes on in the next one leaves no gap between characters.
var markdown = goldmark.New(goldmark.WithExtensions(
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
	extension.NewCJK(extension.WithEastAsianLineBreaks())))

// allowed is the second net, and knows nothing of Markdown: the elements of
// running text without any attribute but the address of a link, which leads into
// this site or to a web page. Headings of the sections are not in it, as they do
// not come from Markdown.
var allowed = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em",
		"table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("href").Matching(regexp.MustCompile(`^(?:https?://[^\s\\]+|/(?:[^\s\\/][^\s\\]*)?|#[^\s\\]+)$`)).OnElements("a")
	p.AllowURLSchemes("http", "https")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
}()

func render(text string) (prose, error) {
	var b bytes.Buffer
	if err := markdown.Convert([]byte(text), &b); err != nil {
		return prose{}, err
	}
	safe := allowed.SanitizeBytes(b.Bytes())
	return prose{string(safe), plain(safe)}, nil
}

// ends are the elements after which a line of plain text ends.
var ends = map[string]bool{"p": true, "li": true, "h4": true, "h5": true, "h6": true, "tr": true, "pre": true, "blockquote": true}

// plain returns the text that a reader sees.
func plain(safe []byte) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(safe))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end, as memory does not fail
			return tidy(b.String())
		case html.TextToken:
			b.WriteString(strings.ReplaceAll(z.Token().Data, "\n", " "))
		case html.SelfClosingTagToken, html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				b.WriteByte('\n')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if ends[string(name)] {
				b.WriteByte('\n')
			} else if n := string(name); n == "td" || n == "th" {
				b.WriteByte(' ')
			}
		}
	}
}

// tidy leaves one space where there were several, and no empty lines.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "\n")
}
