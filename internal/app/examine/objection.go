package examine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// objectionLimit is how long an objection and its answer may be, in characters.
const objectionLimit = 1000

// Object is what somebody has against an item of a publicised result.
type Object struct {
	Assessment int64
	Key        string
	Item       string
	Reason     string
}

// Object takes an objection of the branch's secretary or of a member, within
// the publicity. It waits until the committee's secretary decides it; until then
// the same person cannot object to the same item again.
func (s *Service) Object(ctx context.Context, actor access.Actor, in Object) error {
	in.Reason = strings.TrimSpace(in.Reason)
	c := app.Change{Action: access.Object, Assessment: in.Assessment, Key: in.Key, Also: func(b *store.Batch) { b.ShareCycleOf(in.Assessment) }}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if _, err := app.Decide(doc.State, access.Object, doc.Facts(actor.Person, s.Today())); err != nil {
			return err
		}
		if err := in.check(doc); err != nil {
			return err
		}
		var b store.Batch
		var id int64
		o := store.Objection{Assessment: doc.ID, Item: in.Item, Reason: in.Reason, AsMember: asMember(actor, doc.Place()), By: actor.Person, At: s.Now()}
		b.Object(o, &id)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		return s.objected(ctx, tx, actor, doc, in.Item, id)
	})
	if store.Violates(err, "objection_waits") {
		return fault.Field("item", "您对这一项提出的异议还在等待处理，请等处理以后再提。")
	}
	return err
}

func (in *Object) check(doc *app.Dossier) error {
	wrong := map[string]string{}
	if item, _, ok := doc.Set.Item(in.Item); !ok || !item.AppliesTo(doc.Kind) {
		wrong["item"] = "请选择对哪一项有异议。"
	}
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > objectionLimit {
		wrong["reason"] = "请写明理由，2 至 1000 字。"
	}
	return fault.Fields(wrong)
}

// asMember tells whether it is only as a member that the actor may object.
func asMember(actor access.Actor, place access.Place) bool {
	return access.Allow(actor, access.Object, place).By.Role == access.Member
}

// objected leaves the record and tells the committee's secretaries. Who it was
// is not in the notice: it goes out by mail too.
func (s *Service) objected(ctx context.Context, tx *store.Tx, actor access.Actor, doc *app.Dossier, item string, id int64) error {
	var b store.Batch
	b.TellRoles(doc.Committee, []access.Role{access.CommitteeSecretary}, store.Notice{By: actor.Person, Key: fmt.Sprintf("objection %d", id),
		Text: fmt.Sprintf("对%s“%s”的公示结果有异议，请处理。", doc.BranchName, itemName(doc, item)), Href: app.ObjectionAddress(id), MadeAt: s.Now()})
	b.Audit(s.Done(actor, access.Object, "assessment", doc.ID, map[string]any{"item": item, "objection": id}))
	return tx.Commit(ctx, &b)
}

func itemName(doc *app.Dossier, code string) string {
	title, _ := doc.Set.Titled(code)
	return title
}

// Objecting is the page on which somebody objects.
type Objecting struct {
	*app.Dossier
	Mine   []app.Objection // that the person has made
	AsName bool            // the name is told to everybody who works with the branch, not to the committee's secretary alone
	WhyNot string          // why the person cannot object now; empty where nothing hinders
}

// Objecting opens an assessment for objecting.
func (s *Service) Objecting(ctx context.Context, actor access.Actor, id int64) (Objecting, error) {
	var all []app.Objection
	doc, err := s.OpenDossier(ctx, id, func(b *store.Batch) { b.ObjectionsOf(id, &all) })
	if err == nil {
		err = app.Allow(actor, access.Object, doc.Place())
	}
	if err != nil {
		return Objecting{}, s.Refused(ctx, actor, access.Object, "assessment", id, err)
	}
	o := Objecting{Dossier: doc, AsName: !asMember(actor, doc.Place())}
	o.Mine = slices.DeleteFunc(all, func(x app.Objection) bool { return x.By != actor.Person })
	if _, err := app.Decide(doc.State, access.Object, doc.Facts(actor.Person, s.Today())); err != nil {
		o.WhyNot = err.Error()
		if doc.Ended() {
			o.WhyNot = "本周期已经结束，不能再提出异议。"
		}
	}
	return o, nil
}

// Objection is an objection to a publicised result.
type Objection = app.Objection
