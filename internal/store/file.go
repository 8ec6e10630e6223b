package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/fault"
)

// ChunkSize is how many bytes of a file one row holds, the last one fewer: few
// enough that no row needs much memory, enough that reading costs few queries.
const ChunkSize = 256 << 10

// File is what is kept of a file, once for all places where it is used.
type File struct {
	Digest        string // SHA-256 of Data, lower-case hex
	Data          []byte
	MediaType     string
	Width, Height int // pixels; 0 where it is no image
	At            time.Time
}

// KeepFile queues the keeping of a file. Where one of the same content is there
// already, that one stays.
func (b *Batch) KeepFile(f File) {
	var parts [][]byte
	for rest := f.Data; len(rest) > 0; {
		n := min(len(rest), ChunkSize)
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	b.do(`insert into file (digest, size, media_type, width, height, created_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
		f.Digest, len(f.Data), f.MediaType, f.Width, f.Height, f.At)
	b.do(`insert into file_chunk (digest, part, bytes) select $1, n - 1, bytes from unnest($2::bytea[]) with ordinality as t (bytes, n) on conflict do nothing`,
		f.Digest, parts)
}

// FilePart reads one chunk of a file, counted from 0. Chunks are read one by
// one, so that a slow download holds no connection.
func (db *DB) FilePart(ctx context.Context, digest string, part int) ([]byte, error) {
	var bytes []byte
	var found bool
	var b Batch
	b.one(&found, func(r pgx.Row) error { return r.Scan(&bytes) }, `select bytes from file_chunk where digest = $1 and part = $2`, digest, part)
	if err := db.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !found {
		return nil, fault.New(fault.NotFound, "没有找到这个文件。")
	}
	return bytes, nil
}
