"""The last pass over the pages: what each may run."""

import re

from tools.site import finish

PAGE = '<meta charset="utf-8"><script>run()</script>{more}'


def allowed(html):
    policy = re.search(r"script-src ([^;]*);", finish.with_policy(html))[1]
    return policy.split()


def test_a_page_may_run_its_own_inline_scripts():
    assert allowed(PAGE.format(more="")) == ["'self'", f"'{finish.hash_of('run()')}'"]
    two = PAGE.format(more="<script>stop()</script>")
    assert f"'{finish.hash_of('stop()')}'" in allowed(two)


def test_data_is_no_script_and_needs_no_leave():
    data = '<script type="application/ld+json">{"@type": "Book"}</script>'
    assert allowed(PAGE.format(more=data)) == allowed(PAGE.format(more=""))
