package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"baolei/internal/core/document"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Upload is a file as it was sent.
type Upload struct {
	Name string
	Data []byte
}

// Taken is a file that was inspected and cleaned, as it is to be kept.
type Taken struct {
	document.Document
	Digest string // SHA-256 of Data, lower-case hex
}

// There tells that all that was sent is there already, under a name.
func There(name string) error {
	return fault.Field("file", "已经有内容相同的文件“"+name+"”，没有重复添加。")
}

// Stored returns what the database keeps of the file.
func (f Taken) Stored(at time.Time) store.File {
	return store.File{Digest: f.Digest, Data: f.Data, MediaType: f.Kind.MediaType(), Width: f.Width, Height: f.Height, At: at}
}

// decoders is how many pictures may be decoded at once: each can take some
// hundred MiB for a moment.
const decoders = 2

// Inspector inspects what was sent, a few files at a time.
type Inspector struct{ slots chan struct{} }

// NewInspector makes an inspector; one serves the whole process.
func NewInspector() *Inspector { return &Inspector{make(chan struct{}, decoders)} }

// Take inspects and cleans files: all of them, or an error that names the one
// that is not taken, about the field "file".
func (i *Inspector) Take(ctx context.Context, files []Upload) ([]Taken, error) {
	var list []Taken
	for _, f := range files {
		d, err := i.inspect(ctx, f)
		if err != nil {
			return nil, naming(f.Name, err)
		}
		sum := sha256.Sum256(d.Data)
		list = append(list, Taken{d, hex.EncodeToString(sum[:])})
	}
	return list, nil
}

func (i *Inspector) inspect(ctx context.Context, f Upload) (document.Document, error) {
	select {
	case i.slots <- struct{}{}:
		defer func() { <-i.slots }()
		return document.Take(f.Name, f.Data)
	case <-ctx.Done():
		return document.Document{}, fault.Wrap(fault.Unavailable, "现在上传的人较多，没有保存，请稍后再试。", ctx.Err())
	}
}

// naming tells which of several files was refused.
func naming(name string, err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind == fault.Unavailable {
		return err
	}
	message := "“" + document.DisplayName(name) + "”没有上传：" + f.Message
	return &fault.Error{Kind: f.Kind, Message: message, Fields: map[string]string{"file": message}}
}
