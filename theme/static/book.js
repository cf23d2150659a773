// The root page opens the language that the reader chose last.
localStorage.setItem("language", document.documentElement.lang);

// The copy button has no Korean; it reads its words when the page is ready.
if (document.documentElement.lang === "ko") {
  messages.ko = { copy: "복사", copy_to_clipboard: "코드 복사", copy_success: "복사했습니다", copy_failure: "복사하지 못했습니다" };
  locale = "ko";
}

// Excerpts of what was found are fetched, which a browser refuses to pages opened from a folder.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// Sphinx's link that clears the marks of a search is a javascript: address, which the policy forbids.
addEventListener("click", (event) => {
  if (!event.target.closest?.(".highlight-link a")) return;
  event.preventDefault();
  SphinxHighlight.hideSearchWords();
});

// What scrolls sideways can be reached by keyboard.
function markScrolling() {
  for (const box of document.querySelectorAll("div.math, mjx-container, .pst-scrollable-table-container")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
addEventListener("load", () => {
  const typeset = window.MathJax?.startup?.promise ?? Promise.resolve();
  typeset.then(markScrolling);
});
addEventListener("resize", markScrolling);
