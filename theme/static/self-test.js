// The self-test knows its answers again, and is the place to download or erase what the book has kept.
{
  const form = document.querySelector("form.self-test");
  const words = JSON.parse(form.dataset.words);
  const fields = [...form.querySelectorAll("fieldset")];
  const chosen = (field) => field.querySelector("input:checked")?.value;
  const size = (part) => Object.keys(part).length;
  let erased = null;

  const answers = () => Object.fromEntries(fields.map((field) => [field.id, chosen(field)]).filter(([, value]) => value));

  function restore({ answers: from }) {
    form.reset();
    for (const field of fields) {
      const input = [...field.querySelectorAll("input")].find((each) => each.value === from[field.id]);
      if (input) input.checked = true;
    }
  }

  const said = form.querySelector("[role=status]");
  const button = (name, act) => {
    const found = form.querySelector(`button[name=${name}]`);
    found.addEventListener("click", act);
    return found;
  };
  const save = button("export", () => {
    const file = new Blob([JSON.stringify(dlReader.all(), null, 2)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "dlcore-book.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const erase = button("erase", () => {
    const before = dlReader.all();
    dlReader.replace(erased ?? {});
    erased = erased ? null : before;
    restore(dlReader.all());
    say();
  });

  function say() {
    const known = dlReader.all();
    const given = Object.values(answers());
    const counts = {
      all: fields.length,
      answered: given.length,
      right: given.filter((each) => each === "right").length,
      read: size(known.read),
      predictions: size(known.predictions),
    };
    const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) => counts[name]);
    const others = counts.read + counts.predictions;
    said.textContent = [fill(words.state), others ? fill(words.others) : "", words[dlReader.state] ?? ""].join(" ").trim();
    const empty = Object.values(known).every((part) => !size(part));
    save.disabled = empty;
    erase.disabled = empty && !erased;
    erase.textContent = erased ? words.undo : words.erase;
  }

  form.addEventListener("change", () => {
    erased = null;
    dlReader.put("answers", answers());
    say();
  });
  restore(dlReader.all());
  say();
}
