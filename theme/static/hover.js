// Cards: a term shows what it means, a cross-reference what it points to, a citation its entry. On
// hover, focus or tap; Escape, or turning elsewhere, closes. theme/extension/hover.py writes what
// other pages say; nothing is fetched.
addEventListener("DOMContentLoaded", () => {
  const stored = document.getElementById("dl-cards");
  const article = document.querySelector("article.bd-article");
  if (!stored || !article) return;
  const OPENS = 300, CLOSES = 250; // milliseconds that a mouse rests on a link, and that it may be away
  const words = new Map([...stored.content.children].map((each) => [each.dataset.for, each]));
  const links = [...article.querySelectorAll("a.reference.internal[href*='#']:not(.dl-state)")].filter(source);
  // The terms of a section are one stop of the Tab key together; the arrows go between them.
  const fellows = new Map();
  for (const link of links.filter((each) => each.matches(".term"))) {
    const part = sectionOf(link);
    fellows.set(part, [...(fellows.get(part) ?? []), link]);
  }
  let shown, timer, touched = false;

  const card = Object.assign(document.createElement("div"), { className: "dl-card", id: "dl-card", tabIndex: -1, hidden: true });
  const body = Object.assign(document.createElement("div"), { className: "dl-card-body" });
  const foot = Object.assign(document.createElement("p"), { className: "dl-card-foot" });
  const way = document.createElement("a");
  const keys = Object.assign(document.createElement("span"), { textContent: stored.dataset.keys });
  way.tabIndex = -1; // by keyboard the link itself leads there
  foot.append(way, keys);
  card.append(body, foot);
  article.append(card);

  /** What a link's card is made from: stored words, or a place of this page; nothing without card. */
  function source(link) {
    const address = link.getAttribute("href");
    if (words.has(address) || !address.startsWith("#")) return words.get(address);
    const target = document.getElementById(decodeURIComponent(address.slice(1)));
    const place = target?.matches("span:empty") ? target.parentElement : target;
    return place?.matches("section, figure:not(:has(.dl-explorer)), .formulas, .admonition, .citation, table, p") ? place : null;
  }

  function contents(link) {
    const found = source(link);
    if (found.dataset.for) return [...found.cloneNode(true).children];
    return found.matches("section") ? opening(found) : [copied(found)];
  }

  /** The heading and the first paragraph of a section. */
  function opening(section) {
    const heading = document.createElement("p");
    const title = copied(section.querySelector("h1, h2, h3, h4"));
    heading.append(Object.assign(document.createElement("strong"), { textContent: title.textContent }));
    const first = section.querySelector(":scope > p");
    return first ? [heading, copied(first)] : [heading];
  }

  /** A copy whose ids are its own, without what only its place needs. */
  function copied(node) {
    const copy = node.cloneNode(true);
    for (const each of copy.querySelectorAll("a.term")) each.replaceWith(...each.childNodes);
    for (const each of copy.querySelectorAll(".headerlink, .backrefs, .label, script, button")) each.remove();
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name, value } of [...each.attributes]) {
        if (name === "id" || name.startsWith("aria-labelled") || name.startsWith("aria-described")) each.setAttribute(name, `dl-card-${value}`);
        else if (value.includes("url(#")) each.setAttribute(name, value.replaceAll("url(#", "url(#dl-card-"));
        else if (name.endsWith("href") && each.closest("svg")) each.setAttribute(name, value.replace(/^#/, "#dl-card-"));
      }
      if (each.matches("a")) each.tabIndex = -1;
    }
    return copy;
  }

  function show(link, how) {
    clearTimeout(timer);
    if (shown !== link) {
      hide();
      body.replaceChildren(...contents(link));
      shown = link;
      link.setAttribute("aria-describedby", "dl-card");
    }
    const term = link.matches(".term");
    way.href = link.getAttribute("href");
    way.textContent = term ? stored.dataset.term : stored.dataset.place;
    way.hidden = how !== "tap";
    keys.hidden = how !== "focus" || !term || fellows.get(sectionOf(link)).length < 2;
    foot.hidden = way.hidden && keys.hidden;
    card.classList.toggle("wide", Boolean(body.querySelector("figure, .formulas, .admonition")));
    card.hidden = false;
    place(link);
  }

  /** Below the link, or above where there is more room; always within the window. */
  function place(link) {
    const room = document.documentElement.clientWidth - 8;
    card.style.left = card.style.top = "0";
    card.style.setProperty("--room", `${room - 8}px`);
    body.classList.toggle("cut", body.scrollHeight > body.clientHeight + 1);
    const [line] = link.getClientRects();
    const { width, height, left, top } = card.getBoundingClientRect();
    const below = line.bottom + 6, above = line.top - height - 6;
    const fits = below + height < innerHeight || line.top < innerHeight - line.bottom;
    card.style.left = `${Math.max(8, Math.min(line.left - 16, room - width)) - left}px`;
    card.style.top = `${(fits ? below : above) - top}px`;
  }

  function hide() {
    clearTimeout(timer);
    card.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
  }

  /** The section of the page, not of a section, in which a link stands. */
  function sectionOf(link) {
    let part = link.closest("section");
    while (part.parentElement.closest("section section")) part = part.parentElement.closest("section");
    return part;
  }

  for (const link of links) {
    link.removeAttribute("title");
    if (link.matches(".term") && fellows.get(sectionOf(link))[0] !== link) link.tabIndex = -1;
    link.addEventListener("pointerenter", ({ pointerType }) => {
      clearTimeout(timer);
      if (pointerType !== "touch") timer = setTimeout(() => show(link, "hover"), shown === link ? 0 : OPENS);
    });
    link.addEventListener("focus", () => link.matches(":focus-visible") && !touched && show(link, "focus"));
    link.addEventListener("click", (event) => {
      if (!touched || shown === link) return hide();
      event.preventDefault();
      show(link, "tap");
    });
  }
  for (const each of [card, ...links]) {
    each.addEventListener("pointerleave", ({ pointerType }) => {
      clearTimeout(timer);
      if (pointerType !== "touch") timer = setTimeout(() => shown?.matches(":focus-visible") || hide(), CLOSES);
    });
    each.addEventListener("focusout", ({ relatedTarget }) => {
      if (shown && relatedTarget !== shown && !card.contains(relatedTarget)) hide();
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
  }, true);
  addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape" && shown) hide();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const link = document.activeElement;
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !link.matches("a.term")) return;
    event.preventDefault();
    const all = fellows.get(sectionOf(link));
    all.at((all.indexOf(link) + step) % all.length).focus();
  }, true);
});
