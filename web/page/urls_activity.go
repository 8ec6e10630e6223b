package page

import (
	"net/url"
	"strconv"
)

// ActivitiesURL is a branch's activities of a year, of one kind or, for "", of
// all; year 0 is the current one.
func ActivitiesURL(branch int64, year int, kind string) string {
	v := url.Values{}
	if year != 0 {
		v.Set("year", strconv.Itoa(year))
	}
	if kind != "" {
		v.Set("kind", kind)
	}
	if len(v) == 0 {
		return BookURL(branch) + "/activities"
	}
	return BookURL(branch) + "/activities?" + v.Encode()
}

// NewActivityURL is the form of a new activity of a kind.
func NewActivityURL(branch int64, kind string) string {
	address := BookURL(branch) + "/activities/new"
	if kind != "" {
		address += "?kind=" + url.QueryEscape(kind)
	}
	return address
}

// LikeActivityURL is the form of a new activity that goes by an earlier one.
func LikeActivityURL(branch, activity int64) string {
	return NewActivityURL(branch, "") + "?like=" + strconv.FormatInt(activity, 10)
}

// LookActivityURL looks at the form of an activity while it is filled in.
func LookActivityURL(branch int64) string { return BookURL(branch) + "/activities/look" }

// LookChecklistURL looks at what is still missing while the form is filled in.
func LookChecklistURL(branch int64) string { return LookActivityURL(branch) + "?part=checklist" }

// ActivityURL is one activity.
func ActivityURL(branch, activity int64) string {
	return of(BookURL(branch)+"/activities", activity)
}

// EditActivityURL is the form that corrects an activity.
func EditActivityURL(branch, activity int64) string { return ActivityURL(branch, activity) + "/edit" }

// RemoveActivityURL takes an activity back.
func RemoveActivityURL(branch, activity int64) string {
	return ActivityURL(branch, activity) + "/remove"
}
