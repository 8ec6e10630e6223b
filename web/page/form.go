package page

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// formLimit bounds an ordinary form; files have limits of their own.
const formLimit = 256 << 10

// ReadForm reads a form of ordinary size. Screens then take the fields they
// know into a struct of their own; others do not count.
func ReadForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if err := r.ParseForm(); err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return fault.Wrap(fault.TooLarge, "填写的内容太多，请精简后再提交。", nil)
		}
		return fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
	}
	return nil
}

// PathID reads an id from the address. What is no id is not there.
func PathID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(chi.URLParam(r, name), 10, 64)
	if err != nil || id <= 0 {
		return 0, NotFound()
	}
	return id, nil
}

// FormID reads an id of the query or of the form; 0 where there is none. What is
// no id is not there.
func FormID(r *http.Request, name string) (int64, error) {
	text := r.FormValue(name)
	if text == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, NotFound()
	}
	return id, nil
}

// CycleAndCommittee reads what a committee's pages of a cycle are about; 0 is
// the latest, and the person's own.
func CycleAndCommittee(r *http.Request) (cycle, committee int64, err error) {
	if cycle, err = FormID(r, "cycle"); err != nil {
		return 0, 0, err
	}
	committee, err = FormID(r, "committee")
	return cycle, committee, err
}

// NotFound is the answer for an address that leads nowhere.
func NotFound() error {
	return fault.New(fault.NotFound, "没有找到这个页面，可能已被移动，或不在您的职责范围内。")
}

// Int reads a whole number from a form field. An empty field is ok with set
// false; anything else that is no whole number is a fault about the field.
func Int(r *http.Request, field string) (value int64, set bool, err error) {
	text := strings.TrimSpace(r.PostFormValue(field))
	if text == "" {
		return 0, false, nil
	}
	value, e := strconv.ParseInt(text, 10, 64)
	if e != nil {
		return 0, false, fault.Field(field, "请填写整数，例如 12。")
	}
	return value, true, nil
}

// Version reads a version field; absent is 0.
func Version(r *http.Request, field string) (int, error) {
	v, _, err := Int(r, field)
	if err != nil || v < 0 || v > 1<<31-1 {
		return 0, fault.New(fault.Invalid, "这个页面已过期，请刷新后再提交。")
	}
	return int(v), nil
}

// Date reads a date field of the form 2026-12-31; it must be filled in.
func Date(r *http.Request, field string) (calendar.Date, error) {
	d, err := calendar.Parse(strings.TrimSpace(r.PostFormValue(field)))
	if err != nil {
		return d, fault.Field(field, "请填写日期，例如 2026-12-31。")
	}
	return d, nil
}
