// Opens the language that the reader chose last, or else the browser's first that the book has; and in
// it what a short address names, a page and a place on it: #xor, #xor/summary.
let last = null;
try {
  last = localStorage.getItem("language");
} catch {} // no storage for this reader
const languages = ["ko", "en"];
const wanted = [last, ...navigator.languages.map((tag) => tag.slice(0, 2))];
const language = wanted.find((tag) => languages.includes(tag)) ?? "en";
const [, page = "index", place] = /^#([\w-]+)(?:\/(.+))?$/.exec(location.hash) ?? [];
location.replace(`${language}/${page}.html${place ? `#${place}` : ""}`);
