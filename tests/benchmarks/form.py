"""Registration forms: milliseconds and kilobytes a form, alone and in a batch, beside the same pages by three peers.

Every form is an A3 booklet of two sides with its own name, numbers, marks, words and portrait (about 28 kB). The peers
get texts already written out and QR code and Code 128 as picture files, and do not shrink or check anything; our time
includes all of that.
"""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from app.forms.registration_form import A3_BOOKLET, render_registration_forms
from tests.benchmarks.form_peers.prepared import contents, prepared
from tests.benchmarks.harness import MARK, Peer, Result, scaled, started, times_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

BATCH = 500
ALONE = 40
OF_PEER = {"typst": 1.0, "fpdf2": 0.1, "weasyprint": 0.04}
"""The share of the batch that a peer is given; the slow ones scale evenly."""
FIRST = """
from tests.unit.forms.builders import form_content, portrait
portrait()
mark("ready")
from app.forms.registration_form import render_registration_form
render_registration_form(form_content())
mark("printed")
"""


def ours(forms: list[Any]) -> bytes:
    return render_registration_forms(forms, A3_BOOKLET, copies=1)


def run(scale: float) -> Iterator[Result]:
    everybody = contents(scaled(BATCH, scale, least=5))
    with tempfile.TemporaryDirectory() as folder:
        ready = prepared(everybody, Path(folder))
        peers = {name: _peer(name, Path(folder)) for name in OF_PEER}
        yield from _alone(everybody, ready, peers, scaled(ALONE, scale, least=3))
        yield from _batch(everybody, ready, peers)
    marks = started(["-c", MARK + FIRST])
    yield Result("form", "first of a process, import included", marks.at["printed"] - marks.at["ready"], "ms")


def _peer(name: str, folder: Path) -> Callable[[], Callable[[list[Any]], bytes]]:
    """Imports the library only when it is its turn, so that one that is missing costs the others nothing."""

    def made() -> Callable[[list[Any]], bytes]:
        if name == "typst":
            from tests.benchmarks.form_peers.by_typst import TypstForms

            return TypstForms(folder).render
        if name == "fpdf2":
            from tests.benchmarks.form_peers.by_fpdf2 import Fpdf2Forms

            return Fpdf2Forms().render
        from tests.benchmarks.form_peers.by_weasyprint import WeasyprintForms

        return WeasyprintForms().render

    return made


def _alone(
    everybody: Sequence[Any], ready: Sequence[Any], peers: dict[str, Callable[[], Any]], count: int
) -> Iterator[Result]:
    """Medians over forms that each get a file of their own, in a warm process."""
    ours([everybody[0]])
    own = median(times_over(lambda form: ours([form]), everybody[:count]))
    size = median(len(ours([form])) for form in everybody[:count]) / 1000
    for name, made in peers.items():
        some = ready[: max(2, count if name == "typst" else count // 10)]

        def taken(made: Callable[[], Any] = made, some: Sequence[Any] = some) -> float:
            render = made()
            render([some[0]])
            return median(times_over(lambda form: render([form]), some[1:]))

        yield Result("form", "alone", own, "ms", peer=Peer.measured(name, taken))
        weight = Peer.measured(name, lambda made=made, some=some: len(made()([some[0]])) / 1000)
        goal = "<= 160 kB" if name == "typst" else ""
        yield Result("form", "alone, size of the file", size, "kB", goal, weight)


def _batch(everybody: list[Any], ready: list[Any], peers: dict[str, Callable[[], Any]]) -> Iterator[Result]:
    for name, made in peers.items():
        count = max(2, round(len(ready) * OF_PEER[name]))
        own = _milliseconds_each(ours, everybody)
        peer = Peer.measured(
            name if count == len(ready) else f"{name} ({count} forms)",
            lambda made=made, count=count: _milliseconds_each(made(), ready[:count]),
        )
        goal = "ratio <= 1" if name == "typst" else ""
        yield Result("form", f"batch of {len(everybody)} booklets, each", own, "ms", goal, peer)


def _milliseconds_each(render: Callable[[list[Any]], bytes], forms: list[Any]) -> float:
    """After one form to warm up, as in a program that runs."""
    render(forms[:1])
    gc.collect()
    start = time.perf_counter()
    render(forms)
    return (time.perf_counter() - start) * 1000 / len(forms)
