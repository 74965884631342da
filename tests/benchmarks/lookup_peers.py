"""What the look-up is measured beside, each asked for as many people: a scan, the trigram table, and tantivy."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.services.lookup_query import parse_query
from app.storage.search_index import VERSION, person_of
from app.storage.search_tokens import expressions, words_of

if TYPE_CHECKING:
    from app.storage.store import Store

_MOST = 201
_COLUMNS = ("name", "id_number", "phone", "candidate_nos", "former")
_BATCH = 20_000


def _words(text: str) -> list[str]:
    words = text.upper().split()
    return ["".join(words)] if len("".join(words)) == 18 and words[0].isdecimal() else words


def _is_pinyin(text: str) -> bool:
    return any(word[0].isascii() and word[0].isalpha() for word in text.split())


class LikeScan:
    name = "LIKE scan"

    def __init__(self, store: Store) -> None:
        self._store = store

    def can_ask(self, text: str) -> bool:
        return not _is_pinyin(text)

    def ask(self, text: str) -> int:
        words = _words(text)
        one = "(" + " OR ".join(f"{column} LIKE ?" for column in _COLUMNS) + ")"
        sql = f"SELECT * FROM search_person WHERE {' AND '.join([one] * len(words))} LIMIT {_MOST}"
        with self._store.read() as connection:
            return len(connection.exec_driver_sql(sql, tuple(f"%{word}%" for word in words for _ in _COLUMNS)).all())


class Trigram:
    """In the same file; made by the first run."""

    name = "FTS5 trigram"

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.read() as connection:
            there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'peer_trigram'").first()
        if there is None:
            self._make()

    def _make(self) -> None:
        columns = ", ".join(_COLUMNS)
        with self._store.bulk() as raw:
            raw.execute(f"CREATE VIRTUAL TABLE peer_trigram USING fts5({columns}, content='', tokenize='trigram')")
            raw.execute(f"INSERT INTO peer_trigram (rowid, {columns}) SELECT number, {columns} FROM search_person")
            raw.execute("INSERT INTO peer_trigram (peer_trigram) VALUES ('optimize')")

    def can_ask(self, text: str) -> bool:
        """It finds nothing for two characters."""
        return not _is_pinyin(text) and all(len(word) > 2 for word in _words(text))

    def ask(self, text: str) -> int:
        words = _words(text)
        sql = f"""SELECT p.* FROM peer_trigram CROSS JOIN search_person p ON p.number = peer_trigram.rowid
            WHERE peer_trigram MATCH ? LIMIT {_MOST}"""
        with self._store.read() as connection:
            return len(connection.exec_driver_sql(sql, (" AND ".join(f'"{word}"' for word in words),)).all())


class TantivyIndex:
    """The same words of the same people, not encrypted, in an index of its own; asked with the same expressions."""

    name = "tantivy"

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index: Any = None

    def _open(self) -> Any:
        import tantivy

        with self._store.read() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM search_person").scalar()
            folder = Path(tempfile.gettempdir()) / f"zikao-benchmark-tantivy-{VERSION}-{count}"
            builder = tantivy.SchemaBuilder()
            builder.add_text_field("words", stored=False, tokenizer_name="words", index_option="basic")
            builder.add_text_field("row", stored=True, tokenizer_name="raw", index_option="basic")
            fresh = not folder.exists()
            folder.mkdir(exist_ok=True)
            index = tantivy.Index(builder.build(), path=str(folder))
            index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
            if fresh:
                writer = index.writer(200_000_000, 2)
                result = connection.exec_driver_sql("SELECT * FROM search_person")
                while rows := result.fetchmany(_BATCH):
                    for row in rows:
                        writer.add_document(
                            tantivy.Document(words=words_of(person_of(row)), row="|".join(map(str, row[2:])))
                        )
                writer.commit()
                writer.wait_merging_threads()
            index.reload()
        return index

    def can_ask(self, _text: str) -> bool:
        return True

    def ask(self, text: str) -> int:
        if self._index is None:
            self._index = self._open()
        query = parse_query(text)
        asked = expressions(query, lambda _: 0)
        searcher = self._index.searcher()
        found: set[Any] = set()
        for expression in asked:
            parsed = self._index.parse_query(expression, ["words"])
            found |= {
                searcher.doc(address)["row"][0] for _, address in searcher.search(parsed, limit=_MOST, count=False).hits
            }
            if len(found) >= _MOST:
                break
        return len(found)
