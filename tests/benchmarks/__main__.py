"""`python -m tests.benchmarks [NAME...] [--json] [--scale 0.01...1]`."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.harness import Result

NAMES = ("lookup", "startup", "form", "next_case")
COLUMNS = ("benchmark", "case", "value", "unit", "peer", "peer_value", "ratio", "goal", "met")
NUMBERS = {"value", "peer_value", "ratio"}
errors = Console(stderr=True, highlight=False)


def main(words: list[str]) -> int:
    """0 when every benchmark ran, whether its goals were met or not; 1 when one broke."""
    asked = arguments(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    broken = 0
    for name in asked.names or NAMES:
        try:
            for result in results_of(name, asked.scale):
                results.append(result)
                if asked.json:
                    sys.stdout.write(json.dumps(result.as_row(), ensure_ascii=False) + "\n")
                    sys.stdout.flush()
        except Exception:  # noqa: BLE001 - the others still have something to say
            broken += 1
            errors.print(f"{name} broke:")
            errors.print_exception()
    if not asked.json:
        show(results, asked.scale)
    return 1 if broken else 0


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--scale", type=scale, default=1.0, help="0.01 for a quick look to 1 for the whole")
    asked = parser.parse_args(words)
    unknown = set(asked.names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return asked


def scale(text: str) -> float:
    value = float(text)
    if not 0.01 <= value <= 1:
        raise argparse.ArgumentTypeError("from 0.01 to 1")
    return value


def results_of(name: str, at_scale: float) -> Iterator[Result]:
    yield from importlib.import_module(f"tests.benchmarks.{name}").run(at_scale)


def show(results: list[Result], at_scale: float) -> None:
    table = Table(title=None if at_scale == 1 else f"scale {at_scale:g}: the goals are meant for 1")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column in NUMBERS else "left")
    for result in results:
        row = result.as_row()
        verdict = {True: "[green]yes[/]", False: "[red]no[/]", None: ""}[result.met]
        table.add_row(*("" if row[column] is None else f"{row[column]}" for column in COLUMNS[:-1]), verdict)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
