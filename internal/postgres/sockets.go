package postgres

import (
	"os"
	"path/filepath"
	"strings"
)

// socketPrefix names the folders of sockets.
const socketPrefix = "baolei-pg-"

// makeSockets makes the folder of the server's socket. It lies in /tmp, not
// with the data: the path of a socket is limited to 107 bytes (103 on macOS), and
// the path of a checkout may be longer. The folder is the server's gate:
// the server asks no password, and only its account and root get in.
func makeSockets(as account) (string, error) {
	place := "/tmp"
	if !isFolder(place) {
		place = os.TempDir() // macOS: /tmp is a link, and its own temporary folder is short enough
	}
	dir, err := os.MkdirTemp(place, socketPrefix)
	if err != nil {
		return "", err
	}
	if err := as.give(dir); err != nil {
		return "", firstError(err, os.Remove(dir))
	}
	return dir, nil
}

// removeSockets deletes the socket folder of a dead server. The path comes from
// a file, so it must look like one of ours and belong to the account. What
// cannot be removed does no harm: the next server takes a new folder.
func removeSockets(dir string, as account) {
	if !strings.HasPrefix(filepath.Base(dir), socketPrefix) || !isFolder(dir) {
		return
	}
	if uid, err := owner(dir); err != nil || uid != as.uid {
		return
	}
	_ = os.RemoveAll(dir)
}
