"""Everything that a vault holds once its owner has unlocked it, as bytes.

The pages of every database file and backup, decrypted one by one, so that what was
deleted and what lies in free pages is seen too; and every cell of every table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVE, _IV, _SALT, _KEY = 4096, 80, 16, 16, 32
_TERMS = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, searchable_text, row)"
_TABLES = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"


def contents(session) -> Iterator[tuple[str, bytes]]:
    """Yield what can be read of the general records: now, and in each backup."""
    vault = session.vault
    key = vault._session.file_key.database
    yield "tables", tables(vault.db)
    vault.settle()
    # A second opening of the file would drop SQLite's lock; it is let go meanwhile.
    with vault.db.let_go():
        yield "pages", pages(vault._session.path, key)
    for place in (vault.folder / "backup", *vault.folder.parent.glob("elsewhere/*")):
        for path in sorted(place.glob("*/data-*.db")):
            if place.parent == vault.folder or vault.id[-8:] in place.name:
                yield f"backup {path.parent.name}", pages(path, key)


def everything(room_vault) -> bytes:
    """Return what can be read of a room."""
    return tables(room_vault.db)


def tables(db) -> bytes:
    """Return every cell of every table, a line each."""
    cells = []
    for name, sql in db.execute(_TABLES).fetchall():
        if not sql.startswith("CREATE VIRTUAL"):
            for row in db.execute(f'SELECT * FROM "{name}"'):
                cells += [x if isinstance(x, bytes) else str(x).encode() for x in row]
    return b"\n".join(cells)


def pages(path: Path, key: bytes) -> bytes:
    """Decrypt a SQLCipher 4 file with its raw key: AES-256-CBC, page by page."""
    content = path.read_bytes()
    assert content
    assert len(content) % _PAGE == 0
    plain = []
    for at in range(0, len(content), _PAGE):
        page = content[at : at + _PAGE]
        start = _SALT if at == 0 else 0
        iv = page[-_RESERVE : -_RESERVE + _IV]
        opening = Cipher(algorithms.AES(key[:_KEY]), modes.CBC(iv)).decryptor()
        plain.append(opening.update(page[start:-_RESERVE]) + opening.finalize())
    # The header of SQLite begins after the magic, which the salt replaces.
    assert plain[0][:2] == _PAGE.to_bytes(2, "big"), "not the key of this file"
    return b"".join(plain)


def index_terms(session) -> set[str]:
    """Return the terms of the text index."""
    db = session.vault.db
    with db.transaction():
        db.execute(_TERMS)
        found = {term for (term,) in db.execute("SELECT term FROM temp.terms")}
        db.execute("DROP TABLE temp.terms")
    return found


def name_keys(session) -> str:
    rows = session.vault.db.execute("SELECT key FROM name_key")
    return "\n".join(key for (key,) in rows)


def pinyin(text: str) -> tuple[str, str]:
    """Return a text as its keys would be: in full and by initials."""
    from pypinyin import Style, lazy_pinyin

    initials = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return "".join(lazy_pinyin(text)), "".join(initials)
