"""Words are counted in every script, with spaces between them or without."""

import pytest

from dossierpress.model.wordcount import word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("The ferry left at 10:15 – late.", 7),
        ("Der Hafen war über Nacht gesperrt", 6),
        ("الميناء مغلق اليوم", 3),
        ("항구가 오늘 닫혔다", 3),
        ("港口今天关闭了。", 7),
        ("港が閉鎖された、2011年に。", 10),
        ("他说“OK”，然后走了", 7),
        ("ท่าเรือปิดวันนี้", 4),
        ("Harbour 港口 closed", 4),
        ("“Quoted” words — so…", 4),
    ],
)
def test_a_count(text: str, words: int) -> None:
    assert word_count(text) == words
