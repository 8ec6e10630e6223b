package page

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net/http"

	"baolei/internal/app"
	"baolei/internal/core/fault"
)

// FilesLimit bounds a form with files, all of them together with its fields.
const FilesLimit = 21 << 20

// drainLimit is how much of a form that is too large is read on, so that the
// browser comes to see the answer instead of a broken connection.
const drainLimit = 128 << 20

// ReadFiles reads a multipart form and checks its token, which the gate leaves
// to routes with files. Parts of the field without a file name do not count. The
// key covers the files too: other files in the same form are another form.
func (s *Site) ReadFiles(w http.ResponseWriter, r *http.Request, field string) (files []app.Upload, key string, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		return nil, "", fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再试。")
	}
	body := r.Body
	r.Body = http.MaxBytesReader(w, body, FilesLimit)
	if err := r.ParseMultipartForm(FilesLimit); err != nil { //nolint:gosec // the body is bounded above
		return nil, "", unread(body, err)
	}
	key, err = s.Key(r)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.New()
	for _, head := range r.MultipartForm.File[field] {
		if head.Filename == "" {
			continue
		}
		part, err := head.Open()
		if err != nil {
			return nil, "", err
		}
		data, err := io.ReadAll(part)
		if err := errors.Join(err, part.Close()); err != nil {
			return nil, "", err
		}
		files = append(files, app.Upload{Name: head.Filename, Data: data})
		digest := sha256.Sum256(data)
		sum.Write(digest[:])
	}
	return files, key + "." + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:12]), nil
}

func unread(body io.Reader, err error) error {
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); !tooLarge {
		return fault.New(fault.Invalid, "文件没有传完，请检查网络后再试。")
	}
	_, cause := io.Copy(io.Discard, io.LimitReader(body, drainLimit))
	return &fault.Error{Kind: fault.TooLarge, Message: tooLargeText, Fields: map[string]string{"file": tooLargeText}, Cause: cause}
}

const tooLargeText = "文件合计超过 20 MB，没有上传。请压缩、拆分，或分几次上传。"
