"""One part of the index: the same bytes each time, whole whatever its size, and no more than is needed."""

import gzip
import json
import random

import cbor2
import msgspec

from dossierpress.exports.searchindex import (
    HEADS,
    BucketView,
    RecordView,
    index_bucket,
    short_chunks,
    text_of,
)


def bucket(*records: RecordView, is_first: bool = True) -> BucketView:
    return BucketView(language="en", is_first=is_first, records=records)


def some(count: int) -> tuple[RecordView, ...]:
    return tuple(
        RecordView(
            address=f"/articles/a{number}/",
            title=f"Headline {number}",
            text=f"word{number} and more",
            filters={"tag": tuple("abcdefg"), "year": (str(2000 + number % 7),), "person": ("P", "Q", "R")},
        )
        for number in range(count)
    )


def test_a_passage_is_cut_from_the_text_and_not_from_the_headline() -> None:
    record = RecordView(address="/a/", title="Headline", opening="First.", body="x", text="Last.")
    files = index_bucket(bucket(record), {"x": msgspec.msgpack.encode(("<p>Second.</p>",))})
    (fragment,) = (data for path, data in files.items() if path.startswith("fragment/"))
    told = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    assert told["content"] == "First. Second. Last."
    assert told["meta"] == {"title": "Headline"}


def test_the_same_records_give_the_same_bytes() -> None:
    first = index_bucket(bucket(*some(30)), {})
    for _ in range(3):
        assert index_bucket(bucket(*some(30)), {}) == first


def test_only_the_first_bucket_brings_the_program() -> None:
    first, other = index_bucket(bucket(*some(2)), {}), index_bucket(bucket(*some(2), is_first=False), {})
    engine = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert set(first) - set(other) == engine
    assert not {path for path in first if path.endswith((".css", "ui.js")) or "playground" in path}


def test_the_entry_names_contents_that_are_there() -> None:
    files = index_bucket(bucket(*some(5)), {})
    entry = json.loads(files["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == 5
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in files


def words_of(chunk: bytes) -> list[list[object]]:
    found = cbor2.loads(chunk.removeprefix(b"pagefind_dcd"))[0]
    assert isinstance(found, list)
    return found


def test_chunks_are_short_and_each_word_belongs_to_one() -> None:
    chance = random.Random(4)
    texts = {"".join(chance.choices("abenst", k=chance.randint(1, 7))) for _ in range(3000)} | {"ß", "زیر"}
    words: list[list[object]] = [[text, [[n, [n, n + 1]]]] for n, text in enumerate(sorted(texts))]
    chunks = list(short_chunks(words))
    assert [word for _, _, chunk in chunks for word in words_of(chunk)] == words
    assert max(len(chunk) for *_, chunk in chunks) < 4200
    for text in (*texts, "a", "benin", "zz", "0", "\u0627"):
        (index,) = [n for n, (first, last, _) in enumerate(chunks) if first <= text <= last]
        # A beginning of at least three letters has all its words there, but for what is too much for one.
        inside = {word[0] for word in words_of(chunks[index][2])}
        assert text in inside or text not in texts
    alike = {text for text in texts if text.startswith("bea")}
    assert sum(1 for *_, chunk in chunks if alike & {str(word[0]) for word in words_of(chunk)}) == 1


def test_one_word_that_is_too_much_for_a_chunk_has_its_own() -> None:
    words: list[list[object]] = [["a", [1]], ["the", list(range(5000))], ["zoo", [1]]]
    assert [len(words_of(chunk)) for *_, chunk in short_chunks(words)] == [1, 1, 1]
    assert list(short_chunks([])) == []


def test_heads_tell_what_a_result_begins_with() -> None:
    record = RecordView(
        address="/a/", title="Überschrift", text="T", line="Dawn", language="de", direction="ltr"
    )
    name = RecordView(address="/people/ann/", title="Ann", text="T", is_name=True)
    files = index_bucket(bucket(record, name), {})
    heads = json.loads(files[HEADS])
    assert sorted(heads.values()) == [
        ["/a/", "Überschrift", "Dawn", "de", "ltr"],
        ["/people/ann/", "Ann", "", "", ""],
    ]
    assert {f"fragment/{each}.pf_fragment" for each in heads} <= set(files)


def test_a_language_without_a_stemmer_is_indexed_all_the_same() -> None:
    view = BucketView(language="ur-PK", is_first=True, records=some(1))
    assert "wasm.unknown.pagefind" in index_bucket(view, {})


def test_an_index_of_more_than_two_mebibytes_comes_back_whole() -> None:
    words = " ".join(f"w{number * 7919 % 999_983}x" for number in range(4000))
    large = tuple(RecordView(address=f"/a{n}/", title="T", text=f"{words} {n}") for n in range(150))
    assert sum(map(len, index_bucket(bucket(*large), {}).values())) > 2 * 1024 * 1024


def test_text_is_without_markup() -> None:
    pieces = ('<p>A<b>b</b> <a href="', "\" title='x > y'>c</a></p><p>d &amp; e<br>f</p><!-- no -->")
    assert text_of(pieces).split() == ["Ab", "c", "d", "&", "e", "f"]
    marked = (
        '<p>Sand.<a class="footnote-ref" href="#n">1</a></p>',
        '<a class="footnote-backref" href="#r">↩</a>',
    )
    assert text_of(marked).split() == ["Sand."]
