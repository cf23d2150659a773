// Light or dark, before anything is drawn. The theme's own script takes over from here.
{
  const { dataset } = document.documentElement;
  dataset.mode = localStorage.getItem("mode") ?? "auto";
  const dark = dataset.mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : dataset.mode === "dark";
  dataset.theme = dark ? "dark" : "light";
}
