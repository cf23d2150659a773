// What the book keeps of its reader: chapters read, the place where reading stopped, predictions at live
// figures, answers of the self-test. All of it stays in this browser, in one entry of its storage, for both
// languages alike. A browser may refuse to keep it; then it lasts until the page is left. It may also give
// back what the book has not written; then the book starts anew.
window.dlReader = (() => {
  const KEY = "dlcore-book.reader"; // other books may share the address, and its storage
  const PARTS = ["read", "place", "predictions", "answers"]; // each an object whose values are strings
  let refused = null; // what the storage would not take
  let damaged = false;

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const strings = (part) =>
    Object.fromEntries(Object.entries(isObject(part) ? part : {}).filter(([, value]) => typeof value === "string"));
  const sound = (found) => Object.fromEntries(PARTS.map((part) => [part, strings(found[part])]));

  /** Everything that is known of the reader: a copy. */
  function all() {
    if (refused) return sound(refused);
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      if (isObject(found)) return sound(found);
    } catch {} // no storage, or no JSON in it
    damaged = true;
    return sound({});
  }

  /** Replace all that is known, and tell who shows it. */
  function replace(known) {
    try {
      localStorage.setItem(KEY, JSON.stringify(known));
      refused = null;
    } catch {
      refused = known;
    }
    document.dispatchEvent(new Event("dl-reader"));
  }

  return {
    all,
    replace,
    /** Replace one part of it. */
    put: (part, values) => replace({ ...all(), [part]: values }),
    /** Add to one part of it. */
    add(part, values) {
      const known = all();
      replace({ ...known, [part]: { ...known[part], ...values } });
    },
    /** "kept", "lost" when the page is left, or "damaged": what was there could not be read. */
    get state() {
      if (refused || !(window.localStorage instanceof Storage)) return "lost";
      return damaged ? "damaged" : "kept";
    },
  };
})();
