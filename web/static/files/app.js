// Comfort on top of forms that work without it.
(() => {
  "use strict";
  const doc = document;
  doc.documentElement.classList.add("js");
  const all = (sel, from = doc) => Array.from(from.querySelectorAll(sel));
  const on = (type, f) => doc.addEventListener(type, f);
  const fire = (el, type) => el.dispatchEvent(new Event(type, { bubbles: true }));
  const cardOf = (el) => el && el.closest && el.closest("[data-card]");
  const viaHtmx = (form) => form.hasAttribute("hx-post") || form.hasAttribute("hx-get");
  const byId = (id) => doc.getElementById(id);

  // Steppers
  const step = (button) => {
    const box = button.closest("[data-stepper]"), input = box.querySelector("input");
    const by = Number(button.dataset.step), min = Number(input.min || 0);
    let n = Number(input.value) + by;
    if (input.value === "") n = box.dataset.start ? Number(box.dataset.start) : min + Math.max(by, 0);
    n = Math.max(min, input.max ? Math.min(n, Number(input.max)) : n);
    if (String(n) === input.value) return;
    input.value = n;
    fire(input, "change");
  };

  // Reasons used before
  const fill = (button) => {
    const area = byId(button.dataset.fill), text = button.textContent.trim();
    area.value = area.value.trim() ? area.value.trimEnd() + "\n" + text : text;
    fire(area, "change");
    area.focus();
  };

  on("click", (e) => {
    const hit = e.target.closest("[data-step],[data-fill],[data-retry]");
    if (!hit) return;
    if (hit.dataset.step) step(hit);
    else if (hit.dataset.fill) fill(hit);
    else retry(hit.closest("[data-save]"));
  });

  // What was typed and is not saved
  const fields = (from) => all("input,textarea,select", from).filter((f) => f.name && !/^(hidden|submit|button|password|search)$/.test(f.type));
  const state = (f) => (/^(radio|checkbox)$/.test(f.type) ? String(f.checked) : f.type === "file" ? String(f.files.length) : f.value);
  const original = (f) => {
    if (/^(radio|checkbox)$/.test(f.type)) return String(f.defaultChecked);
    if (f.type === "file") return "0";
    if (f.options) return (Array.from(f.options).find((o) => o.defaultSelected) || f.options[0] || {}).value;
    return f.defaultValue;
  };
  const dirty = (f) => !f.disabled && state(f) !== original(f);
  let leaving = false;
  const unsent = (but) => all('form[method="post"]').some((form) => form !== but && !form.querySelector("[type=password]") && fields(form).some(dirty));
  addEventListener("beforeunload", (e) => {
    if (leaving || !unsent()) return;
    e.preventDefault();
    e.returnValue = "";
  });

  // An ordinary form is sent once; without a network it is not sent at all, so nothing is lost
  on("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || viaHtmx(form)) return;
    if (form.dataset.busy || !navigator.onLine) return e.preventDefault();
    leaving = !unsent(form);
    setTimeout(busy, 0, form, true); // the pressed button's name is still sent
    form.dataset.busy = "1";
    setTimeout(busy, 10000, form, false); // an answer that is a download leaves the page standing
  });
  const busy = (form, yes) => {
    if (!yes) { leaving = false; delete form.dataset.busy; }
    all("button", form).forEach((b) => b.setAttribute("aria-disabled", yes));
  };
  addEventListener("pageshow", (e) => { if (e.persisted) all("[data-busy]").forEach((form) => busy(form, false)); });

  // A button pressed while its card is being saved and swapped is pressed on the new card
  let owed = "", held = null;
  doc.addEventListener("submit", (e) => {
    const form = e.target, b = e.submitter;
    if (!b || !b.id || !viaHtmx(form) || !form.classList.contains("htmx-request")) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    owed = b.id;
  }, true);
  on("pointerdown", (e) => { held = e.target.closest("button[id]"); });
  on("pointerup", (e) => {
    const was = held, now = was && byId(was.id);
    held = null;
    if (!now || was.isConnected) return;
    if (now.contains(doc.elementFromPoint(e.clientX, e.clientY))) now.click();
  });

  // Saving in place
  const sent = new WeakMap(), failed = new WeakMap(), carried = new WeakMap();
  const saveLine = (form) => {
    const near = cardOf(form) || form;
    let line = near.querySelector("[data-save]");
    if (!line) {
      line = doc.createElement("p");
      line.dataset.save = "";
      line.setAttribute("aria-live", "polite");
      form.append(line);
    }
    return line;
  };
  const say = (line, kind, text) => {
    line.className = "save save-" + kind;
    line.textContent = text;
    byId("announce").textContent = text;
  };
  const fail = (form, text) => {
    owed = "";
    const line = saveLine(form), waiting = failed.get(line) || new Set();
    failed.set(line, waiting.add(form));
    say(line, "failed", "没有保存：" + text);
    const again = doc.createElement("button");
    again.type = "button";
    again.className = "btn btn-small";
    again.dataset.retry = "";
    again.textContent = "重试";
    line.append(again);
  };
  // Signed in anew: the page asked for again brings the new session's tokens, to the same person only
  let ended = false;
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const who = (d) => (d.querySelector(".who") || 0).textContent;
    const tokens = all("[name=form]", page);
    if (who(page) === who(doc)) all("[name=form]").forEach((f, i) => { if (tokens[i]) f.value = tokens[i].value; });
  };
  const retry = async (line) => {
    const waiting = Array.from(failed.get(line) || []);
    failed.delete(line);
    say(line, "saving", "正在保存");
    if (ended) await renew().catch(() => {});
    ended = false;
    waiting.filter((f) => f.isConnected).forEach((f) => htmx.trigger(f, "submit"));
  };
  const because = {
    0: "网络中断，文字还在，恢复后点重试", 401: "登录已过期，请在另一个窗口登录后点重试",
    413: "文件太大", 503: "系统正忙，文字还在，请稍后点重试",
  };
  const told = (xhr) => xhr.getResponseHeader("X-Told") && xhr.responseText.trim(); // the server's own words
  const onFailure = ({ detail: { elt, xhr } }) => {
    if (elt.dataset.look) return; // nothing was to be saved
    ended = ended || /40[13]/.test(xhr.status);
    fail(elt, told(xhr) || because[xhr.status] || "系统出错，文字还在，请稍后点重试");
  };
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((t) => on(t, onFailure));

  on("htmx:beforeRequest", (e) => {
    const form = e.detail.elt;
    sent.set(e.detail.xhr, new Map(fields(form).map((f) => [f.id, state(f)])));
    const line = cardOf(form) && saveLine(form);
    if (line) setTimeout(() => { if (form.isConnected && form.classList.contains("htmx-request")) say(line, "saving", "正在保存"); }, 400);
  });
  // What was saved is not lost by going on
  on("htmx:beforeOnLoad", (e) => {
    const { elt, xhr } = e.detail, was = sent.get(xhr);
    if (was && xhr.getResponseHeader("HX-Redirect")) fields(elt).filter((f) => was.get(f.id) === state(f)).forEach((f) => { f.defaultValue = f.value; f.defaultChecked = f.checked; });
  });
  on("htmx:beforeSwap", (e) => {
    const { target, xhr, elt } = e.detail, was = sent.get(xhr) || new Map();
    if (!e.detail.shouldSwap || target === doc.body) return;
    if (/^\s*<!doctype/i.test(xhr.responseText)) {
      e.detail.shouldSwap = false;
      return fail(elt, because[401]);
    }
    carried.set(xhr, {
      typed: fields(target).filter((f) => f.id && dirty(f) && (was.get(f.id) !== state(f) || f.closest("[data-waits]"))),
      open: all("details[open]>summary[id]", target).map((s) => s.id),
      at: target.contains(doc.activeElement) ? target.id : "",
    });
  });
  on("htmx:afterSettle", (e) => {
    const due = byId(owed);
    if (due && !due.form.classList.contains("htmx-request")) { owed = ""; setTimeout(() => due.isConnected && due.click()); }
    const kept = carried.get(e.detail.xhr);
    if (!kept) return;
    carried.delete(e.detail.xhr);
    kept.open.forEach((id) => { const s = byId(id); if (s) s.parentNode.open = true; });
    kept.typed.forEach((old) => {
      const f = byId(old.id);
      if (!f || f.disabled || f === old) return;
      if (/^(radio|checkbox)$/.test(f.type)) f.checked = old.checked;
      else if (f.type === "file") f.files = old.files;
      else f.value = old.value;
      if (dirty(f) && f.type !== "file" && f.form && f.form.hasAttribute("data-auto")) fire(f, "change");
    });
    const now = kept.at && byId(kept.at);
    if (now) {
      const line = now.querySelector("[data-save]"), stop = now.querySelector(doc.activeElement.type === "submit" ? "[aria-invalid],[data-focus]" : "[data-focus]");
      if (line) byId("announce").textContent = line.textContent;
      if (stop) stop.focus();
      else if (!now.contains(doc.activeElement)) (now.querySelector("[tabindex]") || now).focus({ preventScroll: true });
    }
  });
  on("htmx:xhr:progress", (e) => {
    const bar = e.target.querySelector && e.target.querySelector("progress");
    if (!bar || !e.detail.lengthComputable) return;
    bar.hidden = false;
    bar.value = (100 * e.detail.loaded) / e.detail.total;
  });

  // Files: chosen, dragged, pasted, from the camera
  const megabytes = (n) => Math.round(n / 104857.6) / 10 + " MB";
  const refuse = (drop, f) => {
    const max = Number(drop.dataset.maxBytes || 0), types = drop.querySelector("input").accept;
    if (max && f.size > max) return `“${f.name}”有 ${megabytes(f.size)}，每个不能超过 ${megabytes(max)}`;
    const end = "." + f.name.split(".").pop().toLowerCase();
    return types && !types.split(",").includes(end) ? `“${f.name}”的格式不收` : "";
  };
  const take = (drop, files) => {
    const good = new DataTransfer(), input = drop.querySelector("input"), note = drop.querySelector("[data-drop-error]");
    const wrong = Array.from(files).map((f) => refuse(drop, f) || (good.items.add(f), "")).filter(Boolean);
    note.textContent = wrong.join("；");
    input.files = good.files;
    const form = input.form, panel = drop.closest("details");
    if (panel) panel.open = true;
    if (good.files.length && form && viaHtmx(form) && !input.closest("[data-waits]")) htmx.trigger(form, "submit");
  };
  const dropAt = (el) => {
    const near = (el.closest && el.closest("[data-drop]")) || (cardOf(el) && cardOf(el).querySelector("[data-drop]"));
    const drops = near ? [near] : all("[data-drop]");
    return drops.length === 1 ? drops[0] : null;
  };
  on("change", (e) => {
    const drop = e.target.type === "file" && e.target.closest("[data-drop]");
    if (drop) take(drop, e.target.files);
  });
  const carries = (e) => e.dataTransfer && Array.from(e.dataTransfer.types).includes("Files");
  const light = (drop) => all(".drop-over").concat(drop || []).forEach((d) => d.classList.toggle("drop-over", d === drop));
  on("dragover", (e) => {
    if (!carries(e)) return;
    e.preventDefault(); // dropped beside the mark, a file would replace the page
    light(dropAt(e.target));
  });
  on("dragleave", (e) => { if (!e.relatedTarget) light(); });
  on("drop", (e) => {
    if (!carries(e)) return;
    e.preventDefault();
    light();
    const drop = dropAt(e.target);
    if (drop) take(drop, e.dataTransfer.files);
  });
  on("paste", (e) => {
    const files = (e.clipboardData && e.clipboardData.files) || [], drop = files.length && dropAt(e.target);
    if (!drop) return;
    e.preventDefault();
    take(drop, files);
  });

  // Keys
  const stored = (v) => { try { return v ? localStorage.setItem("keys", v) : localStorage.getItem("keys"); } catch (_) { return null; } };
  const typing = (el) => el.matches && el.matches("textarea,select,input:not([type=radio]):not([type=checkbox]),[contenteditable]");
  const shown = (el) => el.getClientRects().length > 0 && !el.disabled;
  const nextCard = (by) => {
    const cards = all("[data-card]"), at = cards.indexOf(cardOf(doc.activeElement));
    const card = cards[at < 0 ? 0 : at + by];
    if (card) (card.querySelector("h2") || card).focus();
    return card;
  };
  const press = (key) => {
    const hits = all(`[data-key="${CSS.escape(key)}"]`).filter(shown);
    const home = cardOf(doc.activeElement) || doc.querySelector(".card-current");
    const el = hits.find((h) => home && home.contains(h)) || hits[0];
    if (!el) return key === "j" ? nextCard(1) : key === "k" ? nextCard(-1) : null;
    if (el.matches("details")) { el.open = !el.open; el.firstElementChild.focus(); }
    else { el.focus(); if (!el.matches("input,textarea,select")) el.click(); }
    return el;
  };
  on("keydown", (e) => {
    if (e.key === "Escape" && typing(e.target)) return e.target.blur();
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing(e.target) || stored() === "off") return;
    if (e.key.length === 1 && press(e.key.toLowerCase())) e.preventDefault();
  });
  on("change", (e) => { if (e.target.matches("[data-keys-toggle]")) stored(e.target.checked ? "on" : "off"); });

  // The network, and where to look first
  const network = () => { byId("offline").hidden = navigator.onLine; };
  addEventListener("online", network);
  addEventListener("offline", network);
  // On a phone the areas stand in a row that scrolls; swapped, it keeps the current one in sight
  const showArea = () => {
    const here = doc.querySelector(".areas [aria-current]"), row = here && here.closest(".areas");
    if (row) row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  };
  on("htmx:oobAfterSwap", showArea);
  on("DOMContentLoaded", () => {
    network();
    all("nav [aria-current=page]").forEach((a) => { if (innerWidth < 980 || a.closest(".queue")) a.scrollIntoView({ inline: "center", block: "nearest" }); });
    all("[data-keys-toggle]").forEach((box) => { box.checked = stored() !== "off"; });
    const stop = doc.querySelector("[data-focus]");
    if (stop) stop.focus();
  });
})();
