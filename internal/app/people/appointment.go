package people

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// Appointments lists a page of the appointments that have not ended, and how
// many there are.
func (s *Service) Appointments(ctx context.Context, actor access.Actor, f AppointmentFilter) ([]Appointment, int, error) {
	f.Root, f.Today = access.Root(actor, access.Appoint), s.Today()
	if err := allow(actor, access.Appoint, f.Root); err != nil {
		return nil, 0, s.Refuse(ctx, actor, access.Appoint, "appointment", 0, err)
	}
	var list []Appointment
	var total int
	var b store.Batch
	b.AppointmentList(f, &list, &total)
	return list, total, s.Store.Read(ctx, &b)
}

// AppointmentOf finds one appointment that has not ended.
func (s *Service) AppointmentOf(ctx context.Context, actor access.Actor, id int64) (Appointment, error) {
	var a Appointment
	var found bool
	var b store.Batch
	b.Appointment(id, &a, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return Appointment{}, err
	}
	if err := allow(actor, access.Appoint, a.Root); err != nil {
		return Appointment{}, s.Refuse(ctx, actor, access.Appoint, "appointment", id, err)
	}
	if why := over(a, s.Today()); why != "" {
		return Appointment{}, fault.New(fault.NotFound, why)
	}
	return a, nil
}

// over tells that an appointment has ended; "" where it has not.
func over(a Appointment, today calendar.Date) string {
	if a.Until.IsZero() || !a.Until.Before(today) {
		return ""
	}
	return fmt.Sprintf("%s的这项任职（%s）到%s为止，已经结束，不用再办。", a.PersonName, a.OrganisationName, a.Until.Chinese())
}

// found is how many people a search offers.
const found = 20

// FindPeople looks for people to appoint, by a part of the name or the
// beginning of the account; at most 20.
func (s *Service) FindPeople(ctx context.Context, actor access.Actor, text string) ([]Person, error) {
	if err := allow(actor, access.Appoint, access.Root(actor, access.Appoint)); err != nil {
		return nil, s.Refuse(ctx, actor, access.Appoint, "person", 0, err)
	}
	var list []Person
	var b store.Batch
	b.PeopleLike(text, found, &list)
	return list, s.Store.Read(ctx, &b)
}

// NewAppointment is a role to be given to a person.
type NewAppointment struct {
	Key          string
	Person       int64
	Role         access.Role
	Organisation int64
	From         calendar.Date
	Until        calendar.Date // the last day; zero is open
	Digest       string        // of the organisation that the administrator saw
}

// PlaceDigest stands for the organisation at which somebody is to be appointed,
// as it is shown with the form; the rest is in the form itself.
func PlaceDigest(o Organisation) string { return placeText(o).Digest() }

func placeText(o Organisation) *signing.Text {
	return signing.New("appointment").Line("organisation", o.ID, o.Code, o.Name, o.Level)
}

// AppointmentDigest stands for an appointment that is to be ended.
func AppointmentDigest(a Appointment) string {
	return signing.New("end of an appointment").Line("appointment", a.ID).Line("organisation", a.Organisation, a.OrganisationName).
		Line("person", a.Person, a.Account, a.PersonName).Line("role", a.Role).Line("period", a.From, a.Until).Digest()
}

// Appoint gives a role to somebody else. It counts from the next request of
// that person on, from its first day. Who has not lately proved who they are has
// to; an organisation that is no longer as it was seen is a conflict.
func (s *Service) Appoint(ctx context.Context, actor access.Actor, in NewAppointment) error {
	var o Organisation
	var p Person
	var hasOrg, hasPerson bool
	c := change{access.Appoint, "organisation", in.Organisation, in.Key}
	_, err := s.once(ctx, actor, c, func(b *store.Batch) {
		b.Organisation(in.Organisation, &o, &hasOrg)
		b.PersonByID(in.Person, &p, &hasPerson)
	}, func(ctx context.Context, tx *store.Tx, b *store.Batch) error {
		if err := allow(actor, access.Appoint, rootOf(o, hasOrg)); err != nil {
			return err
		}
		if in.Person == actor.Person {
			return fault.New(fault.Forbidden, "不能任命自己，请由另一位安全管理员办理。")
		}
		if err := in.check(o, hasPerson && !p.Disabled, s.Today()); err != nil {
			return err
		}
		if err := app.Seen(in.Digest, PlaceDigest(o)); err != nil {
			return err
		}
		if err := app.Proven(actor, s.Now()); err != nil {
			return err
		}
		digest := placeText(o).Line("person", p.ID, p.Account, p.Name).Line("role", in.Role).Line("period", in.From, in.Until).Digest()
		var id int64
		var add store.Batch
		add.Appoint(Appointment{Person: in.Person, Role: in.Role, Organisation: o.ID, From: in.From, Until: in.Until}, actor.Person, &id)
		if err := tx.Read(ctx, &add); err != nil {
			return err
		}
		b.Audit(s.Done(actor, access.Appoint, "appointment", id, map[string]any{"change": "appoint", "person": in.Person,
			"role": in.Role, "organisation": o.Code, "from": in.From.String(), "until": dayOrEmpty(in.Until), "digest": digest}))
		return nil
	})
	return appointed(err, p.Name)
}

func (in NewAppointment) check(o Organisation, person bool, today calendar.Date) error {
	wrong := map[string]string{}
	if !person {
		wrong["person"] = "请先找到并选中要任命的人。停用的账号不能任命。"
	}
	switch {
	case in.Role == "":
		wrong["role"] = "请选择角色。"
	case !in.Role.HeldAt(o.Level):
		wrong["role"] = fmt.Sprintf("这个角色不能设在%s（%s），请重新选择。", o.Name, o.Level.Chinese())
	}
	switch {
	case in.From.IsZero():
		wrong["from"] = "请填写开始日期，例如 " + today.String() + "。"
	case !in.Until.IsZero() && in.Until.Before(in.From):
		wrong["until"] = "截止日期不能早于开始日期。"
	case !in.Until.IsZero() && in.Until.Before(today):
		wrong["until"] = "截止日期已经过去，请填今天或以后的日期，或留空。"
	}
	return mistakes(wrong)
}

// appointed puts the database's own refusals into words.
func appointed(err error, name string) error {
	switch {
	case store.Violates(err, "administrators_apart"):
		return fault.Field("role", "三员分立：系统管理员、安全管理员、审计管理员由不同的人担任，也不能兼任考评岗位。"+name+"在这段时间已有冲突的任职，请先结束它，或另选一人。")
	case store.Violates(err, "appointed_once"):
		return fault.Field("person", name+"在这段时间已经担任这个职务，请核对起止日期。")
	}
	return err
}

func dayOrEmpty(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// EndAppointment is an appointment to be ended.
type EndAppointment struct {
	Appointment int64
	Key         string
	Digest      string // of the appointment that the administrator saw
}

// EndAppointment ends an appointment today: it counts no longer from the next
// request of its person on. It is signed as appointing is.
func (s *Service) EndAppointment(ctx context.Context, actor access.Actor, in EndAppointment) error {
	var a Appointment
	var there bool
	c := change{access.Appoint, "appointment", in.Appointment, in.Key}
	_, err := s.once(ctx, actor, c, func(b *store.Batch) { b.Appointment(in.Appointment, &a, &there) },
		func(_ context.Context, _ *store.Tx, b *store.Batch) error {
			if err := allow(actor, access.Appoint, a.Root); err != nil {
				return err
			}
			if a.Person == actor.Person {
				return fault.New(fault.Forbidden, "不能结束自己的任职，请由另一位安全管理员办理。")
			}
			if why := over(a, s.Today()); why != "" {
				return fault.New(fault.Conflict, why)
			}
			if err := app.Seen(in.Digest, AppointmentDigest(a)); err != nil {
				return err
			}
			if err := app.Proven(actor, s.Now()); err != nil {
				return err
			}
			b.EndAppointment(a.ID, s.Today())
			b.Audit(s.Done(actor, access.Appoint, "appointment", a.ID, map[string]any{"change": "end", "person": a.Person,
				"role": a.Role, "organisation": a.OrganisationName, "from": a.From.String(), "digest": in.Digest}))
			return nil
		})
	return err
}
