// Which language a figure speaks.

/** Wait until a node is in the document: JupyterLab renders a widget first and shows it afterwards. */
export async function shown(el) {
  for (let frames = 0; !el.isConnected && frames < 60; frames++) await new Promise(requestAnimationFrame);
}

/** What is asked for; else the language of the notebook's own text, of the page, of the browser. */
export function languageOf(el, asked = "auto") {
  const notebook = el.closest(".jp-Notebook");
  const place = () => (el.closest("[lang]") ?? document.documentElement).lang || navigator.language;
  const written = () => notebook.lang || (/[가-힣]/.test(notebook.textContent) ? "ko" : "en");
  const found = asked !== "auto" ? asked : notebook ? written() : place();
  return found.toLowerCase().startsWith("ko") ? "ko" : "en";
}
