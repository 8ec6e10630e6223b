// Finds what a person would use, by the words they read. Evaluated to an object
// of functions; each returns { found: false, why } or { found: true, ... }.
((scopes) => {
  const words = (s) => (s || "").replace(/\s+/g, " ").trim();
  const missing = (why) => ({ found: false, why });
  const visible = (el) => {
    const box = el.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && el.checkVisibility({ visibilityProperty: true });
  };

  const rows = "tr, li, dl, article, section, fieldset, details, form";
  const row = (within, text) =>
    [...within.querySelectorAll(rows)]
      .filter((el) => visible(el) && words(el.innerText).includes(text))
      .sort((a, b) => a.innerText.length - b.innerText.length)[0];

  const root = () => {
    let at = document;
    for (const s of scopes) {
      const next = s.css ? at.querySelector(s.css) : row(at, words(s.row));
      if (!next) throw new Error("nothing on the page is " + (s.css || "a row with “" + s.row + "”"));
      at = next;
    }
    return at;
  };

  const referred = (el) =>
    words((el.getAttribute("aria-labelledby") || "").split(" ")
      .map((id) => document.getElementById(id)?.textContent || "").join(" "));

  // The words of a label without what the controls inside it contain, and
  // without the marks that surround them.
  const labelWords = (label) => {
    const copy = label.cloneNode(true);
    copy.querySelectorAll("input, select, textarea, button").forEach((el) => el.remove());
    return words(copy.textContent).replace(/\s*([*＊]|（必填）|[:：])+$/u, "");
  };
  const labels = (el) =>
    [...[...(el.labels || [])].map(labelWords), words(el.getAttribute("aria-label")), referred(el)].filter(Boolean);

  const name = (el) =>
    referred(el) || words(el.getAttribute("aria-label")) ||
    (el.matches("input") ? words(el.value) : words(el.innerText)) ||
    words(el.querySelector("img[alt]")?.alt) || words(el.title);

  // Of several, those whose words are exactly these; else those that begin with
  // them; else those that contain them. More than one is an error of the test.
  const pick = (candidates, naming, text, what) => {
    for (const fits of [(n) => n === text, (n) => n.startsWith(text), (n) => n.includes(text)]) {
      const hits = candidates.filter((el) => naming(el).some(fits));
      if (hits.length === 1) return { el: hits[0] };
      if (hits.length > 1) return { why: `${hits.length} ${what}s say “${text}”: narrow the search with Row or Within` };
    }
    const all = candidates.flatMap(naming).filter(Boolean);
    return { why: `no ${what} says “${text}”; there are: ${[...new Set(all)].slice(0, 60).join(" | ")}` };
  };

  const describe = (el) => el.outerHTML.slice(0, 120);

  // Where the mouse must go to hit the element, once nothing covers it.
  const spot = (el) => {
    if (el.disabled || el.closest("fieldset[disabled]")) return missing("it is disabled: " + describe(el));
    el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = el.getClientRects()[0];
    if (!box) return missing("it has no place on the screen: " + describe(el));
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(el.contains(hit) || hit.contains(el))) {
      return missing("it is covered by " + (hit ? describe(hit) : "the edge of the window"));
    }
    return { found: true, placed: true, x, y, asks: asks(el) };
  };

  // Whether a click on the element makes the browser ask the server.
  const asks = (el) => {
    const link = el.closest("a[href]");
    if (link) return !link.getAttribute("href").startsWith("#") && !link.target;
    const submits = (el.type === "submit" || el.type === "image") && el.form;
    if (submits) return el.form.method !== "dialog" && (el.formNoValidate || el.form.noValidate || !el.form.matches(":invalid"));
    return false;
  };

  const attempt = (find) => {
    try {
      return find();
    } catch (e) {
      return missing(e.message);
    }
  };

  const clickable = "a[href], button, input[type=submit], input[type=button], input[type=reset], summary, [role=button], [role=tab], [role=menuitem]";
  const fields = "input:not([type=hidden], [type=submit], [type=button], [type=reset]), select, textarea, [contenteditable=true]";
  const field = (text) =>
    pick([...root().querySelectorAll(fields)].filter((el) => visible(el) || (el.labels || []).length > 0), labels, words(text), "field");

  const group = (text) =>
    pick(
      [...root().querySelectorAll("fieldset, [role=radiogroup], [role=group]")].filter(visible),
      (el) => [words(el.querySelector("legend")?.textContent).replace(/\s*([*＊]|（必填）|[:：])+$/u, ""), words(el.getAttribute("aria-label")), referred(el)].filter(Boolean),
      words(text), "group");

  const announce = (el) => {
    el.dispatchEvent(new Event("input", { bubbles: true }));
    el.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const choice = (el) => {
    const target = visible(el) ? el : [...(el.labels || [])].find(visible);
    return target ? { ...spot(target), checked: el.checked } : missing("neither it nor its label can be seen: " + describe(el));
  };

  return {
    button: (text) => attempt(() => {
      const hit = pick([...root().querySelectorAll(clickable)].filter(visible), (el) => [name(el)], words(text), "button or link");
      return hit.el ? spot(hit.el) : missing(hit.why);
    }),

    // Makes a text field ready to be typed into: focused, its text selected.
    textField: (text) => attempt(() => {
      const hit = field(text);
      if (!hit.el) return missing(hit.why);
      const el = hit.el;
      if (el.disabled || el.readOnly) return missing("it cannot be written to: " + describe(el));
      if (!visible(el)) return missing("it cannot be seen: " + describe(el));
      el.scrollIntoView({ block: "center", behavior: "instant" });
      el.focus();
      const typed = !["date", "time", "datetime-local", "month", "week", "color", "range"].includes(el.type);
      if (typed && el.select) el.select();
      return { found: true, typed };
    }),

    // What a date picker does.
    setFocused: (value) => attempt(() => {
      const el = document.activeElement;
      el.value = value;
      if (el.value !== value) return missing(`the field does not take “${value}”`);
      announce(el);
      return { found: true };
    }),

    leave: () => document.activeElement?.blur(),

    select: (text, option) => attempt(() => {
      const hit = field(text);
      if (!hit.el || hit.el.tagName !== "SELECT") return missing(hit.why || "it is no list");
      const wanted = pick([...hit.el.options].filter((o) => !o.disabled), (o) => [words(o.textContent)], words(option), "option");
      if (!wanted.el) return missing(wanted.why);
      hit.el.focus();
      hit.el.value = wanted.el.value;
      announce(hit.el);
      return { found: true };
    }),

    radio: (text, option) => attempt(() => {
      const hit = group(text);
      if (!hit.el) return missing(hit.why);
      const wanted = pick([...hit.el.querySelectorAll("input[type=radio], input[type=checkbox]")], labels, words(option), "option");
      return wanted.el ? choice(wanted.el) : missing(wanted.why);
    }),

    // A list or a group, whichever is there; the reasons of both when neither is.
    either(text, option) {
      const list = this.select(text, option);
      if (list.found) return list;
      const one = this.radio(text, option);
      return one.found ? one : missing(`as a list: ${list.why}; as a group: ${one.why}`);
    },

    box: (text) => attempt(() => {
      const hit = pick([...root().querySelectorAll("input[type=checkbox], input[type=radio]")], labels, words(text), "box");
      return hit.el ? choice(hit.el) : missing(hit.why);
    }),

    value: (text) => attempt(() => {
      const hit = field(text);
      if (!hit.el) return missing(hit.why);
      const el = hit.el;
      if (el.tagName === "SELECT") return { found: true, value: words(el.selectedOptions[0]?.textContent) };
      return { found: true, value: el.value ?? el.innerText };
    }),

    fileField: (text) => {
      const hit = field(text);
      return hit.el && hit.el.type === "file" ? hit.el : null;
    },

    fields: () => [...root().querySelectorAll(fields)].flatMap(labels),

    text: (selector) => attempt(() => {
      const el = selector ? root().querySelector(selector) : (scopes.length ? root() : document.body);
      return el ? { found: true, value: el.innerText } : missing("nothing is " + selector);
    }),

    count: (selector) => attempt(() => ({ found: true, count: root().querySelectorAll(selector).length })),
  };
})
