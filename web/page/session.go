package page

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/scs/v2"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
)

// Keeper keeps sessions. It finds the person together with the session, and lets
// a token run out that another has replaced.
type Keeper interface {
	scs.CtxStore
	ReplaceCtx(ctx context.Context, token string) error
}

// NewSessions makes the session manager over a keeper. Secure is false only on
// plain http on loopback.
func NewSessions(keeper Keeper, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = keeper
	m.Codec = codec{}
	m.Lifetime = 8 * time.Hour // idle sessions end earlier, by the keeper
	m.HashTokenInStore = true
	m.Cookie.Secure = secure
	m.Cookie.Name = "session"
	if secure {
		m.Cookie.Name = "__Host-session"
	}
	m.Cookie.Persist = false
	return m
}

// Keys of a session's values.
const (
	personKey = "person" // int64
	actorKey  = "actor"  // access.Actor, brought along by the keeper and never written
	unreadKey = "unread" // int, how many notices the person has not read; brought along like the actor
	mendsKey  = "mends"  // bool, whether a branch of the person's has a rectification file; brought along like the actor
	visitKey  = "visit"  // string, what the tokens of one visit have in common
	sinceKey  = "since"  // time.Time, when the visit began
	provenKey = "proven" // time.Time, when the person last proved by the password who they are
)

// codec writes a session as JSON with nothing in it but its person, its times
// and what its tokens have in common, and reads it back with the person's name
// and appointments.
type codec struct{}

type stored struct {
	Deadline     time.Time           `json:"deadline"`
	Person       int64               `json:"person"`
	Visit        string              `json:"visit,omitempty"`
	Since        time.Time           `json:"since,omitzero"`
	Proven       time.Time           `json:"proven,omitzero"`
	Account      string              `json:"account,omitempty"`
	Name         string              `json:"name,omitempty"`
	MustChange   bool                `json:"must_change,omitempty"`
	Unread       int                 `json:"unread,omitempty"`
	Mends        bool                `json:"mends,omitempty"`
	Appointments []storedAppointment `json:"appointments,omitempty"`
}

type storedAppointment struct {
	Role         access.Role `json:"role"`
	Organisation int64       `json:"organisation"`
	Name         string      `json:"name"`
}

func (codec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	d := stored{Deadline: deadline}
	d.Person, _ = values[personKey].(int64)
	d.Visit, _ = values[visitKey].(string)
	d.Since, _ = values[sinceKey].(time.Time)
	d.Proven, _ = values[provenKey].(time.Time)
	return json.Marshal(d)
}

func (codec) Decode(data []byte) (time.Time, map[string]any, error) {
	var d stored
	if err := json.Unmarshal(data, &d); err != nil {
		return time.Time{}, nil, err
	}
	actor := access.Actor{Person: d.Person, Account: d.Account, Name: d.Name, MustChangePass: d.MustChange, ProvenAt: d.Proven}
	for _, a := range d.Appointments {
		actor.Appointments = append(actor.Appointments, access.Appointment(a))
	}
	return d.Deadline, map[string]any{personKey: d.Person, actorKey: actor, unreadKey: d.Unread, mendsKey: d.Mends, visitKey: d.Visit, sinceKey: d.Since, provenKey: d.Proven}, nil
}

// Actor returns who makes the request; nobody where nobody is signed in.
func (s *Site) Actor(r *http.Request) access.Actor {
	actor, _ := s.Sessions.Get(r.Context(), actorKey).(access.Actor)
	return actor
}

// Begin starts a session of a person, who has just given the password, under a
// new token.
func (s *Site) Begin(r *http.Request, person int64) error {
	if err := s.Sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	visit := make([]byte, 16)
	_, _ = rand.Read(visit) // never fails
	now := s.Now()
	for key, value := range map[string]any{personKey: person, visitKey: base64.RawURLEncoding.EncodeToString(visit), sinceKey: now, provenKey: now} {
		s.Sessions.Put(r.Context(), key, value)
	}
	return nil
}

// End ends the session.
func (s *Site) End(r *http.Request) error { return s.Sessions.Destroy(r.Context()) }

// TokenField is the name of the hidden field that each form carries.
const TokenField = "form"

// Token makes a form's token: a random key, and a proof that it was made for
// this session. The key makes the form act once, however often it is sent.
func (s *Site) Token(r *http.Request) string {
	random := make([]byte, 12)
	_, _ = rand.Read(random) // never fails
	key := base64.RawURLEncoding.EncodeToString(random)
	return key + "." + s.proof(r, key)
}

// Key checks a form's token and returns its key, with a digest of what was
// filled in: the same form sent again with the same content acts once, with
// other content it meets the versions that it carries. A password is no part of
// it: the key is kept, and nothing that is kept may help to guess a password.
func (s *Site) Key(r *http.Request) (string, error) {
	key, proof, _ := strings.Cut(r.PostFormValue(TokenField), ".")
	if len(key) != 16 || !hmac.Equal([]byte(proof), []byte(s.proof(r, key))) {
		return "", fault.New(fault.Forbidden, "这个页面已过期，请复制您填写的内容，刷新页面后再提交。")
	}
	if !storable(r.PostForm) {
		return "", fault.New(fault.Invalid, "填写的内容里有不能保存的字符，请删去后重新填写。")
	}
	content := maps.Clone(r.PostForm)
	delete(content, PasswordField)
	sum := sha256.Sum256([]byte(content.Encode()))
	return key + "." + base64.RawURLEncoding.EncodeToString(sum[:12]), nil
}

// storable tells whether the database can hold every field: UTF-8 without NUL.
func storable(form url.Values) bool {
	for _, values := range form {
		for _, v := range values {
			if strings.ContainsRune(v, 0) || !utf8.ValidString(v) {
				return false
			}
		}
	}
	return true
}

// proof binds a form to the visit in which it was made: it outlives a new token,
// so that forms in other windows stay good when their person signs something.
func (s *Site) proof(r *http.Request, key string) string {
	secret, _ := s.Sessions.Get(r.Context(), visitKey).(string)
	if secret == "" {
		secret = s.Sessions.Token(r.Context()) // a session from before visits had a name of their own
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(key))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
