package outlook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baolei/internal/store"
)

// Mail is a notice as it goes out.
type Mail struct{ To, Subject, Text string }

// A letter that could not be sent is tried again after a quarter of an hour,
// five times in all.
const (
	mailAgain = 15 * time.Minute
	mailTries = 5
	mailBatch = 20
)

// SendMail sends some of the notices whose mail is due, and returns how many
// went out. origin is the site's address, which the links begin with. Where a
// process dies between sending and noting it, the letter goes out once more.
func (s *Service) SendMail(ctx context.Context, origin string, send func(context.Context, Mail) error) (int, error) {
	var letters []store.Letter
	if err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		letters = nil
		var b store.Batch
		b.TakeLetters(s.Now(), s.Now().Add(mailAgain), mailBatch, &letters)
		return tx.Commit(ctx, &b)
	}); err != nil {
		return 0, err
	}
	sent := 0
	var all error
	for _, l := range letters {
		err := send(ctx, Mail{To: l.To, Subject: "堡垒指数提醒", Text: l.Text + "\n\n" + origin + l.Href + "\n\n不想再收邮件，可在系统的“提醒”里关闭。\n"})
		state := "sent"
		switch {
		case err == nil:
			sent++
		case l.Tries < mailTries:
			all = errors.Join(all, fmt.Errorf("mail of notice %d, try %d: %w", l.ID, l.Tries, err))
			continue
		default:
			state, all = "failed", errors.Join(all, fmt.Errorf("mail of notice %d is given up: %w", l.ID, err))
		}
		if err := s.noteMail(ctx, l.ID, state); err != nil {
			return sent, errors.Join(all, err)
		}
	}
	return sent, all
}

func (s *Service) noteMail(ctx context.Context, id int64, state string) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Mailed(id, state)
		return tx.Commit(ctx, &b)
	})
}
