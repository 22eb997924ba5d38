"use strict";
// Collects the answers of the page into CSV. Nothing is loaded, stored or sent.
(() => {
  const form = document.getElementById("questionnaire");
  const saved = document.getElementById("saved");
  const columns = JSON.parse(form.dataset.columns);
  const lot = new Uint32Array(2);
  crypto.getRandomValues(lot);
  const respondent = [...lot].map((part) => part.toString(36)).join("");
  const day = Number(form.dataset.day);
  const hours = { m: 1 / 60, h: 1, d: day, w: day * Number(form.dataset.week) };
  let dirty = false;

  // A cell that a spreadsheet would take for a formula gets a mark, which the import takes away.
  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",;\t\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  const amount = (field) => {
    const number = field.value.trim().replace(",", ".");
    if (number === "" || !Number.isFinite(Number(number)) || Number(number) < 0) return "";
    const unit = field.parentElement.querySelector("select");
    return String(Number(Number(number).toFixed(4))) + (unit ? unit.value : field.dataset.after || "");
  };

  const answersOf = (section) => {
    const answers = {};
    for (const field of section.querySelectorAll("[data-column]")) {
      const column = field.dataset.column;
      if (field.type === "radio") {
        if (field.checked) answers[column] = field.value;
      } else if (field.type === "number") {
        answers[column] = amount(field);
      } else {
        answers[column] = field.value.trim();
      }
    }
    return answers;
  };

  const size = (text) => Number.parseFloat(text) * hours[text.slice(-1)];

  const judge = (section) => {
    const { work, elapsed } = answersOf(section);
    const wrong = Boolean(work && elapsed && size(work) > size(elapsed) + 1e-9);
    const fault = section.querySelector(".fault");
    if (fault) fault.hidden = !wrong;
  };

  const collect = () => {
    const head = {
      process: form.dataset.process,
      version: form.dataset.version,
      respondent,
      answered: new Date().toLocaleDateString("sv-SE"),
      role: document.getElementById("role").value,
    };
    const rows = [];
    for (const section of form.querySelectorAll("section")) {
      const answers = answersOf(section);
      if (!Object.values(answers).some(Boolean)) continue;
      const row = { ...head, step: section.dataset.step, name: section.dataset.name, ...answers };
      rows.push(columns.map((column) => cell(row[column] || "")).join(","));
    }
    return rows;
  };

  form.addEventListener("input", (event) => {
    dirty = true;
    saved.textContent = "";
    const section = event.target.closest("section");
    if (section) judge(section);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const rows = collect();
    if (rows.length === 0) {
      saved.textContent = saved.dataset.empty;
      return;
    }
    const file = form.dataset.process + "-" + respondent + ".csv";
    const text = "\uFEFF" + [columns.join(","), ...rows].join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = file;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved.textContent = saved.dataset.text.replace("{file}", file);
    dirty = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
})();
