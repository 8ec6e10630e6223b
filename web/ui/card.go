package ui

import "github.com/a-h/templ"

// CardProps is the head of a card; its rows are the children.
type CardProps struct {
	ID      string
	Number  string // "2.4"
	Title   string
	Score   string // "1.0"; empty: Pending is shown instead
	Of      string // "3"; empty where nothing bounds the score
	Pending string // "待填"
	Note    string // plain words in the place of the score: "权重 3 分"
	Text    string // what is wanted, in a sentence
	Badges  []BadgeProps
	Current bool // the card that the person works on
	Why     Link // leads to the derivation of the score
	How     Link // leads to how what is wanted is done
	OOB     bool // rendered beside another answer, to be swapped by its id
}

// BadgeProps is a short word on a coloured ground.
type BadgeProps struct {
	Text string
	Tone Tone
}

// SaveKind tells how the last saving went.
type SaveKind string

const (
	NotSaved SaveKind = ""       // nothing to say yet
	Saved    SaveKind = "saved"  // "已保存 18:02"
	Failed   SaveKind = "failed" // "没有保存：……"
)

// SaveState is the line that tells whether what is shown is saved.
type SaveState struct {
	ID   string // that of the card, with "-save"
	Kind SaveKind
	Text string
}

// Suggestion is a proposed answer with its reason.
type Suggestion struct {
	ID     string
	Lead   string // "记实本：10 次。"
	Text   string
	Match  BadgeProps // "与所填一致"
	Accept *Form      // takes the suggestion over; nil: no button
	Links  []Link
	Lines  []SuggestionLine
}

// SuggestionLine is a line of links within a suggestion: what it rests on, what
// is missing.
type SuggestionLine struct {
	Label string // "依据"
	Links []Link // a few; one without an address is only told
	All   string // words of the fold with all of them: "共 12 条"; empty: no fold
	More  []Link // what is in the fold
}

// File is a piece of evidence that is there already.
type File struct {
	ID     string
	Name   string
	Href   string
	Note   string // "2.1 MB", "张磊 12月3日"
	Remove *Form
}

// FileField is where files are chosen, dragged, pasted or photographed, within a form that takes
// files.
type FileField struct {
	ID       string
	Name     string
	Accept   string // ".jpg,.png,.pdf"
	Limits   string // told before anybody chooses: "jpg、png、pdf，每个不超过 20 MB"
	MaxBytes string // the same limit in bytes, checked before sending
	Camera   bool   // phones get a button for the camera
	Error    string
	Single   bool // one file, which is no picture
	Waits    bool // files are sent with the rest of the form, not as soon as they are chosen
}

// otherWays are those of adding files besides choosing them.
func (f FileField) otherWays() string {
	if f.Single {
		return "，或拖到这里"
	}
	return "，或拖到这里、粘贴截图"
}

// Upload is the form by which files are added.
type Upload struct {
	FileField
	Form    Form   // Multipart is set by the component
	Summary string // empty: 添加佐证
	Open    bool
}

// Remark is one contribution to a thread.
type Remark struct {
	Who, When, Text string
	Badge           BadgeProps
	Mine            bool
}

// Reason is a text area for why, with the reasons used before at hand.
type Reason struct {
	ID, Name, Label, Value string
	Hint, Error            string
	Used                   []string
	Required, Disabled     bool
	Key                    string // shortcut that jumps here
}

// Conflict shows both versions where somebody else was faster.
type Conflict struct {
	ID        string
	Who, When string
	Theirs    []Definition // what is saved now
	Mine      []Definition // what was typed here
	Take      *Form        // discards mine
	Keep      *Form        // saves mine over theirs; its hidden fields carry both version and values
}

// Side is one column of a comparison; Body may hold a control, Value and Text are for reading.
type Side struct {
	ID, Title, Value, Text string
	ValueTone              Tone
	Badges                 []BadgeProps
	Active                 bool
	Wide                   bool // below the others, as wide as all of them
	Body                   templ.Component
}

// form is the upload's form with its encoding.
func (u Upload) form() Form {
	f := u.Form
	f.Multipart = true
	return f
}

// oob marks a part that rides along with another answer and is swapped by its id.
func oob(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}
