package app

import (
	"testing"

	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestKeysFitTheDatabaseThatTheySealed(t *testing.T) {
	pool := storetest.Open(t)
	db := store.Over(pool)
	run := func(sql string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	own, other := ThrowawayKeys(), ThrowawayKeys()
	if held, err := AnythingSealed(t.Context(), db); held || err != nil {
		t.Fatalf("an empty database has something sealed: %v, %v", held, err)
	}
	if err := other.Fit(t.Context(), db); err != nil {
		t.Errorf("keys do not fit an empty database: %v", err)
	}
	run(`insert into organisation (id, root_id, level, code, name, created_at) overriding system value values (1, 1, 'work_committee', 'GW', '工委', now())`)
	run(`insert into person (account, name, password_hash, created_at) values ('jia', '甲', 'x', now())`)
	run(`insert into member (id, root_id, name, sex, stage, identity_sealed, identity_digest, recorded_at, recorded_by) overriding system value
		select 7, o.id, '甲', 'male', 'full', $1, $2, now(), p.id from organisation o, person p`,
		own.Seal(IdentityColumn, 7, "330702199001011232"), own.Digest(IdentityColumn, "330702199001011232"))
	if held, err := AnythingSealed(t.Context(), db); !held || err != nil {
		t.Errorf("what is sealed is not seen: %v, %v", held, err)
	}
	if err := own.Fit(t.Context(), db); err != nil {
		t.Errorf("the own keys do not fit: %v", err)
	}
	if err := other.Fit(t.Context(), db); err == nil {
		t.Error("other keys fit")
	}
	mixed := *own
	mixed.search = other.search
	if err := mixed.Fit(t.Context(), db); err == nil {
		t.Error("another search key fits")
	}
}
