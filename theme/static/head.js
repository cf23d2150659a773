// What cannot wait until the page is read. Where the browser lets the page keep nothing, or no more, a
// stand-in lasts as long as the page, so that the scripts of the theme, too, find what they ask for.
for (const name of ["localStorage", "sessionStorage"]) {
  let given = {};
  try {
    given = { ...window[name] };
    window[name].setItem("room", "?");
    window[name].removeItem("room");
  } catch {
    const kept = new Map(Object.entries(given));
    const value = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, String(text)), removeItem: (key) => kept.delete(key) };
    Object.defineProperty(window, name, { value });
  }
}

// Light or dark, before anything is drawn; from here the theme's own script takes over.
{
  const { dataset } = document.documentElement;
  dataset.mode = localStorage.getItem("mode") ?? "auto";
  const dark = dataset.mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : dataset.mode === "dark";
  dataset.theme = dark ? "dark" : "light";
}

// The fonts of the text, before the style sheets ask for them. Browsers refuse a preload to pages opened from a folder.
if (location.protocol !== "file:") {
  const { dataset, src } = document.currentScript;
  for (const name of dataset.fonts.split(" ")) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: new URL(`fonts/${name}.woff2`, src) });
    document.head.append(link);
  }
}
