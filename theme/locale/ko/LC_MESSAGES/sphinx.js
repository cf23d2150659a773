// Sphinx's own file makes a function from a string, which the page's policy forbids; no page needs its words.
Documentation.LOCALE = "ko";
