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
//
// The folder's name is noted in the home: a server whose parent was killed shuts
// down and takes its pid file away, and then nothing else would tell the name.
func (h *home) makeSockets() (string, error) {
	place := "/tmp"
	if !isFolder(place) {
		place = os.TempDir() // macOS: /tmp is a link, and its own temporary folder is short enough
	}
	dir, err := os.MkdirTemp(place, socketPrefix)
	if err != nil {
		return "", err
	}
	err = firstError(h.as.give(dir), os.WriteFile(h.socketNote(), []byte(dir), 0o600))
	if err != nil {
		return "", firstError(err, os.Remove(dir))
	}
	return dir, nil
}

func (h *home) socketNote() string { return filepath.Join(h.dir, "sockets") }

// removeOldSockets deletes the socket folder of the last server of this home.
func (h *home) removeOldSockets() {
	if dir, err := os.ReadFile(h.socketNote()); err == nil {
		removeSockets(string(dir), h.as)
	}
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
