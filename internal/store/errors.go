package store

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/core/fault"
)

// known turns database errors that a person can meet into faults. Others come
// back as they are.
func known(err error) error {
	if err == nil || fault.KindOf(err) != 0 {
		return err
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return knownCode(e, err)
	}
	if unreachable(err) {
		return lost(err)
	}
	return err
}

// lost is the fault of a database that does not answer, or not any more. Where
// the connection broke at the COMMIT it may have been done all the same; the
// form's key makes sending it again safe.
func lost(err error) error {
	return fault.Wrap(fault.Unavailable, "数据库暂时连不上，请稍后再试。", err)
}

// broken tells an error that cost the connection from one that the server sent.
func broken(conn *pgxpool.Conn, err error) error {
	if _, told := errors.AsType[*pgconn.PgError](err); err == nil || told || fault.KindOf(err) != 0 || !conn.Conn().IsClosed() {
		return err
	}
	return lost(err)
}

func knownCode(e *pgconn.PgError, err error) error {
	switch {
	case e.Code == "BL409":
		return fault.Wrap(fault.Conflict, "内容刚刚被别人改动，请核对后再保存。", err)
	case e.Code == "BL410":
		return fault.Wrap(fault.Forbidden, "本周期已经结束，不能再改。", err)
	case e.Code == "BL503":
		return moving(e.Detail)
	case e.Code == "22021", e.Code == "22P05":
		return fault.Wrap(fault.Invalid, "填写的内容里有不能保存的字符，请删去后重新填写。", err)
	case e.Code == "40001", e.Code == "40P01", e.Code == "55P03", e.Code == "57014":
		return fault.Wrap(fault.Unavailable, "现在操作的人较多，没有保存，请稍后再试。", err)
	case strings.HasPrefix(e.Code, "08"), strings.HasPrefix(e.Code, "53"), strings.HasPrefix(e.Code, "57P"):
		return lost(err)
	}
	return err
}

// moving is the fault of saving while a cycle is moved to another set; far is how
// many of its branches are scored anew by now, "120 / 490", or "".
func moving(far string) error {
	if far != "" {
		far = "（已算 " + far + " 个支部）"
	}
	return fault.New(fault.Unavailable, "本周期正在换用新版指标，各支部的得分正在重算"+far+"，没有保存。请过几分钟再保存。")
}

func unreachable(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	_, ok := errors.AsType[*net.OpError](err)
	return ok
}

// Violates tells whether err is the violation of a named constraint.
func Violates(err error, constraint string) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && e.ConstraintName == constraint
}
