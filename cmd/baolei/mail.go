package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"

	"baolei/internal/app/outlook"
)

// postman sends mail through one server.
type postman struct {
	client *mail.Client
	from   string
}

// openPostman takes the mail server from BAOLEI_SMTP ("smtp://user:password@host:587",
// "smtps://…" for TLS from the start) and the sender from BAOLEI_MAIL_FROM; nil
// where none is named, and nothing goes out by mail then.
func openPostman() (*postman, error) {
	address, from := os.Getenv("BAOLEI_SMTP"), os.Getenv("BAOLEI_MAIL_FROM")
	if address == "" {
		return nil, nil //nolint:nilnil // no mail is set up
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || from == "" {
		return nil, errors.New("BAOLEI_SMTP 请写成 smtp://用户:密码@主机:端口 或 smtps://…，并用 BAOLEI_MAIL_FROM 写明发件地址")
	}
	options := []mail.Option{mail.WithTimeout(15 * time.Second), mail.WithTLSPolicy(mail.TLSMandatory)}
	switch {
	case u.Scheme == "smtps":
		options = append(options, mail.WithSSL())
	case loopback(u.Host):
		options[1] = mail.WithTLSPolicy(mail.NoTLS) // a relay on this machine
	}
	if port, err := strconv.Atoi(u.Port()); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if name := u.User.Username(); name != "" {
		password, _ := u.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(name), mail.WithPassword(password))
	}
	client, err := mail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("set up mail: %w", err)
	}
	return &postman{client, from}, nil
}

// send sends one mail.
func (p *postman) send(ctx context.Context, m outlook.Mail) error {
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(p.from), msg.To(m.To)); err != nil {
		return err
	}
	msg.Subject(m.Subject)
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	return p.client.DialAndSendWithContext(ctx, msg)
}
