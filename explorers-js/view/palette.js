// One palette for every explorer (Okabe & Ito's, darkened or lightened for contrast), and which of
// its two halves the page wants. What the colours stand for: README.md.

export const palettes = {
  light: {
    ink: "#1b1f24",
    muted: "#59626d",
    line: "#cfd5dc",
    faint: "#e9ecf0",
    panel: "#ffffff",
    surface: "#f5f6f8",
    accent: "#00609c",
    onAccent: "#ffffff",
    good: "#00704f",
    bad: "#b23c00",
    zero: "#0072b2",
    one: "#d55e00",
    unit1: "#008f68",
    unit2: "#b3468a",
  },
  dark: {
    ink: "#eceff3",
    muted: "#a9b3bf",
    line: "#454d57",
    faint: "#2b3138",
    panel: "#171a1f",
    surface: "#22272e",
    accent: "#67bdf0",
    onAccent: "#0c1116",
    good: "#41d3a5",
    bad: "#ff9b66",
    zero: "#5ab8ee",
    one: "#ff9a4d",
    unit1: "#36d6a6",
    unit2: "#ee9ccb",
  },
};

/** The site says data-theme on <html>, JupyterLab data-jp-theme-light on <body>; else the system. */
export function currentTheme() {
  const site = document.documentElement.dataset.theme;
  if (site === "dark" || site === "light") return site;
  const lab = document.body.dataset.jpThemeLight;
  if (lab !== undefined) return lab === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back on every change of theme; returns the function that stops it. */
export function watchTheme(callback) {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", callback);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", callback);
  };
}
