package app

import (
	"context"
	"io"

	"baolei/internal/store"
)

// Download is a kept file on its way to somebody who may read it.
type Download struct {
	Name, MediaType string
	Size            int // bytes
	digest          string
	first           []byte
	db              *store.DB
}

// OpenFile makes a kept file ready to be sent. Whether the person may read it has
// been decided before.
func (d Desk) OpenFile(ctx context.Context, digest, name, mediaType string, size int) (*Download, error) {
	first, err := d.Store.FilePart(ctx, digest, 0)
	if err != nil {
		return nil, err
	}
	return &Download{Name: name, MediaType: mediaType, Size: size, digest: digest, first: first, db: d.Store}, nil
}

// Copy writes the file, reading on while it goes out.
func (d *Download) Copy(ctx context.Context, w io.Writer) error {
	parts := (d.Size + store.ChunkSize - 1) / store.ChunkSize
	bytes := d.first
	for part := 1; ; part++ {
		if _, err := w.Write(bytes); err != nil || part >= parts {
			return err
		}
		var err error
		if bytes, err = d.db.FilePart(ctx, d.digest, part); err != nil {
			return err
		}
	}
}
