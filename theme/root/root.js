// Opens the language that the reader chose last, or else the browser's first that the book has.
const languages = ["ko", "en"];
const wanted = [localStorage.getItem("language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
const language = wanted.find((tag) => languages.includes(tag)) ?? "en";
location.replace(`${language}/index.html`);
