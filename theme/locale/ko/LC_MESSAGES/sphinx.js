// Words of Sphinx's scripts. Sphinx's own file makes a function from a string, which the page's policy forbids.
Object.assign(Documentation.TRANSLATIONS, {
  ", in ": ", ",
  "Hide Search Matches": "찾은 말 표시 지우기",
  "Preparing search...": "찾을 준비를 하고 있습니다…",
  "Search Results": "찾은 곳",
  "Search finished, found ${resultCount} page(s) matching the search query.": "${resultCount}쪽에서 찾았습니다.",
  "Searching": "찾는 중",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "이 책에 없는 말입니다. 맞춤법을 확인하거나 더 짧은 말로 찾아 보십시오.",
});
Documentation.LOCALE = "ko";
