from __future__ import annotations

import ast
import io
import tokenize
from typing import TYPE_CHECKING

from tests.architecture.tracked import python_files, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 40
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def test_no_file_outgrows_its_concept() -> None:
    lengths = {str(path): len(text_of(path).splitlines()) for path in python_files()}
    assert {path: length for path, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_outgrows_its_name() -> None:
    assert [f"{path} {told}" for path in python_files() for told in long_functions(text_of(path))] == []


def test_lines_are_counted_without_docstring_comments_and_blanks() -> None:
    function = 'def f():\n    """One\n\n    two."""\n\n    # why\n    a = """x\n    y"""\n    return a\n'
    assert list(long_functions(function, limit=3)) == ["f: 4"]
    assert list(long_functions(function, limit=4)) == []


def long_functions(source: str, limit: int = LINES_OF_A_FUNCTION) -> Iterator[str]:
    code = lines_of_code(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            own = {line for line in code if node.lineno <= line <= (node.end_lineno or node.lineno)}
            own -= docstring_lines(node)
            if len(own) > limit:
                yield f"{node.name}: {len(own)}"


def lines_of_code(source: str) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {line for token in tokens if token.type not in NO_CODE for line in range(token.start[0], token.end[0] + 1)}


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    if ast.get_docstring(node, clean=False) is None:
        return set()
    first = node.body[0]
    return set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
