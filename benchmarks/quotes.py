"""What it costs to verify quotations: articles of the corpus read with two quotations each, and with none.

Run: python -m benchmarks.quotes [ARTICLES]. Times are of the processor, on one core.
"""

import random
import sys
import time

from dossierpress.read.document import ReadSettings, read_one
from dossierpress.read.files import ContentFile

WORDS = "the ferry left Mole Head at four and nobody on the quay could say who had counted it".split()
SETTINGS = ReadSettings(content="content", language="en", typography=True, trusted=False, extensions=())


def article(number: int, quotes: int) -> bytes:
    """An article of about 500 words in ten paragraphs, with so many quotations of a sentence of its own."""
    chance = random.Random(number)  # noqa: S311  the same texts each time
    said = [f"{' '.join(chance.choices(WORDS, k=14))} {number * 10 + at}." for at in range(10)]
    paragraphs = [f'{" ".join(chance.choices(WORDS, k=36))}: *"{each}"* he said.' for each in said]
    front = "".join(f'\n  - text: "{each}"' for each in said[:quotes])
    keys = f"\nquotes:{front}" if quotes else ""
    text = "\n\n".join(paragraphs)
    return (
        f"---\ntitle: Article {number}\ndate: 2011-12-05\nsource: The Daily{keys}\n---\n\n{text}\n".encode()
    )


def spent(articles: int, quotes: int) -> float:
    """Seconds of the processor for reading so many articles."""
    files = [ContentFile(f"content/d/a{n}.md", "article", f"a{n}", "d") for n in range(articles)]
    texts = [article(number, quotes) for number in range(articles)]
    begun = time.process_time()
    for file, data in zip(files, texts, strict=True):
        document, problems = read_one(file, data, SETTINGS)
        assert document is not None
        assert not problems, problems
    return time.process_time() - begun


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    spent(50, 2)
    bare, quoted = spent(count, 0), spent(count, 2)
    print(f"{count} articles: read in {bare:.2f} s, with {2 * count} quotations in {quoted:.2f} s")
    print(f"verifying takes {1000 * (quoted - bare) / count:.2f} ms an article")
