"""The language of a text: as the page says it, else as its script and its commonest words suggest."""

import re
from collections import Counter
from typing import Final

from lxml.html import HtmlElement

from dossierpress.clip.fields import Field, Found
from dossierpress.clip.lines import Line

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# Little words that are common in one language and rare in its neighbours.
_WORDS: Final = {
    "en": "the of and to in that is was for with on as by he it from said have",
    "de": "der die und das den von zu mit ist nicht sich des auf eine für dem auch",
    "fr": "les des est une pour dans que qui sur par pas au avec plus ce cette aux",
    "es": "los las una por con para del que como más pero sus esta entre fue ha",
    "pt": "os uma não para com dos das mais foi pela pelo também são ao seu é",
    "it": "il che di per non una sono della con dei nel alla gli più anche è",
    "nl": "het een van dat niet zijn op voor met te aan ook door werd naar bij",
    "sv": "och att det som för är på med av inte till den har ett från om",
    "da": "og at det er en til på af for med ikke der som har den de",
    "nb": "og er det som på til av for med ikke har den at en fra om",
    "pl": "się nie na to że jest do jak przez od dla po oraz był są",
    "tr": "bir ve bu için ile olarak da de çok olan daha gibi sonra kadar ne",
    "fi": "ja on ei että se hän oli ovat mutta kun myös joka sen olla niin",
    "id": "yang dan di untuk dengan dari ini pada tidak itu adalah dalam akan oleh juga",
    "ro": "și în de la pe cu nu că din pentru este mai care sau fost",
    "hu": "a az és hogy nem is egy meg csak van volt ez már mint de",
    "cs": "se na že je to ve pro jako byl ale jeho podle které už tak",
    "ru": "и в не на что он с как по это его от для был из",
    "uk": "і в не на що з як до це його від для був із та",
    "bg": "и на в се от за да че е по не с са при което",
    "ar": "في من على أن إلى التي الذي هذا عن مع كان هذه بعد قال لا",
    "fa": "و در به از که این را با است آن برای یک های می شد",
    "ur": "کے میں کی ہے اور سے کا کو نے پر یہ ہیں کہ تھا بھی",
    "hi": "के में की है और से का को ने पर यह हैं कि था भी",
    "he": "של את על לא הוא זה עם כי גם היא אל או אבל היה כל",
}
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("bn", re.compile("[\u0985-\u09cc]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)


def tag_of(said: str) -> str:
    """A language tag as a page writes it, in the form that we write; empty when it is none."""
    tag = said.split(",", maxsplit=1)[0].strip().replace("_", "-")
    if not _TAG.fullmatch(tag) or tag.lower() in ("und", "mul", "zxx"):
        return ""
    first, *more = tag.split("-")
    return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in more)))


def guessed_language(text: str) -> str:
    """What language a text is probably in; empty when nothing suggests one."""
    sample = text[:6000]
    letters = sum(sign.isalpha() for sign in sample)
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) * (10 if language == "ja" else 3) > letters:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    counts = {language: sum(words[word] for word in common.split()) for language, common in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 20 >= words.total() and counts[best] >= 3 else ""


def language_of(root: HtmlElement, said: list[Found], lines: list[Line]) -> Field:
    """The language of an article: what its page says, unless its words say otherwise."""
    text = " ".join(line.text for line in lines if line.kept)
    guess = guessed_language(text)
    found = [
        Found(
            tag_of(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
            "html lang",
        )
    ]
    found += [Found(tag_of(each.value), each.place) for each in said]
    tags = [each for each in found if each.value]
    # Templates in English around texts of other languages: then the text itself is believed.
    said_by_all = len({each.value.partition("-")[0] for each in tags}) == 1 and len(tags) > 2
    if guess and tags and not said_by_all and all(each.value.partition("-")[0] != guess for each in tags):
        near = {
            "no": ("nb", "nn", "da"),
            "sr": ("bg", "ru"),
            "mk": ("bg",),
            "sk": ("cs",),
            "nn": ("nb", "da"),
            "nb": ("da",),
            "da": ("nb",),
        }.get(tags[0].value.partition("-")[0], ())
        if guess not in near:
            return Field(guess, "the words of the text", is_guess=True, rivals=tuple(tags[:2]))
    if tags:
        return Field(tags[0].value, tags[0].place, agree=tuple(each.place for each in tags))
    return Field(guess, "the words of the text", is_guess=True) if guess else Field()
