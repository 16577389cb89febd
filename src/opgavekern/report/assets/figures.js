// Pictures: one tab stop each, arrow keys inside, zoom and drag where there is room for it.

class Picture {
  constructor(svg) {
    this.svg = svg;
    this.nodes = [...svg.querySelectorAll("[data-node]")];
    this.byKey = new Map(this.nodes.map((node) => [node.dataset.node, node]));
    this.filter = filters.get(svg.dataset.network);
    this.lines = this.filter
      ? this.filter.lines.filter((line) => line.element)
      : [...svg.querySelectorAll("[data-ends]")].map((element) => ({
          element,
          ends: JSON.parse(element.dataset.ends),
        }));
    this.nodes.forEach((node, place) => node.setAttribute("tabindex", place ? "-1" : "0"));
    this.only = this.nodes[0];
    svg.addEventListener("focusin", (event) => this.enter(event.target.closest("[data-node]")));
    svg.addEventListener("focusout", () => this.leave());
    svg.addEventListener("keydown", (event) => this.key(event));
    svg.addEventListener("kept", () => this.stop(this.visible()[0]));
    svg.addEventListener("click", (event) => {
      const node = event.target.closest("[data-node]");
      if (node) node.focus();
    });
  }

  visible() {
    return this.nodes.filter((node) => !node.classList.contains("is-out"));
  }

  neighbours(key) {
    const near = new Set();
    for (const { element, ends } of this.lines) {
      if (element.classList.contains("is-out") || !ends.includes(key)) continue;
      ends.filter((end) => end !== key).forEach((end) => near.add(end));
    }
    return this.visible().filter((node) => near.has(node.dataset.node));
  }

  stop(node) {
    if (this.only) this.only.setAttribute("tabindex", "-1");
    if (node) node.setAttribute("tabindex", "0");
    this.only = node;
  }

  enter(node) {
    if (!node) return;
    this.stop(node);
    const key = node.dataset.node;
    if (this.lines.length) {
      const near = this.neighbours(key);
      this.svg.classList.add("has-focus");
      this.nodes.forEach((one) => one.classList.toggle("is-near", near.includes(one)));
      this.lines.forEach(({ element, ends }) =>
        element.classList.toggle("is-near", ends.includes(key)),
      );
    }
    this.tell(node);
  }

  leave() {
    this.svg.classList.remove("has-focus");
    for (const one of this.svg.querySelectorAll(".is-near")) one.classList.remove("is-near");
    for (const one of this.names()) one.classList.remove("is-chosen");
  }

  names() {
    const row = this.svg.closest(".power-row");
    return row ? [...row.querySelectorAll(".power-names li")] : [];
  }

  tell(node) {
    const key = node.dataset.node;
    this.names().forEach((one) => one.classList.toggle("is-chosen", String(one.value) === key));
    const detail = this.svg.closest("figure").querySelector("[data-detail]");
    const row = detail && document.getElementById(key);
    if (!row) return;
    const [name, kind, issues, ties] = row.children;
    const parts = [`${name.textContent.trim()} (${kind.textContent.trim()})`];
    for (const cell of [issues, ties]) {
      const items = [...cell.querySelectorAll("li")];
      const words = items.length ? items.map((one) => one.textContent.trim()).join("; ") : cell.textContent.trim();
      if (words && words !== "–") parts.push(words);
    }
    detail.textContent = parts.join(". ");
  }

  key(event) {
    const node = event.target.closest("[data-node]");
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = this.visible();
    const at = shown.indexOf(node);
    let next = null;
    if (event.key === "ArrowRight") next = shown[(at + 1) % shown.length];
    else if (event.key === "ArrowLeft") next = shown[(at - 1 + shown.length) % shown.length];
    else if (event.key === "Home") next = shown[0];
    else if (event.key === "End") next = shown[shown.length - 1];
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") next = this.along(node, event.key);
    else if (event.key === "Enter" && this.filter) this.filter.choose(node.dataset.node);
    else if (event.key === "Escape" && this.filter) this.filter.choose("");
    else return;
    if (event.key === "Enter" || event.key === "Escape") {
      this.stop(node);
      node.focus();
    }
    event.preventDefault();
    if (next) next.focus();
  }

  along(node, key) {
    if (!this.lines.length) {
      const shown = this.visible();
      const step = key === "ArrowDown" ? 1 : -1;
      return shown[(shown.indexOf(node) + step + shown.length) % shown.length];
    }
    const near = this.neighbours(node.dataset.node);
    const nodes = this.visible();
    const at = nodes.indexOf(node);
    const after = near.filter((one) => nodes.indexOf(one) > at);
    const before = near.filter((one) => nodes.indexOf(one) < at);
    return key === "ArrowDown" ? after[0] || near[0] : before[before.length - 1] || near[near.length - 1];
  }
}

function movable(svg) {
  const stage = svg.querySelector("[data-stage]");
  if (!stage) return;
  const zoom = d3
    .zoom()
    .scaleExtent([1, 6])
    .filter((event) => {
      // The wheel alone and one finger go on scrolling the page.
      if (event.type === "wheel") return event.ctrlKey || event.metaKey;
      if (event.type === "touchstart") return event.touches.length > 1;
      return !event.button;
    })
    .on("zoom", ({ transform }) => {
      stage.setAttribute("transform", transform);
      svg.classList.toggle("is-close", transform.k > 1.7);
    });
  const box = svg.viewBox.baseVal;
  zoom.extent([[0, 0], [box.width, box.height]]).translateExtent([[0, 0], [box.width, box.height]]);
  d3.select(svg).call(zoom).on("dblclick.zoom", null);
  if (svg.dataset.network) draggable(stage, filters.get(svg.dataset.network).lines);
}

function draggable(stage, lines) {
  const grip = (event) => event.target.closest("[data-node]");
  d3.select(stage).call(
    d3
      .drag()
      .clickDistance(4)
      .filter((event) => !event.button && grip(event) !== null)
      .subject((event) => ({ x: event.x, y: event.y, node: grip(event.sourceEvent) }))
      .on("drag", ({ subject, dx, dy }) => {
        const [x, y] = numbers(subject.node.getAttribute("transform"));
        subject.node.setAttribute("transform", `translate(${x + dx} ${y + dy})`);
        for (const { element, ends } of lines) {
          const at = ends.indexOf(subject.node.dataset.node);
          if (!element || at < 0) continue;
          const path = numbers(element.getAttribute("d"));
          path[2 * at] += dx;
          path[2 * at + 1] += dy;
          element.setAttribute("d", `M${path[0]} ${path[1]}L${path[2]} ${path[3]}`);
        }
      }),
  );
}

function numbers(words) {
  return words.match(/-?[\d.]+/g).map(Number);
}

for (const svg of document.querySelectorAll("svg[data-rove]")) new Picture(svg);
for (const svg of document.querySelectorAll("svg[data-zoom]")) movable(svg);
