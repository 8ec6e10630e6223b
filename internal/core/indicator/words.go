package indicator

import (
	"cmp"
	"strings"

	"baolei/internal/core/scoring"
)

// field is a key of the file within a message.
type field string

// words are what people call the keys of the file.
var words = map[string]string{
	"code": "编码", "name": "名称", "version": "版本", "subject": "考评对象", "kinds": "支部类型", "categories": "类别", "grades": "等次", "veto_grade": "一票否决后的等次", "areas": "项目",
	"title": "标题", "category": "类别", "weight": "权重分", "earns_at_most": "最多加分", "loses_at_most": "最多扣分", "items": "考评内容",
	"ask": "要求", "text": "原文", "at_most": "封顶分", "direction": "加分或扣分", "deduct": "扣分", "clauses": "评分点",
	"kind": "类型", "label": "填写内容", "amount": "分值", "unit": "量词", "expected": "应有次数", "min": "最少", "max": "最多", "step": "每档", "occurred": "发生时的说法", "otherwise": "没有发生时的说法",
	"options": "选项", "from": "起点", "flat": "固定分值", "effect": "否决的后果", "measure": "建议口径",
	"each": "每多久计一次", "by": "按支部还是党小组", "months": "月数", "late": "推迟的选项", "over_a_year": "推迟一年以上的选项",
}

// FieldWord is what people call a key of the file; of an unknown one, itself.
func FieldWord(key string) string {
	if w, ok := words[key]; ok {
		return w
	}
	return key
}

// coded is a code of the file within a message, with what people call it.
type coded struct{ code, word string }

func (c coded) String() string { return c.code }

// choices are the codes that a key may have.
type choices []coded

func (c choices) String() string { return c.join(func(one coded) string { return one.code }) }

func (c choices) join(text func(coded) string) string {
	if len(c) == 0 {
		return "无"
	}
	var list []string
	for _, one := range c {
		list = append(list, text(one))
	}
	return strings.Join(list, "、")
}

// plain puts words for the keys and codes among the arguments of a message.
func plain(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case field:
			out[i] = quoted(FieldWord(string(a)))
		case coded:
			out[i] = quoted(cmp.Or(a.word, a.code))
		case choices:
			out[i] = a.join(func(one coded) string { return cmp.Or(one.word, one.code) })
		case scoring.Kind:
			out[i] = quoted(KindName(a.String()))
		case MeasureName:
			out[i] = quoted(MeasureWord(string(a)))
		default:
			out[i] = a
		}
	}
	return out
}

func quoted(word string) string { return "“" + word + "”" }

// unspaced takes away the spaces that set the keys of the file apart.
var unspaced = strings.NewReplacer("的 measure ", "的建议口径", " “", "“", "” ", "”")
