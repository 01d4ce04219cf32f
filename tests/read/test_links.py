"""`links.jsonl` as it may lie there: missing, whole, damaged, or no file at all."""

import os
from pathlib import Path

from dossierpress.read.links import read_links

LINE = '{"url":"https://a.example/","state":"dead","since":"2026-01-01","checked":"2026-01-02","why":"404"}'


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert read_links(tmp_path) == ({}, ())


def test_lines_are_read_by_address(tmp_path: Path) -> None:
    (tmp_path / "links.jsonl").write_bytes(f"\ufeff{LINE}\r\n\n".encode())
    links, problems = read_links(tmp_path)
    assert not problems
    assert links["https://a.example/"].state == "dead"


def test_each_damaged_line_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [b"=======", LINE.encode(), b"\xff", b"{}", LINE.encode(), b"[" * 100_000, b"null"]
    (tmp_path / "links.jsonl").write_bytes(b"\n".join(lines))
    links, problems = read_links(tmp_path)
    assert set(links) == {"https://a.example/"}
    assert [problem.line for problem in problems] == [1, 3, 4, 5, 6, 7]
    assert {problem.path for problem in problems} == {"links.jsonl"}
    assert all(problem.hint for problem in problems)


def test_a_pipe_or_a_link_out_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "links.jsonl")
    assert [problem.code for problem in read_links(tmp_path)[1]] == ["not-a-file"]
    (tmp_path / "links.jsonl").unlink()
    (tmp_path / "links.jsonl").symlink_to("/etc/passwd")
    assert [problem.code for problem in read_links(tmp_path)[1]] == ["link-out"]
