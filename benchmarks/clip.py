"""Measure `dossier clip` on saved pages with known texts: `python -m benchmarks.clip FOLDER`.

FOLDER holds `html/<id>.html.gz` and `ground-truth.json`, which maps ids to `articleBody` and `url`, as the
public article-extraction benchmark by Scrapinghub does. Its metric: shingles of four words, precision and
recall averaged over the pages, F1 of the two averages.
"""

import gzip
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generator"), str(ROOT)]

from tests.clip.measuring import f1, plain, precision_and_recall  # noqa: E402

from dossierpress.clip.clip import clip  # noqa: E402
from dossierpress.clip.clipping import Asked  # noqa: E402
from dossierpress.clip.decode import decoded  # noqa: E402
from dossierpress.clip.dom import tree_of  # noqa: E402
from dossierpress.clip.lines import lines_of  # noqa: E402

KINDS = ("html", "singlefile", "mhtml", "text")
SINGLEFILE = (
    "<!--\n Page saved with SingleFile \n url: {url} \n saved date: Thu Nov 21 2019 10:00:00 GMT+0000\n-->"
)


def capture(kind: str, data: bytes, url: str) -> bytes:
    """A page as a capture of another kind."""
    if kind == "html":
        return data
    markup = decoded(data).text
    if kind == "singlefile":
        return (SINGLEFILE.format(url=url) + markup).encode("utf-8", "replace")
    if kind == "text":
        return "\n".join(line.text for line in lines_of(tree_of(markup).root)).encode()
    mail = EmailMessage()
    mail["Snapshot-Content-Location"] = url
    mail.set_content(markup.encode("utf-8", "replace"), "text", "html", cte="base64")
    mail["Content-Location"] = url
    mail.make_related()
    return mail.as_bytes()


def measured(page: tuple[str, Path, str, str]) -> tuple[float, float, float, bool]:
    """Precision, recall, seconds, and whether nothing came of one page."""
    kind, place, url, wanted = page
    data = capture(kind, gzip.decompress(place.read_bytes()), url)
    begun = time.perf_counter()
    found = clip(data, Asked(kind="text" if kind == "text" else None, address="" if kind == "text" else url))
    seconds = time.perf_counter() - begun
    return *precision_and_recall(plain(found.body), wanted), seconds, not found.body.strip()


def main(folder: Path) -> None:
    """Print one line for each kind of capture."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    print(f"{'capture':12}{'F1':>8}{'precision':>11}{'recall':>8}{'empty':>7}{'s a page':>10}")
    with ProcessPoolExecutor() as pool:
        for kind in KINDS:
            pages = [
                (kind, folder / "html" / f"{name}.html.gz", said["url"], said["articleBody"])
                for name, said in sorted(truth.items())
            ]
            found = list(pool.map(measured, pages))
            precision, recall, seconds = (sum(each[side] for each in found) / len(found) for side in range(3))
            score = f1([each[:2] for each in found])
            empty = sum(each[3] for each in found)
            print(f"{kind:12}{score:8.4f}{precision:11.4f}{recall:8.4f}{empty:7}{seconds:10.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
