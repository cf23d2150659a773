// What cannot wait until the page is read. Light or dark, before anything is drawn; from here the
// theme's own script takes over.
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
