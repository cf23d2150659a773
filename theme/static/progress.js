// A chapter whose end was in sight is read: a check marks it in the menu and on the first page. The first
// page leads back to the place where reading stopped.
{
  const { chapter, words: given } = document.querySelector("template.reader").dataset;
  const words = JSON.parse(given);
  const nameOf = (link) => link.pathname.match(/([\w-]+)\.html$/)?.[1];

  function mark() {
    const { read } = dlReader.all();
    for (const link of document.querySelectorAll(".bd-links a, ol.chapters a")) {
      const item = link.closest("li");
      const isRead = Object.hasOwn(read, nameOf(link));
      item.classList.toggle("chapter-read", isRead);
      link.querySelector(".visually-hidden")?.remove();
      if (isRead) link.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` (${words.read})` }));
    }
  }

  function offerToContinue() {
    document.querySelector("p.continue")?.remove();
    const { page, section } = dlReader.all().place;
    const last = [...document.querySelectorAll("ol.chapters a")].find((link) => nameOf(link) === page);
    if (!last) return;
    const link = document.createElement("a");
    link.href = last.getAttribute("href") + (section ? `#${encodeURIComponent(section)}` : "");
    link.textContent = words.continue.replace("{title}", last.firstChild.textContent.trim());
    const line = Object.assign(document.createElement("p"), { className: "continue" });
    line.append(link);
    document.querySelector("article h1").after(line);
  }

  function show() {
    mark();
    offerToContinue();
  }

  if (chapter) {
    const end = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      end.disconnect();
      dlReader.add("read", { [chapter]: "yes" });
    });
    end.observe(document.querySelector("footer.prev-next-footer"));
    // On phones this alone is sure to come when a page is left; it comes from no tab that was never seen.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) dlReader.put("place", { page: chapter, section: sectionBeingRead() });
    });
  }
  document.addEventListener("dl-reader", show);
  addEventListener("pageshow", ({ persisted }) => persisted && show()); // back on a page as it was left
  show();
}
