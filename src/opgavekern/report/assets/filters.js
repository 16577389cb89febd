"use strict";
// Filters: the same rules as filters.py, on the data that Python wrote beside them.

function folded(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function has(fields, values, among) {
  return among.every((name) => !values[name] || (fields[name] || []).includes(values[name]));
}

// What searching looks in, read from the row when someone first searches.
function said(row) {
  if (row.words === null) {
    const parts = [...row.elements[0].querySelectorAll("[data-say]")];
    row.words = folded(parts.map((part) => part.textContent).join(" "));
  }
  return row.words;
}

// Rows of one sort under one heading: open in the document, for print and without a script.
function foldedGroup(element) {
  element.open = false;
  const count = element.querySelector("[data-group-count]");
  return { element, rows: [...element.querySelectorAll("[data-item]")], count, all: count.textContent };
}

class Filter {
  constructor(form) {
    this.name = form.dataset.filter;
    this.form = form;
    this.near = "";
    const data = JSON.parse(document.querySelector(`[data-of-filter="${this.name}"]`).textContent);
    const rows = document.querySelectorAll(`[data-item="${this.name}"]`);
    this.picture = document.querySelector(`[data-network="${this.name}"]`);
    const drawn = (selector) => (this.picture ? [...this.picture.querySelectorAll(selector)] : []);
    const nodes = new Map(drawn("[data-node]").map((node) => [node.dataset.node, node]));
    const strokes = new Map(drawn("[data-line]").map((line) => [Number(line.dataset.line), line]));
    this.rows = data.items.map((fields, place) => {
      const row = rows[place];
      const elements = [row, nodes.get(row.id)].filter(Boolean);
      return { key: row.id, fields: data.fields[fields], words: null, elements };
    });
    this.lines = data.lines.map(([start, end, fields], place) => ({
      ends: [rows[start].id, rows[end].id],
      fields: data.fields[fields],
      element: strokes.get(place),
    }));
    this.said = document.querySelector(`[data-count="${this.name}"]`);
    this.groups = [...document.querySelectorAll(`details[data-group="${this.name}"]`)].map(foldedGroup);
    form.addEventListener("input", () => this.apply());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      this.near = "";
      setTimeout(() => this.apply());
    });
  }

  choose(near) {
    this.near = near;
    this.apply();
  }

  apply() {
    const values = {};
    for (const select of this.form.querySelectorAll("select")) values[select.name] = select.value;
    const search = this.form.querySelector("[type=search]");
    const words = folded(search ? search.value : "").split(" ").filter(Boolean);
    const chosen = Object.keys(values);
    let kept = this.rows.filter(
      (row) => has(row.fields, values, chosen) && words.every((word) => said(row).includes(word)),
    );
    const fits = (line) => has(line.fields, values, Object.keys(line.fields));
    if (this.near) {
      const near = new Set([this.near]);
      for (const line of this.lines) {
        if (line.ends.includes(this.near) && fits(line)) line.ends.forEach((end) => near.add(end));
      }
      kept = kept.filter((row) => near.has(row.key));
    }
    const keys = new Set(kept.map((row) => row.key));
    for (const { key, elements } of this.rows) {
      for (const element of elements) element.classList.toggle("is-out", !keys.has(key));
    }
    for (const line of this.lines) {
      const stays = line.ends.every((end) => keys.has(end)) && fits(line);
      if (line.element) line.element.classList.toggle("is-out", !stays);
    }
    if (this.picture) {
      this.picture.classList.toggle("is-few", kept.length <= 30 && kept.length < this.rows.length);
      this.picture.dispatchEvent(new Event("kept"));
    }
    const isChosen = words.length > 0 || chosen.some((name) => values[name]);
    for (const group of this.groups) this.regroup(group, isChosen);
    this.say(kept.length);
  }

  // A group shows what was chosen of it: opened, counted, or gone where nothing is left.
  regroup({ element, rows, count, all }, isChosen) {
    const left = rows.filter((row) => !row.classList.contains("is-out")).length;
    element.classList.toggle("is-out", !left);
    if (isChosen) element.open = true;
    const some = this.said.dataset.words.replace("{n}", left).replace("{of}", rows.length);
    count.textContent = left < rows.length ? some : all;
  }

  say(count) {
    if (!this.said) return;
    const { words, of, near } = this.said.dataset;
    let said = words.replace("{n}", count).replace("{of}", of);
    const centre = this.near && this.rows.find((row) => row.key === this.near);
    if (centre) said += ` (${near.replace("{name}", () => centre.elements[0].cells[0].textContent.trim())})`;
    this.said.textContent = said;
  }
}

const filters = new Map();
for (const form of document.querySelectorAll("form[data-filter]")) {
  const filter = new Filter(form);
  filters.set(filter.name, filter);
}
