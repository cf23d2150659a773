"""What the book keeps of its reader: the store, run in Node with storages of every mood."""

import json
import subprocess

import pytest

from sources.chapters import BOOK
from tools.explorers.build import find_node

SOURCE = (BOOK.root / "theme/static/reader.js").read_text("utf-8")
PAGE = """
globalThis.window = globalThis;
let told = 0;
globalThis.document = { dispatchEvent: () => told++ };
class Storage {
  constructor(text) { this.text = text; }
  getItem() { return this.text; }
  setItem(key, text) { if (globalThis.full) throw new Error("full"); this.text = text; }
}
globalThis.Storage = Storage;
Object.defineProperty(globalThis, "localStorage", { value: new Storage(%s), writable: true });
"""
EMPTY = {"read": {}, "place": {}, "predictions": {}, "answers": {}}


def run(script, stored=None):
    """What a script finds that runs where the storage holds a text."""
    (node,), _ = find_node()
    code = f"{PAGE % json.dumps(stored)}{SOURCE}\nconst found = {script};\n"
    code += "console.log(JSON.stringify([found, dlReader.state, told, localStorage.text]));"
    done = subprocess.run([node, "-e", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_nothing_is_known_at_first_and_nothing_written():
    assert run("dlReader.all()") == [EMPTY, "kept", 0, None]


def test_what_is_added_stays_beside_what_was_there():
    stored = json.dumps({"read": {"xor": "yes"}, "answers": {"a": "right"}})
    _, state, told, text = run("dlReader.add('read', { losses: 'yes' })", stored)
    assert (state, told) == ("kept", 1)
    assert json.loads(text) == EMPTY | {
        "read": {"xor": "yes", "losses": "yes"},
        "answers": {"a": "right"},
    }


def test_a_part_is_replaced_as_a_whole():
    *_, text = run("dlReader.put('answers', {})", json.dumps({"answers": {"a": "right"}}))
    assert json.loads(text) == EMPTY


@pytest.mark.parametrize("stored", ["{", "[]", "3", "null", '"text"'])
def test_what_is_no_record_is_told_and_replaced_by_the_next(stored):
    assert run("dlReader.all()", stored) == [EMPTY, "damaged", 0, stored]
    *_, text = run("dlReader.add('read', { xor: 'yes' })", stored)
    assert json.loads(text)["read"] == {"xor": "yes"}


def test_of_a_record_only_strings_are_taken():
    stored = {"read": ["xor"], "place": {"page": 3, "section": "a"}, "answers": None, "more": {}}
    found, *_ = run("dlReader.all()", json.dumps(stored))
    assert found == EMPTY | {"place": {"section": "a"}}


def test_what_the_storage_refuses_is_known_until_the_page_is_left():
    script = "(full = true, dlReader.add('read', { xor: 'yes' }), dlReader.all())"
    found, state, told, text = run(script, "{}")
    assert found["read"] == {"xor": "yes"}
    assert (state, told, text) == ("lost", 1, "{}")


def test_a_stand_in_for_the_storage_is_known_as_one():
    script = "(localStorage = { getItem: () => null, setItem() {} }, dlReader.all())"
    assert run(script)[:2] == [EMPTY, "lost"]
