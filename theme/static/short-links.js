// The # beside a section, a figure or a box copies a short address, the same in both languages: the root
// page opens it in the language of whoever follows it. Without script or clipboard it is a plain link.
{
  const said = document.querySelector(".link-copied");
  const { content_root } = document.documentElement.dataset;
  const [, page] = document.querySelector("link[rel=canonical]").href.match(/([^/]+)\.html$/);
  const root = location.protocol === "file:" ? "../index.html" : "../"; // a folder opens no page by itself
  let hiding;

  function say(words, address) {
    said.textContent = `${words} ${address}`;
    said.classList.add("shown");
    clearTimeout(hiding);
    hiding = setTimeout(() => said.classList.remove("shown"), 4000);
  }

  async function copy(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a tab of its own
    event.preventDefault();
    const { hash } = event.currentTarget;
    const place = event.currentTarget.closest("h1") ? page : `${page}/${hash.slice(1)}`;
    const address = new URL(`${root}#${place}`, new URL(content_root, location.href)).href;
    try {
      await navigator.clipboard.writeText(address);
      say(said.dataset.copied, address);
    } catch {
      location.hash = hash; // as the plain link does
      say(said.dataset.byHand, address);
    }
  }

  for (const link of document.querySelectorAll("a.headerlink")) {
    link.title = said.dataset.label;
    link.addEventListener("click", copy);
  }
}
