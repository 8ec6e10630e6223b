package record

import "baolei/internal/core/calendar"

// HonourKind is what an honour was given for; each is claimed in one item of
// the pioneer points.
type HonourKind string

// The kinds, in the order of the annex's pioneer items.
const (
	CentralWork HonourKind = "central_work"
	KeyWork     HonourKind = "key_work"
	Innovation  HonourKind = "innovation"
	Achievement HonourKind = "achievement"
)

var honourKinds = []Named{{string(CentralWork), "服务中心"}, {string(KeyWork), "重点工作"}, {string(Innovation), "创新特色"}, {string(Achievement), "荣誉成果"}}

// HonourKinds returns every kind with its name.
func HonourKinds() []Named { return append([]Named(nil), honourKinds...) }

// Chinese returns the kind's name; "" for an unknown kind.
func (k HonourKind) Chinese() string { return wordOf(honourKinds, string(k)) }

// HonourLevel is who gave it; the codes are the options of the clauses.
type HonourLevel string

var honourLevels = []Named{{"national", "国家级"}, {"provincial", "省级"}, {"municipal", "市委市政府"}, {"work_committee", "市直机关工委"}, {"superior_committee", "上一级党委（党组）"}}

// HonourLevels returns every level with its name, the highest first.
func HonourLevels() []Named { return append([]Named(nil), honourLevels...) }

// Chinese returns the level's name; "" for an unknown level.
func (l HonourLevel) Chinese() string { return wordOf(honourLevels, string(l)) }

// Honour is a commendation, a title, a published result.
type Honour struct {
	Entry
	Kind       HonourKind
	Level      HonourLevel
	Title      string
	Issuer     string
	DocumentNo string
	On         calendar.Date
	Member     int64 // where it was given to a member; 0 for the branch
	MemberName string
	Note       string
	Identity   string // the same for two records of one honour
	Files      int
}

// SanctionKind is a disciplinary decision.
type SanctionKind string

var sanctionKinds = []Named{{"warning", "警告"}, {"serious_warning", "严重警告"}, {"removed", "撤销党内职务"}, {"probation", "留党察看"}, {"expelled", "开除党籍"}}

// SanctionKinds returns every kind with its name, the lightest first.
func SanctionKinds() []Named { return append([]Named(nil), sanctionKinds...) }

// Chinese returns the kind's name; "" for an unknown kind.
func (k SanctionKind) Chinese() string { return wordOf(sanctionKinds, string(k)) }

// Sanction is a disciplinary decision about a member. Its text is sealed.
type Sanction struct {
	Entry
	Member     int64
	MemberName string
	Kind       SanctionKind
	Issuer     string
	On         calendar.Date
	Reported   calendar.Date // when the organisation above was told; zero where not
	HasText    bool
	Files      int
}
