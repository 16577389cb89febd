// Pages: one at a time, by the address; the theme; printing.

const root = document.documentElement;
const pages = [...document.querySelectorAll(".page")];
const baseTitle = document.title;

function target() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    id = "";
  }
  return id ? document.getElementById(id) : null;
}

function show(moved) {
  const wanted = target();
  const page = (wanted && wanted.closest(".page")) || pages[0];
  if (!page || (wanted && !wanted.closest(".page") && moved)) return;
  pages.forEach((one) => one.classList.toggle("is-current", one === page));
  const listed = page.id.startsWith("issue-") ? "issues" : page.id;
  for (const link of document.querySelectorAll("[data-page]")) {
    if (link.dataset.page === listed) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const heading = page.querySelector("h2");
  document.title = `${heading.textContent.trim()} – ${baseTitle}`;
  closeMenu();
  for (const one of document.querySelectorAll(".area.is-chosen")) one.classList.remove("is-chosen");
  if (wanted && wanted !== page) {
    for (let up = wanted.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (wanted.classList.contains("area")) wanted.classList.add("is-chosen");
    if (wanted.classList.contains("is-out")) for (const filter of filters.values()) filter.form.reset();
    setTimeout(() => {
      wanted.scrollIntoView();
      const spot = wanted.matches("[tabindex]") ? wanted : wanted.querySelector("[tabindex]");
      if (moved && spot) spot.focus({ preventScroll: true });
    });
  } else if (moved) {
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  } else if (wanted) {
    // The browser goes to the page itself, past the header; a page is read from the top.
    window.addEventListener("load", () => setTimeout(() => window.scrollTo(0, 0)));
  }
}

// On a narrow screen each cell of a table says what it is, since its head cannot stand above it.
const narrow = window.matchMedia("(max-width: 44rem)");

function headed() {
  if (!narrow.matches) return;
  narrow.removeEventListener("change", headed);
  for (const table of document.querySelectorAll("table")) {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of table.tBodies[0].rows) {
      for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.head = heads[cell.cellIndex];
    }
  }
}

narrow.addEventListener("change", headed);
headed();

const menu = document.querySelector(".menu");
const list = document.getElementById("pages-list");

function closeMenu() {
  if (!menu) return;
  menu.setAttribute("aria-expanded", "false");
  list.classList.remove("is-open");
}

if (menu) {
  menu.addEventListener("click", () => {
    const open = list.classList.toggle("is-open");
    menu.setAttribute("aria-expanded", String(open));
  });
}

const theme = document.querySelector("[data-theme-toggle]");
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches;
}

if (theme) {
  const press = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    press();
  });
  prefersDark.addEventListener("change", press);
  press();
}

const print = document.querySelector("[data-print]");
if (print) print.addEventListener("click", () => window.print());

// On paper nothing can be opened: a group of findings is then open, and after that as it was.
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details[data-group]:not([open])")];
  for (const one of closed) one.open = true;
});
window.addEventListener("afterprint", () => {
  for (const one of closed) one.open = false;
  closed = [];
});

if (pages.length) {
  window.addEventListener("hashchange", () => show(true));
  show(false);
}
