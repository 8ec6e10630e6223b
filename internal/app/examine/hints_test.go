package examine_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"testing"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// branchOf is the branch at which a secretary acts.
func (c *city) branchOf(secretary string) int64 {
	c.Helper()
	return c.Who(secretary).At(access.BranchSecretary)[0]
}

// held records an activity of a day with a picture.
func (c *city) held(branch int64, title string, on calendar.Date, present []int64, picture string) {
	c.Helper()
	by := c.Who("wangming").Person
	sum := sha256.Sum256([]byte(picture))
	digest := hex.EncodeToString(sum[:])
	var id int64
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var b, files store.Batch
		b.AddActivity(branch, &record.Activity{Kinds: []record.ActivityKind{record.ThemePartyDay}, On: on, Begins: -1, Title: title, Present: present}, by, c.Now, &id)
		b.KeepFile(store.File{Digest: digest, Data: []byte(picture), MediaType: "image/jpeg", At: c.Now})
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		files.AddRecordFile(branch, store.RecordFile{Kind: record.ActivityRecord, Record: id, Digest: digest, Name: "合影.jpg"}, by, c.Now)
		return tx.Commit(ctx, &files)
	}))
}

// joins puts a member on a branch's roster until a day.
func (c *city) joins(branch int64, name string, until calendar.Date) int64 {
	c.Helper()
	m := record.Member{Name: name, Sex: record.Male, Stage: record.Full, Since: calendar.Date{Year: 2020, Month: 1, Day: 1}, Until: until}
	c.Must(c.Store.Tx(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		var id, add store.Batch
		id.NewID("member", &m.ID)
		if err := tx.Read(ctx, &id); err != nil {
			return err
		}
		add.AddMember(1, &m, store.Sealed{}, c.Who("wangming").Person, c.Now)
		add.Join(branch, &m)
		return tx.Commit(ctx, &add)
	}))
	return m.ID
}

// Two things are to be looked at twice: somebody who left on 1 March was present
// on the 6th, and one picture stands in two records and at another branch. The
// evidence of the branch itself is how it should be. What is found at submission
// is kept, and told beside the desk by its number.
func TestWhatToLookAtTwiceIsFoundAtSubmission(t *testing.T) {
	c := newCity(t)
	mine, other := c.branchOf("wangming"), c.branchOf("cz-03")
	left := c.joins(mine, "李强", calendar.Date{Year: 2026, Month: 3, Day: 1})
	c.held(mine, "三月主题党日", calendar.Date{Year: 2026, Month: 3, Day: 6}, []int64{left}, "one picture")
	c.held(mine, "四月主题党日", calendar.Date{Year: 2026, Month: 4, Day: 6}, nil, "one picture")
	c.held(mine, "五月主题党日", calendar.Date{Year: 2026, Month: 5, Day: 6}, nil, "another picture")
	c.held(mine, "上年主题党日", calendar.Date{Year: 2025, Month: 5, Day: 6}, nil, "another picture")
	c.held(other, "三月主题党日", calendar.Date{Year: 2026, Month: 3, Day: 9}, nil, "one picture")
	id := c.submitted("wangming")
	v, hints, err := c.review.Hints(context.Background(), c.Who("chenjing"), id)
	c.Must(err)
	var got []string
	for _, h := range hints {
		got = append(got, h.Text)
	}
	want := []string{"3月6日“三月主题党日”记有 李强 到会，当天不在本支部名册。",
		"文件“合影.jpg”在 3 处使用：三月主题党日 3月6日、四月主题党日 4月6日、财政局第三党支部。"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	beside, err := c.review.Beside(context.Background(), &v, "B2.4")
	c.Must(err)
	if beside.Hints != 2 {
		t.Errorf("%d hints are told beside the desk, want 2", beside.Hints)
	}
	_, _, err = c.review.Hints(context.Background(), c.Who("wangming"), id)
	c.Fails(err, fault.Forbidden)
	_, _, err = c.review.Hints(context.Background(), c.Who("jy-kaohe"), id)
	c.Fails(err, fault.NotFound)
}
