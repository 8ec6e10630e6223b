package browsertest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

const head = `<!doctype html><html lang="zh-CN"><head><title>试</title><link rel="icon" href="/icon.svg"></head><body><main><h1>测试页</h1>`

const form = head + `
<form method="post" action="/save" enctype="multipart/form-data">
<label for="n">姓名 *</label><input id="n" name="name" required value="旧名">
<label>谈话次数：<input name="count" type="number" step="0.5"></label>
<label for="d">入党日期</label><input id="d" name="date" type="date">
<label for="l">等级</label><select id="l" name="level"><option value="">请选择</option><option value="a">优秀</option><option value="b">良好</option></select>
<fieldset><legend>核实结论</legend><label><input type="radio" name="verdict" value="y"> 属实</label><label><input type="radio" name="verdict" value="n"> 不属实</label></fieldset>
<label><input type="checkbox" name="sworn"> 承诺真实</label>
<label for="f">佐证材料</label><input id="f" type="file" name="file">
<label for="r">说明</label><textarea id="r" name="reason"></textarea>
<button>提交</button> <button disabled>作废</button>
</form>
<ul><li>第一支部 <a href="/done?first">查看</a></li><li>第二支部 <a href="/done?second">查看</a></li></ul></main>`

// site answers with pages of known content under the policy of the product.
func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	serve := func(path, body string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, body)
		})
	}
	serve("/form", form)
	serve("/done", head+`<p>已完成</p></main>`)
	serve("/inline", head+`<p style="color:red">红</p></main>`)
	serve("/broken-script", head+`<script src="/throws.js"></script></main>`)
	serve("/no-style", head+`<link rel="stylesheet" href="/absent.css"></main>`)
	serve("/outside", head+`<img alt="图" src="http://example.com/x.png"></main>`)
	serve("/unlabelled", head+`<input name="x"></main>`)
	serve("/slow", head+`<p id="p">稍候</p><script src="/slow.js"></script></main>`)
	serve("/ask", head+`<button id="b">删除</button><p id="p"></p><script src="/ask.js"></script></main>`)
	script(mux, "/throws.js", `throw new Error("坏脚本")`)
	script(mux, "/slow.js", `setTimeout(() => { document.getElementById("p").textContent = "办 好 了" }, 300)`)
	script(mux, "/ask.js", `document.getElementById("b").onclick = () => { document.getElementById("p").textContent = confirm("确定？") ? "已删除" : "未删除" }`)
	mux.HandleFunc("GET /icon.svg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	})
	mux.HandleFunc("POST /save", save)
	mux.HandleFunc("GET /crash", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "坏了", http.StatusInternalServerError) })
	mux.HandleFunc("GET /refused", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "请改正", http.StatusUnprocessableEntity)
	})
	mux.HandleFunc("GET /who", who)
	server := httptest.NewServer(policy(mux))
	t.Cleanup(server.Close)
	return server.URL
}

func script(mux *http.ServeMux, path, text string) {
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = io.WriteString(w, text)
	})
}

func policy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		const self = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://example.com; form-action 'self'"
		w.Header().Set("Content-Security-Policy", self)
		next.ServeHTTP(w, r)
	})
}

// save answers with what it got, one field after the other.
func save(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	file := "none"
	if h := r.MultipartForm.File["file"]; len(h) == 1 && h[0].Size > 0 {
		file = h[0].Filename
	}
	var got []string
	for _, name := range []string{"name", "count", "date", "level", "verdict", "sworn", "reason"} {
		got = append(got, name+"="+r.PostForm.Get(name))
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, head, "<p>", strings.Join(got, ";"), ";file=", file, "</p></main>")
}

// who counts the visits of one person by a cookie.
func who(w http.ResponseWriter, r *http.Request) {
	visits := "first"
	if _, err := r.Cookie("seen"); err == nil {
		visits = "again"
	}
	http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/", HttpOnly: true})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(w, head, "<p>", visits, "</p></main>")
}
