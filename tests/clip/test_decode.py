"""Bytes as text: UTF-8 before what is declared, what is declared before a guess."""

import pytest

from dossierpress.clip.decode import decoded

GERMAN = "Für Jörg ließ das Amt die Rinne vermessen, über die sich alle ärgern. " * 4
RUSSIAN = "Управление порта заказало второе измерение глубины канала до начала работ. " * 4


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "is_guess"),
    [
        (GERMAN.encode(), "", "utf-8", False),
        (GERMAN.encode(), "windows-1251", "utf-8", False),
        (b"<meta charset=iso-8859-1>" + GERMAN.encode("cp1252"), "", "cp1252", False),
        (GERMAN.encode("cp1252"), "latin-1", "cp1252", False),
        (RUSSIAN.encode("cp1251"), "windows-1251", "cp1251", False),
        (b"<?xml version='1.0' encoding='koi8-r'?>" + RUSSIAN.encode("koi8-r"), "", "koi8-r", False),
        (GERMAN.encode("utf-16"), "", "utf-16", False),
        (b"\xef\xbb\xbf" + GERMAN.encode(), "ascii", "utf-8", False),
        (GERMAN.encode() * 4 + b"\xff", "utf-8", "utf-8", True),
        (GERMAN.encode("cp1252"), "no-such-thing", "", True),
    ],
)
def test_encodings(data: bytes, declared: str, encoding: str, is_guess: object) -> None:
    found = decoded(data, declared)
    assert "ließ" in found.text or "порта" in found.text or is_guess
    assert found.is_guess == is_guess
    assert encoding in ("", found.encoding)
