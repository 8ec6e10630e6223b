package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net"
	"strings"
	"testing"

	"baolei/internal/app/outlook"
)

// mailbox is a mail server on this machine that keeps what it gets.
func mailbox(t *testing.T) (address string, got chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // the listener is of no use any more
	got = make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }() // the letter is there or not
		take(conn, got)
	}()
	return l.Addr().String(), got
}

// take speaks as much SMTP as one letter needs.
func take(conn net.Conn, got chan<- string) {
	r := bufio.NewReader(conn)
	say := func(line string) { fmt.Fprint(conn, line+"\r\n") }
	say("220 mailbox")
	var letter strings.Builder
	for in := false; ; {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		switch {
		case in && line == ".":
			in = false
			got <- letter.String()
			say("250 kept")
		case in:
			letter.WriteString(line + "\n")
		case strings.HasPrefix(line, "DATA"):
			in = true
			say("354 go on")
		case strings.HasPrefix(line, "QUIT"):
			say("221 bye")
			return
		default:
			letter.WriteString(line + "\n")
			say("250 fine")
		}
	}
}

func TestANoticeArrivesByMail(t *testing.T) {
	address, got := mailbox(t)
	t.Setenv("BAOLEI_SMTP", "smtp://"+address)
	t.Setenv("BAOLEI_MAIL_FROM", "baolei@example.cn")
	p, err := openPostman()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.send(context.Background(), outlook.Mail{To: "wang@example.cn", Subject: "堡垒指数提醒", Text: "主题党日（10月）没有登记。"}); err != nil {
		t.Fatal(err)
	}
	letter := <-got
	plain, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(letter)))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"MAIL FROM:<baolei@example.cn>", "RCPT TO:<wang@example.cn>", "主题党日（10月）没有登记。"} {
		if !strings.Contains(string(plain), want) {
			t.Errorf("the letter has no %q:\n%s", want, plain)
		}
	}
}

func TestMailIsSetUpWholeOrNotAtAll(t *testing.T) {
	for address, from := range map[string]string{"": "", "smtp://mail.example:587": "", "mail.example": "a@b.cn", "http://mail.example": "a@b.cn"} {
		t.Setenv("BAOLEI_SMTP", address)
		t.Setenv("BAOLEI_MAIL_FROM", from)
		if p, err := openPostman(); p != nil || (err == nil) != (address == "") {
			t.Errorf("%q from %q: %v, %v", address, from, p, err)
		}
	}
}
