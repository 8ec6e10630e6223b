package indicators

import (
	"context"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
)

// Bounds of what one part may hold, far above what any table has.
const (
	mostItems   = 200 // of an area
	mostClauses = 40  // of an item
	mostAreas   = 40
)

func itemMark(code string) func(*Work) (string, bool) {
	return func(w *Work) (string, bool) {
		item, _, _ := w.Content.Item(code)
		if item == nil {
			return "", false
		}
		return indicator.Mark(*item), true
	}
}

// SaveItem puts an item as it was filled in into the draft, sound or not. Its
// code stays; codes of clauses must be free.
func (s *Service) SaveItem(ctx context.Context, actor access.Actor, in Form, item indicator.DraftItem) error {
	item = indicator.Tidy(item)
	return s.change(ctx, actor, in, part{item.Code, itemMark(item.Code), func(w *Work) error {
		there, _, _ := w.Content.Item(item.Code)
		if err := w.clausesFit(item); err != nil {
			return err
		}
		*there = item
		return nil
	}})
}

// clausesFit makes sure that an item's clauses have codes of their own.
func (w *Work) clausesFit(item indicator.DraftItem) error {
	if len(item.Clauses) > mostClauses {
		return fault.New(fault.Invalid, "一条考评内容最多 40 个评分点。")
	}
	seen := map[string]bool{}
	for _, c := range item.Clauses {
		other, of := w.Content.Clause(c.Code)
		if !indicator.IsCode(c.Code) || seen[c.Code] || other != nil && of.Code != item.Code {
			return fault.New(fault.Conflict, "评分点 "+c.Code+" 的编码已被占用，请刷新后重新添加。")
		}
		seen[c.Code] = true
	}
	return nil
}

// NewItem is an item that is added to an area.
type NewItem struct{ Area, Code, Title string }

// AddItem adds an item to an area. A code that the version before has brings
// that item back as it was there.
func (s *Service) AddItem(ctx context.Context, actor access.Actor, in Form, n NewItem) error {
	n = indicator.Tidy(n)
	return s.change(ctx, actor, in, part{n.Code, anything, func(w *Work) error {
		area, _ := w.Content.Area(n.Area)
		if area == nil {
			return fault.Field("area", "请选择项目。")
		}
		item, err := w.newItem(n)
		if err != nil {
			return err
		}
		if len(area.Items) >= mostItems {
			return fault.Field("area", "这个项目已有 200 条，请另设项目。")
		}
		area.Items = append(area.Items, item)
		return nil
	}})
}

func (w *Work) newItem(n NewItem) (indicator.DraftItem, error) {
	there, _, _ := w.Content.Item(n.Code)
	use, used := w.uses.Items[n.Code]
	before, known := w.Before(n.Code)
	switch {
	case !indicator.IsCode(n.Code):
		return before, fault.Field("code", "编码只能用字母、数字、点、横线和下划线，例如 B1.6。")
	case there != nil:
		return before, fault.Field("code", "编码 "+n.Code+" 在这份草稿里已经有了，请换一个。")
	case known:
		return before, nil
	case used:
		return before, fault.Field("code", "编码 "+n.Code+" 在已发布的 "+use.Set+" 中是“"+use.Title+"”，不能改作他用，请换一个。")
	case n.Title == "":
		return before, fault.Field("title", "请填写标题。")
	}
	return indicator.DraftItem{Code: n.Code, Title: n.Title}, nil
}

// Before is an item as it is in the version that the draft began from.
func (w *Work) Before(code string) (indicator.DraftItem, bool) {
	item, _, _ := w.before.Draft().Item(code)
	if item == nil {
		return indicator.DraftItem{}, false
	}
	return *item, true
}

// RemoveItem takes an item out of the draft.
func (s *Service) RemoveItem(ctx context.Context, actor access.Actor, in Form, code string) error {
	return s.change(ctx, actor, in, part{code, itemMark(code), func(w *Work) error {
		w.Content.RemoveItem(code)
		return nil
	}})
}

// MoveItem moves an item within its area by steps, or to the end of another
// area.
func (s *Service) MoveItem(ctx context.Context, actor access.Actor, in Form, code, to string, steps int) error {
	in.Seen = ""
	return s.change(ctx, actor, in, part{code, anything, func(w *Work) error {
		if item, _, _ := w.Content.Item(code); item == nil {
			return fault.New(fault.NotFound, "没有找到这条考评内容，可能刚被删去。")
		}
		w.Content.MoveItem(code, to, steps)
		return nil
	}})
}

// general is what is called the part of a draft without its areas.
const general = "general"

// GeneralMark is the mark of the general data of a draft.
func GeneralMark(w *Work) (string, bool) { return indicator.Mark(w.Content.General()), true }

// SaveGeneral puts the general data as they were filled in into the draft.
func (s *Service) SaveGeneral(ctx context.Context, actor access.Actor, in Form, g indicator.Draft) error {
	g = indicator.Tidy(g)
	return s.change(ctx, actor, in, part{general, GeneralMark, func(w *Work) error {
		g.Areas, g.Subject = w.Content.Areas, w.Content.Subject
		*w.Content = g
		return nil
	}})
}

// areaPart names an area among the parts; areas and items may share a code.
func areaPart(code string) string { return "area " + code }

func areaMark(code string) func(*Work) (string, bool) {
	return func(w *Work) (string, bool) {
		area, _ := w.Content.Area(code)
		if area == nil {
			return "", false
		}
		return indicator.Mark(area.WithoutItems()), true
	}
}

// SaveArea puts an area as it was filled in into the draft; its code and items
// stay.
func (s *Service) SaveArea(ctx context.Context, actor access.Actor, in Form, a indicator.DraftArea) error {
	a = indicator.Tidy(a)
	return s.change(ctx, actor, in, part{areaPart(a.Code), areaMark(a.Code), func(w *Work) error {
		there, _ := w.Content.Area(a.Code)
		a.Items = there.Items
		*there = a
		return nil
	}})
}

// AddArea adds an area without items.
func (s *Service) AddArea(ctx context.Context, actor access.Actor, in Form, a indicator.DraftArea) error {
	a = indicator.Tidy(a)
	return s.change(ctx, actor, in, part{areaPart(a.Code), anything, func(w *Work) error {
		there, _ := w.Content.Area(a.Code)
		switch {
		case !indicator.IsCode(a.Code):
			return fault.Field("code", "编码只能用字母、数字、点、横线和下划线，例如 B7。")
		case there != nil:
			return fault.Field("code", "编码 "+a.Code+" 在这份草稿里已经有了，请换一个。")
		case a.Title == "":
			return fault.Field("title", "请填写标题。")
		case len(w.Content.Areas) >= mostAreas:
			return fault.New(fault.Invalid, "项目最多 40 个。")
		}
		w.Content.Areas = append(w.Content.Areas, a)
		return nil
	}})
}

// RemoveArea takes an area out that has no items any more.
func (s *Service) RemoveArea(ctx context.Context, actor access.Actor, in Form, code string) error {
	return s.change(ctx, actor, in, part{areaPart(code), areaMark(code), func(w *Work) error {
		area, at := w.Content.Area(code)
		if len(area.Items) > 0 {
			return fault.New(fault.Invalid, "项目里还有考评内容，请先删去或移到别的项目。")
		}
		w.Content.Areas = slices.Delete(w.Content.Areas, at, at+1)
		return nil
	}})
}

// MoveArea moves an area by steps.
func (s *Service) MoveArea(ctx context.Context, actor access.Actor, in Form, code string, steps int) error {
	in.Seen = ""
	return s.change(ctx, actor, in, part{areaPart(code), anything, func(w *Work) error {
		if _, at := w.Content.Area(code); at >= 0 {
			indicator.Shift(w.Content.Areas, at, steps)
		}
		return nil
	}})
}
