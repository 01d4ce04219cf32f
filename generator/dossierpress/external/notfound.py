"""Whether a page that answers well says that it is not there: "404", "Page not found", in our languages."""

import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

# What says it, and what may stand around it; without accents and apostrophes, as `_plain` leaves a text.
# A headline that says it of something ("The missing ship was not found") has other words as well.
_SAID = r"""
404
(?:page)?notfound
not found
(?:can|could|did)(?:n?o?t|n t| t| not) (?:be )?(?:find|found|locate|located)
unable to find
(?:doesn t|does not|no longer|do not|didn t|did not) exists?
(?:isn t|is not|not|no longer) available
(?:page|article|story) (?:missing|unavailable)
missing page
no such (?:page|article|file|document)
no longer (?:here|there)
(?:isn t|is not) (?:here|there)
nicht (?:mehr )?(?:gefunden|vorhanden|verfugbar|auffindbar|finden)
unauffindbar
(?:existiert|gibt es|existieren) (?:leider )?(?:nicht|nicht mehr)
no (?:se )?(?:encontro|encontramos|encuentra|existe)
no (?:se )?(?:(?:ha|han|hemos|fue|sido|podido|pudo|podemos|esta) )*(?:encontrad[oa]s?|encontrar|disponible)
inexistente
introuvables?
non trouvee?s?
n (?:a|ont|avons) (?:pas |plus )?(?:pu )?(?:ete |etre )?trouve(?:r|e|es)?
n (?:existe|est) (?:pas|plus)(?: disponible)?
pas (?:ete )?trouvee?
inexistante?
غير (?:موجود|متاح|متوفر)[ةه]?
(?:تعذر|لا يمكن|لم يتم|لم نتمكن من) (?:العثور|إيجاد)(?: على| عليها| عليه)?
(?:لم|لا) (?:نعثر|يعثر|توجد|يوجد|تعد موجودة)(?: على| عليها| عليه)?
نہیں (?:ملا|ملی|ملے|مل سکا|مل سکی|مل رہا|مل رہی)
(?:موجود|دستیاب) نہیں
"""
_AROUND = """
error http status code 1 oops ooops oh uh no whoops sorry but we re i m it s it the this that a an page pages
article story content contents file document resource url link address post item object web site website
server you your our are were was is be been being has have had to for at on of or and by in requested
request looking look wanted trying tried reach access seems like here there what which may moved removed
deleted longer any something went wrong yet exist t can could
fehler hoppla ups leider entschuldigung pardon die der das diese dieser dieses seite webseite website
artikel beitrag inhalt datei dokument adresse wurde wurden konnte konnten kann werden ist sind es tut
uns leid sie ihnen von nach suchen gesuchte gewunschte gewahlte angeforderte aufgerufene angegebene wir
haben auf unter nicht mehr
error vaya ups lo sentimos la el las los esta este esa ese pagina articulo noticia contenido archivo
documento enlace direccion que buscas busca buscaba esta buscando solicitada solicitado ya mas su tu has
ha solicitaste intentas ver no
erreur oups desole desolee pardon nous vous la le les cette cet ce l page article contenu fichier
document adresse lien que recherchez cherchez recherchee demandee demande avez sommes pas plus n a
existe est ou
خطأ عذرا عفوا نأسف آسف آسفون الصفحة صفحة الصفحه المقال المقالة الخبر المحتوى الملف الرابط المادة هذه هذا
المطلوبة المطلوب التي الذي تبحث تحاول عنها عنه الوصول إليها إليه رقم أو ان إن
خرابی غلطی معذرت افسوس معاف کیجیے کیجئے صفحہ مضمون خبر مواد لنک پتہ فائل یہ وہ جو جس کی کا کو آپ ہم تلاش
کر رہے رہی ہیں ہے تھے مطلوبہ اب سے سکا سکی گیا
"""
_PARTS = re.compile(r"\s[-/>~]+\s|[|\u2013\u2014\u00b7\u2022\u00ab\u00bb\u2039\u203a]")
_TAG = re.compile(r"<[^<>]*>")
_DECLARED = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{1,40})", re.IGNORECASE)
_HEAD, _LONGEST = 4096, 1000


def _bare(text: str) -> str:
    """The letters without accents and vowel signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _plain(text: str) -> str:
    """Bare words in small letters with a space between."""
    return " ".join(re.findall(r"[^\W_]+", _bare(text.casefold())))


_SAYS = re.compile(rf"\b(?:{'|'.join(_bare(_SAID).strip().splitlines())})\b")
_FILLING = frozenset(_plain(_AROUND).split())


def is_not_found(page: bytes, kind: str = "") -> bool:
    """Whether the title of (the beginning of) a page of HTML, or its first heading, says just that.

    `kind` is the `Content-Type` that it came with.
    """
    headings = (_heading(page, name, kind) for name in (b"title", b"h1"))
    return any(_says_so(part) for heading in headings for part in _parts(heading))


def is_not_found_place(path: str) -> bool:
    """Whether a path is the one of such a page: `/404.html`, `/en/page-not-found/`."""
    last = unquote(path.partition("?")[0].rstrip("/").rpartition("/")[2])
    return _says_so(last.partition(".")[0].replace("404", " 404 "))


def _heading(page: bytes, name: bytes, kind: str) -> str:
    """The text of the first element of a name; empty where there is none. Each byte is looked at once."""
    lower = page.lower()
    start = lower.find(b">", lower.find(b"<" + name)) + 1
    end = lower.find(b"</" + name, start)
    if b"<" + name not in lower or start == 0 or not 0 <= end - start <= _LONGEST:
        return ""
    declared = _DECLARED.search(kind.encode()) or _DECLARED.search(page[:_HEAD])
    return html.unescape(_TAG.sub(" ", _text(page[start:end], declared[1].decode() if declared else "")))


def _text(data: bytes, declared: str) -> str:
    """Bytes as text: in UTF-8, or in the encoding that the page declares."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        with suppress(LookupError):
            return data.decode(declared or "cp1252", "replace")
        return data.decode("cp1252", "replace")


def _parts(heading: str) -> Iterator[str]:
    """A heading whole and in parts: most titles name the site as well."""
    yield heading
    yield from _PARTS.split(heading)
    yield heading.rpartition(":")[2]


def _says_so(part: str) -> bool:
    rest, times = _SAYS.subn(" ", _plain(part))
    return times > 0 and _FILLING.issuperset(rest.split())
