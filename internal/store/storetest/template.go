package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"baolei/internal/store"
	"baolei/migrations"

	"github.com/jackc/pgx/v5"
)

// templateLock is the advisory lock under which a template is made: packages
// are tested in parallel processes on one server.
const templateLock = 0x62616f6c6569 // "baolei"

// made remembers the template of each server, so that a process asks for it once.
var made struct {
	sync.Mutex
	template map[string]string
}

// templateOn returns the name of the migrated database on the server, making it
// when it is missing.
func templateOn(ctx context.Context, server string) (string, error) {
	made.Lock()
	defer made.Unlock()
	if name := made.template[server]; name != "" {
		return name, nil
	}
	queue, err := store.QueueVersion()
	if err != nil {
		return "", err
	}
	name, err := templateName(migrations.FS, queue)
	if err != nil {
		return "", err
	}
	if err := underLock(ctx, server, func(conn *pgx.Conn) error {
		return makeTemplate(ctx, conn, server, name)
	}); err != nil {
		return "", err
	}
	if made.template == nil {
		made.template = map[string]string{}
	}
	made.template[server] = name
	return name, nil
}

// templateName is a hash over names and texts of all migrations, and the version
// of the queue's tables: a changed migration makes a new template.
func templateName(migrations fs.FS, queue int) (string, error) {
	sum := sha256.New()
	_, _ = fmt.Fprint(sum, queue) // never fails
	err := fs.WalkDir(migrations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations, path)
		if err != nil {
			return err
		}
		digest := sha256.Sum256(text)
		_, err = sum.Write(append([]byte(path+"\x00"), digest[:]...))
		return err
	})
	return "baolei_template_" + hex.EncodeToString(sum.Sum(nil)[:8]), err
}

func underLock(ctx context.Context, server string, do func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(templateLock)); err != nil {
		return errors.Join(err, conn.Close(ctx))
	}
	return errors.Join(do(conn), conn.Close(ctx)) // closing lets go of the lock
}

// makeTemplate makes the template unless a whole one is there. It is marked as
// a template only when it is whole, so one whose maker died is made again.
func makeTemplate(ctx context.Context, conn *pgx.Conn, server, name string) error {
	var whole bool
	err := conn.QueryRow(ctx, "SELECT datistemplate FROM pg_database WHERE datname = $1", name).Scan(&whole)
	if err == nil && whole {
		return nil
	}
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+quote(name)+" WITH (FORCE)"); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+quote(name)+" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"); err != nil {
		return err
	}
	if err := migrate(ctx, onDatabase(server, name)); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+quote(name)+" WITH IS_TEMPLATE true ALLOW_CONNECTIONS false")
	return err
}
