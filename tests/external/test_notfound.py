"""Pages that answer well and say that they are not there, in each language that the themes speak."""

import pytest

from dossierpress.external.notfound import is_not_found, is_not_found_place


def titled(title: str, heading: str = "", charset: str = "utf-8") -> bytes:
    head = f"<!doctype html><meta charset={charset}><TITLE data-x>\n {title}\n</TITLE>"
    return f"{head}<p>x<h1 class=a>{heading}</h1>".encode(charset)


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404",
        "404 Not Found",
        "Not Found",
        "Error 404 (Not Found)!!1",
        "The Herald | 404",
        "Page Not Found &#8211; The Harbour Herald",
        "The Harbour Herald: Page not found",
        "HTTP 404 - File not found",
        "Oops! That page can’t be found. | Herald",
        "Sorry, we couldn't find that page - Herald",
        "The page you are looking for does not exist | Herald",
        "This article is no longer available · Herald",
        "Article not found",
        "Story unavailable? Page missing",
        "Seite nicht gefunden",
        "Fehler 404 – Seite nicht gefunden | Hafenbote",
        "Diese Seite existiert leider nicht mehr",
        "Die gesuchte Seite konnte nicht gefunden werden",
        "Der Artikel ist nicht mehr verfügbar - Hafenbote",
        "Página no encontrada",
        "Error 404: página no encontrada | El Puerto",
        "Lo sentimos, la página que buscas no existe",
        "No se ha encontrado la página",
        "Este contenido ya no está disponible | El Puerto",
        "Page introuvable",
        "Page non trouvée - Le Port",
        "Erreur 404 : cette page n’existe pas",
        "Désolé, la page que vous recherchez est introuvable | Le Port",
        "La page demandée n'a pas été trouvée",
        "الصفحة غير موجودة",
        "خطأ 404 | الصفحه غير موجوده",
        "عذراً، لم يتم العثور على الصفحة - الميناء",
        "الصفحة المطلوبة غير متوفرة",
        "صفحہ نہیں ملا",
        "معذرت، یہ صفحہ موجود نہیں ہے | بندرگاہ",
        "مطلوبہ صفحہ دستیاب نہیں",
    ],
)
def test_a_title_that_says_it(title: str) -> None:
    assert is_not_found(titled(title))
    assert is_not_found(titled("The Harbour Herald", f"<span>{title}</span>"))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "The Harbour Herald",
        "The missing ship was not found",
        "Girl, 12, not found after three days | The Harbour Herald",
        "The Peugeot 404 turns sixty",
        "Flight 404 lands in Lisbon",
        "404 Media on the harbour",
        "Why the report does not exist",
        "No se encontró el barco perdido",
        "Das Schiff wurde nicht gefunden",
        "Le navire reste introuvable",
        "السفينة غير موجودة في الميناء",
        "جہاز نہیں ملا",
        "Page 3 of the Harbour Herald",
        "Sorry",
    ],
)
def test_a_headline_that_only_holds_such_words(title: str) -> None:
    assert not is_not_found(titled(title, title))


@pytest.mark.parametrize(
    ("title", "charset"),
    [
        ("Página no encontrada", "windows-1252"),
        ("الصفحة غير موجودة", "windows-1256"),
        ("Die Seite ist nicht verfügbar", "iso-8859-15"),
    ],
)
def test_pages_in_older_encodings(title: str, charset: str) -> None:
    assert is_not_found(titled(title, charset=charset))
    bare = f"<title>{title}</title>".encode(charset)
    assert is_not_found(bare, f"text/html; charset={charset}")
    assert not is_not_found("<title>Straße</title>".encode("latin-1"), "text/html; charset=klingon")


@pytest.mark.parametrize(
    "page",
    [
        *[b"", b"<title", b"<title>", b"<title>404", b"</title>404", b"<title></title>404"],
        *[b"<h1>" * 100_000, b"<title>" + b"not found " * 50_000 + b"</title>", b"\xff\xfe" * 1000],
    ],
)
def test_damage_says_nothing(page: bytes) -> None:
    assert not is_not_found(page)


@pytest.mark.parametrize(
    "path",
    [
        "/404",
        "/404.html",
        "/error404.aspx",
        "/en/page-not-found/",
        "/notfound?url=/a",
        "/Seite-nicht-gefunden",
        "/fr/page-introuvable.html",
        "/errors/404.php",
        "/p%C3%A1gina-no-encontrada",
        "/page_not_found",
    ],
)
def test_an_address_for_what_is_not_found(path: str) -> None:
    assert is_not_found_place(path)


@pytest.mark.parametrize("path", ["/", "/peugeot-404", "/the-ship-was-not-found", "/a/404/b", "/x?to=/404"])
def test_an_address_of_something(path: str) -> None:
    assert not is_not_found_place(path)
