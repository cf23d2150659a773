// Cards: a term shows what it means, a cross-reference what it points to, a citation its entry. On
// hover, focus or tap; Escape, or turning elsewhere, closes. theme/extension/hover.py writes what
// other pages say; nothing is fetched.
{
  const OPENS = 300, CLOSES = 250; // milliseconds that a mouse rests on a link, and that it may be away
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  /** What a link's card is made from: stored words, or a place of this page; nothing without card. */
  function source(link, words) {
    const address = link.getAttribute("href");
    if (words.has(address) || !address.startsWith("#")) return words.get(address);
    const target = document.getElementById(decodeURIComponent(address.slice(1)));
    const place = target?.matches("span:empty") ? target.parentElement : target;
    return place?.matches("section, figure:not(:has(.dl-explorer)), .formulas, .admonition, .citation, table, p") ? place : null;
  }

  function contents(found) {
    if (found.dataset.for) return [...found.cloneNode(true).children];
    return found.matches("section") ? opening(found) : [copied(found)];
  }

  /** The heading and the first paragraph of a section. */
  function opening(section) {
    const title = copied(section.querySelector("h1, h2, h3, h4"));
    const heading = make("p");
    heading.append(make("strong", { textContent: title.textContent }));
    const first = section.querySelector(":scope > p");
    return first ? [heading, copied(first)] : [heading];
  }

  /** A copy whose ids are its own, without what only its place needs: an entry is no item of a list here. */
  function copied(node) {
    const copy = node.cloneNode(true);
    copy.removeAttribute("role");
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

  /** The one card of a page, and the link that it is shown for. */
  class Card {
    constructor({ content, dataset }) {
      this.words = new Map([...content.children].map((each) => [each.dataset.for, each]));
      this.ways = dataset;
      this.box = make("div", { className: "dl-card", id: "dl-card", tabIndex: -1, hidden: true });
      this.body = make("div", { className: "dl-card-body" });
      this.foot = make("p", { className: "dl-card-foot" });
      this.way = make("a");
      this.keys = make("span", { textContent: dataset.keys });
      this.foot.append(this.way, this.keys);
      this.box.append(this.body, this.foot);
    }

    /** Show a link's card; `keys` says that arrows go on, `tap` that the card is read in place of the link. */
    show(link, { keys = false, tap = false } = {}) {
      clearTimeout(this.timer);
      if (this.link !== link) {
        this.hide();
        this.body.replaceChildren(...contents(source(link, this.words)));
        this.link = link;
        link.setAttribute("aria-describedby", "dl-card");
      }
      this.way.href = link.getAttribute("href");
      this.way.textContent = link.matches(".term") ? this.ways.term : this.ways.place;
      this.way.hidden = !tap; // by keyboard the link itself leads there
      this.keys.hidden = !keys;
      this.foot.hidden = !tap && !keys;
      this.box.classList.toggle("wide", Boolean(this.body.querySelector("figure, .formulas, .admonition")));
      this.box.hidden = false;
      this.place();
      if (tap) this.enter();
    }

    /** Below the link, or above where there is more room; always within the window. */
    place() {
      const { box, body } = this;
      const room = document.documentElement.clientWidth - 8;
      box.style.left = box.style.top = "0";
      box.style.setProperty("--room", `${room - 8}px`);
      body.classList.toggle("cut", body.scrollHeight > body.clientHeight + 1);
      const [line] = this.link.getClientRects();
      const { width, height, left, top } = box.getBoundingClientRect();
      const below = line.bottom + 6, above = line.top - height - 6;
      const fits = below + height < innerHeight || line.top < innerHeight - line.bottom;
      box.style.left = `${Math.max(8, Math.min(line.left - 16, room - width)) - left}px`;
      box.style.top = `${(fits ? below : above) - top}px`;
    }

    /** The focus goes into the card, so that a screen reader says it. */
    enter() {
      this.box.setAttribute("role", "dialog");
      this.box.setAttribute("aria-label", this.link.textContent);
      this.box.focus({ preventScroll: true });
    }

    hide() {
      clearTimeout(this.timer);
      // Before the card is gone: a focus on the link whose card is shown opens no other.
      if (this.has(document.activeElement)) this.link.focus({ preventScroll: true });
      this.box.hidden = true;
      for (const name of ["role", "aria-label"]) this.box.removeAttribute(name);
      this.link?.removeAttribute("aria-describedby");
      this.link = undefined;
    }

    has(node) {
      return this.box.contains(node);
    }

    /** Do something in a while, unless something else comes first. */
    later(act, wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(act, wait);
    }
  }

  /** The section of the page, not of a section, in which a link stands. */
  function sectionOf(link) {
    let part = link.closest("section");
    while (part.parentElement.closest("section section")) part = part.parentElement.closest("section");
    return part;
  }

  /** Make the terms of a section one stop of the Tab key; the answer gives all of a link's section. */
  function fellowsAmong(links) {
    const found = new Map();
    for (const link of links.filter((each) => each.matches(".term"))) {
      const fellows = found.get(sectionOf(link)) ?? [];
      if (fellows.length) link.tabIndex = -1;
      found.set(sectionOf(link), [...fellows, link]);
    }
    return (link) => (link.matches(".term") ? found.get(sectionOf(link)) : [link]);
  }

  /** A mouse opens and closes the card after a while, and may go over to it. */
  function listenToMouse(card, links) {
    for (const link of links) {
      link.addEventListener("pointerenter", ({ pointerType }) => {
        clearTimeout(card.timer);
        if (pointerType !== "touch") card.later(() => card.show(link), card.link === link ? 0 : OPENS);
      });
    }
    for (const each of [card.box, ...links]) {
      each.addEventListener("pointerleave", ({ pointerType }) => {
        clearTimeout(card.timer);
        if (pointerType !== "touch") card.later(() => card.link?.matches(":focus-visible") || card.hide(), CLOSES);
      });
    }
    card.box.addEventListener("pointerenter", () => clearTimeout(card.timer));
  }

  /** Focus opens the card at once, and so does a first tap; arrows go to the next term. */
  function listenToFocusAndTaps(card, links) {
    const fellowsOf = fellowsAmong(links);
    let touched = false;
    for (const link of links) {
      link.addEventListener("focus", () => {
        if (link.matches(":focus-visible") && !touched) card.show(link, { keys: fellowsOf(link).length > 1 });
      });
      link.addEventListener("click", (event) => {
        if (!touched || card.link === link) return card.hide();
        event.preventDefault();
        card.show(link, { tap: true });
      });
    }
    for (const each of [card.box, ...links]) {
      each.addEventListener("focusout", ({ relatedTarget }) => {
        if (card.link && relatedTarget !== card.link && !card.has(relatedTarget)) card.hide();
      });
    }
    addEventListener("pointerdown", ({ pointerType, target }) => {
      touched = pointerType === "touch";
      if (card.link && !card.has(target) && !card.link.contains(target)) card.hide();
    }, true);
    addEventListener("keydown", (event) => {
      touched = false;
      if (event.key === "Escape" && card.link) card.hide();
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const link = document.activeElement;
      const held = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey; // that is for others
      if (!step || held || !link.matches("a.term")) return;
      event.preventDefault();
      const fellows = fellowsOf(link);
      fellows.at((fellows.indexOf(link) + step) % fellows.length).focus();
    }, true);
  }

  addEventListener("DOMContentLoaded", () => {
    const stored = document.getElementById("dl-cards");
    const article = document.querySelector("article.bd-article");
    if (!stored || !article) return;
    const card = new Card(stored);
    const all = article.querySelectorAll("a.reference.internal[href*='#']:not(.dl-state)");
    const links = [...all].filter((link) => source(link, card.words));
    for (const link of links) link.removeAttribute("title");
    article.append(card.box);
    listenToMouse(card, links);
    listenToFocusAndTaps(card, links);
  });
}
