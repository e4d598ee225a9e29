"""Scripts stored wherever a respondent or a coder can write: on no page may one run, or fetch anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.i18n import TEXTS
from app.navigation import ROOMS
from tests.app.conftest import EVIL, answers
from tests.browser.conftest import Visit, served
from tests.conftest import COMMENTS
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.store import open_project

PAYLOADS = (
    EVIL,
    "<svg onload=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "</script><script>window.pwned=1</script>",
    "<a href=javascript:window.pwned=1>klikk</a>",
    "[klikk](javascript:window.pwned=1) ![bilde](http://example.com/a.png) <http://example.com>",
    ":red[farget] $\\href{javascript:window.pwned=1}{x}$",
    "{{constructor.constructor('window.pwned=1')()}}",
)


@pytest.fixture(scope="module")
def attacked(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    file = tmp_path_factory.mktemp("attacked") / "p.textmine"
    texts = [f"{COMMENTS[n % len(COMMENTS)]} {payload}" for n, payload in enumerate(PAYLOADS * 2)]
    frame = answers(texts, wave=EVIL).assign(**{EVIL: EVIL, "size": EVIL})
    with open_project(file, create=True) as project:
        admin = project.coders.ensure("admin")
        evil = project.coders.add(f"<img src=x onerror=window.pwned=1>{EVIL}", "coder", by=admin, full_name=EVIL)
        project.import_responses(frame, admin, EVIL, question=EVIL)
        themes = tuple(
            Theme(f"T{n}", Wording(nb=payload), Wording(nb=payload), examples=(payload,))
            for n, payload in enumerate(PAYLOADS, 1)
        )
        project.codebooks.put(Codebook(project.codebook().version, themes=themes), admin)
        project.settings.set("title", EVIL, admin)
        for n, statement in enumerate(project.statements()["statement_id"][: len(PAYLOADS)], 1):
            project.codings.save(statement, [f"T{n}"], admin, memos={f"T{n}": PAYLOADS[n - 1]})
            # Two have coded the same, so that the page Enighet names them.
            project.codings.save(statement, [f"T{n % 3 + 1}"], evil)
    with served("--project", file, "--coder", "admin") as server:
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        visit = Visit(context.new_page())
        visit.open(server.address)
        yield visit
        context.close()


@pytest.mark.parametrize("room", [room.name for room in ROOMS])
def test_no_stored_script_runs_and_nothing_stored_becomes_a_link_or_a_picture(attacked: Visit, room: str) -> None:
    attacked.room(TEXTS[f"{room}_title"]["nb"])
    # What is folded away, such as the filters with the names of attributes, is drawn too.
    for folded in attacked.page.get_by_test_id("stExpander").locator("summary").all()[:12]:
        folded.click()
    attacked.settle()
    assert attacked.page.evaluate("() => window.pwned") is None
    assert attacked.exceptions() == 0
    assert attacked.hosts() == {"127.0.0.1"}
    made = attacked.page.evaluate(
        """() => [...document.querySelectorAll(
                "a[href]:not([href^='#']), img, iframe, script, object, embed, [onload], [onerror]")]
            .map(each => each.outerHTML).filter(html => html.includes("pwned") || html.includes("example.com"))"""
    )
    assert made == []
