package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"
)

// partsAtOnce is how many chunks of a large file travel together.
const partsAtOnce = 16

// KeepLarge keeps a file that is too large to be held in memory, a few chunks at
// a time, each in a transaction of its own, and returns its SHA-256 as lower-case
// hex. Where it breaks off, keeping the same file again completes it; until
// something refers to it, nobody sees it.
func (db *DB) KeepLarge(ctx context.Context, from io.ReadSeeker, mediaType string, at time.Time) (string, error) {
	sum := sha256.New()
	size, err := io.Copy(sum, from)
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err != nil {
		return "", fmt.Errorf("keep a file: %w", err)
	}
	digest := hex.EncodeToString(sum.Sum(nil))
	for part := 0; ; part += partsAtOnce {
		parts, err := nextParts(from)
		if err != nil {
			return "", fmt.Errorf("keep a file: %w", err)
		}
		if len(parts) == 0 {
			return digest, nil
		}
		var b Batch
		b.do(`insert into file (digest, size, media_type, created_at) values ($1, $2, $3, $4) on conflict do nothing`, digest, size, mediaType, at)
		b.do(`insert into file_chunk (digest, part, bytes) select $1, $2 + n - 1, bytes from unnest($3::bytea[]) with ordinality as t (bytes, n) on conflict do nothing`, digest, part, parts)
		if err := db.Read(ctx, &b); err != nil {
			return "", err
		}
	}
}

func nextParts(from io.Reader) ([][]byte, error) {
	var parts [][]byte
	for len(parts) < partsAtOnce {
		chunk := make([]byte, ChunkSize)
		n, err := io.ReadFull(from, chunk)
		if n > 0 {
			parts = append(parts, chunk[:n])
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}
