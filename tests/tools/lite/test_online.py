"""The run of the chapters in Pyodide says what it would need, before it waits for it."""

import json

import pytest

from tools.lite.online import out_of_reach


@pytest.fixture
def lite(tmp_path):
    def configured(address):
        kernel = {"@jupyterlite/pyodide-kernel-extension:kernel": {"pyodideUrl": address}}
        settings = {"jupyter-config-data": {"litePluginSettings": kernel}}
        (tmp_path / "jupyter-lite.json").write_text(json.dumps(settings))
        return tmp_path

    return configured


def test_a_pyodide_that_is_not_in_reach_is_named_with_what_to_do(lite):
    said = out_of_reach(lite("http://127.0.0.1:9/pyodide.mjs"))
    assert said.startswith("the chapters need Pyodide from http://127.0.0.1:9/pyodide.mjs, and it")
    assert "LITE_SELF_HOSTED" in said


def test_a_pyodide_on_the_own_site_needs_nobody(lite):
    assert out_of_reach(lite("../../pyodide/pyodide.mjs")) == ""
