// The root page opens the language that the reader chose last, where the browser has room to keep it.
try {
  localStorage.setItem("language", document.documentElement.lang);
} catch {}

// The copy button has no Korean; it reads its words when the page is ready.
if (document.documentElement.lang === "ko") {
  messages.ko = { copy: "복사", copy_to_clipboard: "코드 복사", copy_success: "복사했습니다", copy_failure: "복사하지 못했습니다" };
  locale = "ko";
}

// The search and its index come when a reader turns to a search field.
function loadSearch() {
  document.removeEventListener("focusin", whenSearching);
  for (const name of ["search.js", "search-index.js"]) {
    const script = document.createElement("script");
    Object.assign(script, { src: `${document.documentElement.dataset.content_root}_static/${name}`, async: false });
    document.head.append(script);
  }
}
function whenSearching({ target }) {
  if (target.matches?.("form.bd-search input")) loadSearch();
}
document.addEventListener("focusin", whenSearching);
if (document.querySelector("article form.bd-search")) loadSearch();

// The menu of ways to run the page closes when the reader turns elsewhere.
const openMenu = () => document.querySelector("details.launch[open]");
addEventListener("keydown", (event) => {
  const menu = openMenu();
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
for (const turn of ["click", "focusin"]) {
  addEventListener(turn, (event) => {
    const menu = openMenu();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
}

/** The id of the section that stands on the screen; the empty string above the first. */
function sectionBeingRead() {
  const sections = [...document.querySelectorAll("article section section[id]")];
  return sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3).pop()?.id ?? "";
}

// The contents of the page mark that section, after a jump into its middle too: the theme's own script
// waits for a heading to pass.
function markSection() {
  const here = sectionBeingRead();
  for (const link of document.querySelectorAll("#pst-page-toc-nav a")) {
    const current = link.hash === `#${here}`;
    link.classList.toggle("active", current);
    if (current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
addEventListener("load", markSection);
addEventListener("scrollend", markSection);

// The other language opens at the section that is being read, or with the live figures as they stand;
// both languages have the same ids and states.
addEventListener("click", (event) => {
  const link = event.target.closest?.(".language-switch a");
  if (!link) return;
  if (location.hash.includes(":")) {
    link.hash = location.hash;
    return;
  }
  link.hash = sectionBeingRead();
});

// JupyterLite needs a server: a page opened from a folder leads to the one on the published site.
addEventListener("DOMContentLoaded", () => {
  if (location.protocol !== "file:") return;
  const published = document.querySelector("link[rel=canonical]")?.href;
  for (const link of document.querySelectorAll("a[data-launch=lite]")) {
    link.href = new URL(link.getAttribute("href"), published).href;
  }
});

// What scrolls sideways can be reached by keyboard.
function markScrolling() {
  for (const box of document.querySelectorAll("div.formulas, .pst-scrollable-table-container")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
addEventListener("load", () => document.fonts.ready.then(markScrolling));
addEventListener("resize", markScrolling);
