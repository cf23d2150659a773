// The search of the site: every search field answers as one types, from an index of the sections.
// The index, `search-index.js`, calls `dlBookSearch` when it has been read.
import { makeSearch } from "./find.js";
import { attach } from "./page.js";

globalThis.dlBookSearch = (data) => {
  const search = makeSearch(data);
  globalThis.dlBookSearch.search = search;
  for (const form of document.querySelectorAll("form.bd-search")) attach(form, search);
};
