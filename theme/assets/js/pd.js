/* Reader's helpers: no framework, no markup of their own but a message. Without them every page still says everything. */
(() => {
  "use strict";
  const KEY = "procdocs.role";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const read = () => { try { return localStorage.getItem(KEY) || "" } catch (error) { return "" } };
  const keep = role => { try { localStorage.setItem(KEY, role) } catch (error) { /* nothing is kept */ } };
  const words = key => document.querySelector("[data-pd-words]")?.dataset[key] || "";

  /* my role: my lane, my column, my steps */
  function showRole(role) {
    for (const el of all("[data-role]")) el.classList.toggle("is-mine", !!role && el.dataset.role === role);
    for (const el of all("[data-pd-mine]")) el.hidden = el.dataset.pdMine !== role;
    const found = all("[data-pd-mine]").some(el => !el.hidden);
    for (const el of all("[data-pd-norole]")) el.hidden = found;
    for (const el of all("[data-pd-myrole]")) { el.value = role; if (el.value !== role) el.value = "" }
    for (const el of all("[data-pd-setrole]")) el.setAttribute("aria-pressed", String(el.dataset.pdSetrole === role));
  }

  /* a link to a step opens it and marks it in the picture */
  function openTarget() {
    for (const el of all(".is-linked")) el.classList.remove("is-linked");
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)) } catch (error) { return }
    const named = id && document.getElementById(id);
    if (!named) return;
    named.closest("tr.is-folded")?.closest("table").classList.add("is-whole");
    const step = named.closest(".pd-step");
    if (!step) return;
    step.querySelector("details").open = true;
    link(step.dataset.step, true);
    named.scrollIntoView({ block: "center" });
  }
  function link(id, on) { for (const el of all(`[data-step="${CSS.escape(id)}"]`)) el.classList.toggle("is-linked", on) }

  function tell(text) {
    if (!text) return;
    const el = document.createElement("div");
    el.className = "pd-toast"; el.setAttribute("role", "status"); el.textContent = text;
    document.body.append(el);
    setTimeout(() => el.remove(), 1800);
  }

  const press = (button, group) => { for (const each of group) each.setAttribute("aria-pressed", String(each === button)) };
  document.addEventListener("change", event => {
    const role = event.target.closest("[data-pd-myrole]");
    if (role) { keep(role.value); showRole(role.value) }
  });

  document.addEventListener("click", event => {
    const on = selector => event.target.closest(selector);
    let b;
    if ((b = on("[data-pd-setrole]"))) {
      const role = read() === b.dataset.pdSetrole ? "" : b.dataset.pdSetrole;
      keep(role); showRole(role);
    }
    if (on("[data-pd-search]")) {
      event.preventDefault();
      const toggle = document.querySelector("#__search");
      if (toggle && !toggle.checked) toggle.click();
      document.querySelector("[data-md-component=search-query]")?.focus();
    }
    if (on("[data-pd-print]")) print();
    if ((b = on("[data-pd-copy]"))) navigator.clipboard?.writeText(b.href).then(() => tell(words("pdCopied")), () => {});
    if ((b = on("[data-pd-expand]"))) {
      const steps = all(".pd-step__details", b.closest(".pd-steps")), open = steps.some(each => !each.open);
      for (const each of steps) each.open = open;
      b.textContent = open ? b.dataset.pdClose : b.dataset.pdOpen;
    }
    const view = on("[data-pd-viewer]");
    if (view) {
      if ((b = on("[data-pd-colour]"))) { view.dataset.colour = b.dataset.pdColour; press(b, all("[data-pd-colour]", view)) }
      if ((b = on("[data-pd-dir]"))) {
        for (const each of all("[data-pd-pic]", view)) each.hidden = each.dataset.pdPic !== b.dataset.pdDir;
        press(b, all("[data-pd-dir]", view));
      }
    }
    if ((b = on("[data-pd-kinds] [data-kind]"))) {
      press(b, all("[data-kind]", b.closest("[data-pd-kinds]")));
      for (const row of all("[data-pd-kindrow]")) row.hidden = !!b.dataset.kind && row.dataset.pdKindrow !== b.dataset.kind;
      for (const more of all("[data-pd-folded]")) more.open = !!b.dataset.kind;
    }
    if ((b = on("[data-pd-sort] thead th button"))) sort(b.closest("th"));
  });

  /* step and picture, and the column under the pointer */
  for (const [type, state] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(type, event => {
      const step = event.target.closest?.("[data-step]");
      if (step) link(step.dataset.step, state);
      const cell = event.target.closest?.("[data-pd-columns] [data-role]");
      if (cell) for (const el of all(`[data-role="${CSS.escape(cell.dataset.role)}"]`, cell.closest("table"))) el.classList.toggle("is-hover", state);
    });
  }

  /* sorting: numbers and times by size, all else by word; a third press gives the first order back */
  const UNITS = { s: 1 / 60, min: 1, h: 60, d: 480 };
  function size(written) {
    const text = written.replace(/(\d),(?=\d)/g, "$1."); // a comma before the fraction, as in German; thousands stand apart
    const times = [...text.matchAll(/([\d\u00a0., ]+)\u00a0(s|min|h|d)\b/g)];
    const number = each => Number(each.replace(/[\u00a0\s]/g, "").replace("−", "-"));
    if (times.length) return times.reduce((sum, [, value, unit]) => sum + number(value) * UNITS[unit], 0);
    const found = text.match(/[-−]?[\d\u00a0]*\d(\.\d+)?/);
    return found ? number(found[0]) : null;
  }
  function sort(head) {
    const table = head.closest("table"), body = table.tBodies[0], index = head.cellIndex;
    const now = head.getAttribute("aria-sort"), next = { null: "ascending", none: "ascending", ascending: "descending", descending: "none" }[now];
    const rows = [...body.rows];
    rows.forEach((row, at) => { if (!row.dataset.pdAt) row.dataset.pdAt = String(at) });
    const numeric = head.classList.contains("pd-num");
    const key = row => {
      const text = row.cells[index]?.dataset.v ?? row.cells[index]?.textContent.trim() ?? "";
      return numeric ? size(text) : text.toLowerCase();
    };
    const sign = next === "descending" ? -1 : 1;
    rows.sort((a, b) => {
      if (next === "none") return a.dataset.pdAt - b.dataset.pdAt;
      const [x, y] = [key(a), key(b)];
      if (x === y) return a.dataset.pdAt - b.dataset.pdAt;
      if (x === null || x === "") return 1;
      if (y === null || y === "") return -1;
      return sign * (numeric ? x - y : x.localeCompare(y));
    });
    for (const each of all("th", table.tHead)) each.setAttribute("aria-sort", each === head ? next : "none");
    body.append(...rows);
    fold(table);
  }

  /* a long table shows its first rows; print, a filter and a link into it show all */
  function fold(table) {
    const rows = [...table.tBodies[0].rows], first = Number(table.dataset.pdFirst || rows.length);
    rows.forEach((row, at) => row.classList.toggle("is-folded", at >= first));
  }
  function makeFolds() {
    for (const table of all("table[data-pd-first]")) {
      fold(table);
      const place = table.closest(".pd-scroll") || table;
      if (place.nextElementSibling?.matches(".pd-fold")) continue;
      const button = document.createElement("button");
      button.type = "button"; button.className = "pd-act pd-fold"; button.textContent = table.dataset.pdMore;
      button.addEventListener("click", () => {
        const whole = table.classList.toggle("is-whole");
        button.textContent = whole ? table.dataset.pdLess : table.dataset.pdMore;
        button.setAttribute("aria-expanded", String(whole));
      });
      button.setAttribute("aria-expanded", "false");
      place.after(button);
    }
  }
  function makeSortable() {
    for (const head of all("[data-pd-sort] thead th")) {
      if (head.querySelector("button") || !head.textContent.trim()) continue;
      const button = document.createElement("button");
      button.type = "button"; button.className = "pd-sort";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
    }
  }

  /* filters: a matrix by unit, role, process, letter and words; any table by words */
  function filterMatrix(form) {
    const { unit = "", role = "", process = "", letter = "", text = "" } = Object.fromEntries(new FormData(form));
    const find = text.trim().toLowerCase();
    let count = 0;
    for (const table of all(".pd-raci", form.parentNode)) {
      const columns = all("thead [data-role]", table), hidden = new Set();
      for (const th of columns) {
        const off = (unit && th.dataset.unit !== unit) || (role && th.dataset.role !== role);
        if (off) hidden.add(th.dataset.role);
        th.hidden = !!off;
      }
      for (const td of all("td[data-role]", table)) td.hidden = hidden.has(td.dataset.role);
      let group = null, groupHit = false, groupOff = false;
      for (const row of all("tbody tr", table)) {
        if (row.matches(".pd-raci__group")) {
          group = row; row.hidden = true;
          row.cells[0].colSpan = 1 + columns.filter(th => !th.hidden).length;
          groupOff = !!process && row.dataset.process !== process;
          groupHit = row.textContent.toLowerCase().includes(find);
          continue;
        }
        const cells = all("td:not([hidden])", row).map(td => td.textContent).filter(each => each.trim());
        const hit = !groupOff && (groupHit || row.textContent.toLowerCase().includes(find))
          && (!(unit || role || letter) || cells.some(each => !letter || each.includes(letter)));
        row.hidden = !hit;
        if (hit) { count++; if (group) group.hidden = false }
      }
    }
    /* a table without a row left goes, and a heading without a table below it */
    let heading = null;
    for (const each of form.parentNode.children) {
      if (each.matches(".pd-raci__h")) { heading = each; heading.hidden = true }
      const table = each.matches(".pd-scroll") && each.querySelector(".pd-raci");
      if (!table) continue;
      each.hidden = !all("tbody tr:not([hidden])", table).length;
      if (heading && !each.hidden) heading.hidden = false;
    }
    const out = form.querySelector("[data-pd-count]");
    if (out) out.textContent = out.dataset.pdCount.replace("{n}", String(count));
  }
  const ITEMS = "tbody tr:not(.pd-rowgroup), .pd-gloss__i";
  function filterLists(field) {
    const wanted = field.value.trim().toLowerCase().split(/\s+/);
    const scopes = field.dataset.pdFind ? all(field.dataset.pdFind) : [field.closest("article") || document];
    let shown = 0, count = 0;
    for (const scope of scopes) {
      for (const table of all("table", scope)) table.classList.toggle("is-searched", !!wanted[0]);
      for (const item of all(ITEMS, scope)) {
        const text = item.textContent.toLowerCase();
        item.hidden = !wanted.every(word => text.includes(word));
        count++; if (!item.hidden) shown++;
      }
      /* a heading over rows goes with the last of them, and so does a heading over a list */
      for (const group of all(".pd-rowgroup", scope)) {
        let row = group.nextElementSibling, any = false;
        for (; row && !row.matches(".pd-rowgroup"); row = row.nextElementSibling) any ||= !row.hidden;
        group.hidden = !any;
      }
      if (scope.matches?.("article")) for (const head of all("h2, h3", scope)) {
        const below = [];
        for (let each = head.nextElementSibling; each && !each.matches(head.matches("h2") ? "h2" : "h2, h3"); each = each.nextElementSibling) below.push(each);
        const items = below.flatMap(each => all(ITEMS, each));
        const gone = !!items.length && items.every(each => each.hidden);
        head.hidden = gone;
        for (const each of below) if (!each.matches("h3")) each.classList.toggle("is-gone", gone);
      }
    }
    const out = field.closest(".pd-find-in")?.querySelector("[data-pd-found]");
    if (out) out.textContent = wanted[0] ? out.dataset.pdFound.replace("{n}", String(shown)).replace("{m}", String(count)) : "";
  }
  document.addEventListener("input", event => {
    const form = event.target.closest?.("[data-pd-filter]");
    if (form) filterMatrix(form);
    const find = event.target.closest?.("[data-pd-find]");
    if (find) filterLists(find);
  });
  document.addEventListener("submit", event => { if (event.target.matches("[data-pd-filter]")) event.preventDefault() });
  addEventListener("hashchange", openTarget);

  /* print: every step open, and the document's name, version and date on every sheet */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all(".pd-step__details:not([open]), .pd-more:not([open])");
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of closed) each.open = false; closed = [] });
  function printHead() {
    const document_ = document.querySelector("[data-pd-doc]");
    const set = (key, value) => document.documentElement.style.setProperty(key, JSON.stringify(value));
    set("--pd-org", document.querySelector(".md-header__topic .md-ellipsis")?.textContent.trim() || "");
    set("--pd-doc", document_ ? document_.dataset.pdDoc : document.querySelector("h1")?.textContent.trim() || "");
    if (words("pdUncontrolled")) set("--pd-uncontrolled", words("pdUncontrolled"));
  }

  const start = () => { printHead(); makeSortable(); makeFolds(); showRole(read()); openTarget() };
  if (window.document$) document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
