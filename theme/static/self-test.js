// The answers of the self-test stay in this browser, for both languages alike, until they are erased.
{
  const KEY = "self-test";
  const form = document.querySelector("form.self-test");
  const words = JSON.parse(form.dataset.words);
  const fields = [...form.querySelectorAll("fieldset")];
  const chosen = (field) => field.querySelector("input:checked")?.value;
  let kept = true;
  let erased = null;

  const answers = () => Object.fromEntries(fields.map((field) => [field.id, chosen(field)]).filter(([, value]) => value));

  function restore(from) {
    form.reset();
    for (const field of fields) {
      const input = [...field.querySelectorAll("input")].find((each) => each.value === from?.[field.id]);
      if (input) input.checked = true;
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(answers()));
      kept = true;
    } catch {
      kept = false; // no storage, or none left: the test works all the same
    }
  }

  const state = form.querySelector("[role=status]");
  const button = (name, act) => {
    const found = form.querySelector(`button[name=${name}]`);
    found.addEventListener("click", act);
    return found;
  };
  const save = button("export", () => {
    const file = new Blob([JSON.stringify(answers(), null, 2)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "self-test.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const erase = button("erase", () => {
    const before = answers();
    restore(erased);
    erased = erased ? null : before;
    keep();
    say();
  });

  function say() {
    const all = Object.values(answers());
    const right = all.filter((each) => each === "right").length;
    const counts = words.state.replace("{answered}", all.length).replace("{all}", fields.length).replace("{right}", right);
    state.textContent = kept ? counts : `${counts} ${words.not_kept}`;
    save.disabled = all.length === 0;
    erase.disabled = all.length === 0 && !erased;
    erase.textContent = erased ? words.undo : words.erase;
  }

  form.addEventListener("change", () => {
    erased = null;
    keep();
    say();
  });
  try {
    restore(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    restore(null); // forbidden, or not what we wrote
  }
  say();
}
