"""What languages write for a straight quotation mark and a straight apostrophe."""

from typing import Final

# Opening and closing quotation marks, outer then inner (CLDR's delimiters, and the press where it differs).
QUOTES: Final = {
    "ar": "”“’‘", "be": "«»„“", "bg": "„“‚‘", "br": "«»“”", "bs": "„”‘’", "ca": "«»“”", "cs": "„“‚‘",
    "de": "„“‚‘", "de-ch": "«»‹›", "el": "«»“”", "eo": "“”«»", "es": "«»“”", "es-419": "“”‘’",
    "es-mx": "“”‘’", "es-us": "“”‘’", "et": "„“‚‘", "eu": "«»“”", "fa": "«»‹›", "fi": "””’’", "fr": "«»“”",
    "fr-ch": "«»‹›", "he": "””’’", "hr": "„“‚‘", "hu": "„”»«", "hy": "«»«»", "is": "„“‚‘", "it": "«»“”",
    "ja": "「」『』", "ka": "„“«»", "kk": "«»“”", "lt": "„“‚‘", "mk": "„“‚‘", "nb": "«»‘’", "nn": "«»‘’",
    "no": "«»‘’", "pl": "„”«»", "pt": "“”‘’", "pt-pt": "«»“”", "ro": "„”«»", "ru": "«»„“", "sk": "„“‚‘",
    "sl": "„“‚‘", "sr": "„”’’", "sv": "””’’", "uk": "«»„“", "ur": "”“’‘", "yi": "„“‚‘", "zh-hant": "「」『』",
    "zh-hk": "「」『』", "zh-tw": "「」『』",
}  # fmt: skip
ENGLISH: Final = "“”‘’"

# Words that begin with an apostrophe, for letters that are not spoken.
CLIPPED_HEADS: Final = {
    "af": "n k s t",
    "ca": "l n s t m ls ns hi",
    "cy": "r n w i u m ch na ma di da",
    "da": "et en n na",
    "de": "s n ne nen nem ner nes ran rauf raus rein rüber rum runter rauf nauf naus",
    "en": "tis twas twere twill twould twixt em til till bout cause cos coz round neath gainst n ello"
    " fraid nuff tude scuse kay",
    "fr": "tain spèce",
    "it": "sta sto ste sti nu ndrangheta ndranghetista ngiorno l n gna",
    "nb": "a et n na",
    "nl": "s t n k m r ns tis twas",
    "no": "a et n na",
    "pt": "tá tava tô cê",
    "sv": "n na et an en",
}
# Words that end in one.
CLIPPED_TAILS: Final = {
    "de": "hab geh mach komm sag seh wär hätt könnt möcht würd s",
    "en": "o ol th an wi fo mo",
    "es": "pa na to",
    "it": "po mo di da fa sta va to be ca de ne co a e pe su i fe vo ve pie so cu nu",
    "pt": "d n",
}
# In English a plural owns with it, in German a name in s, in others a clipped ending.
OWNERS: Final = {"en": ("s", "in", "x", "z"), "de": ("s", "ß", "x", "z"), "nl": ("s", "x", "z")}
# Scripts that have no apostrophe: there a sign between letters is a quotation mark.
WITHOUT_APOSTROPHE: Final = frozenset("ja ko zh th lo km my".split())
# Signs between two letters that are letters or marks of their own.
INSIDE: Final = {
    "haw": {"'": "ʻ"},
    "he": {"'": "׳", '"': "״"},
    "to": {"'": "ʻ"},
    "yi": {"'": "׳", '"': "״"},
}
UZBEK_LETTERS: Final = frozenset("oOgG")
# Within French marks.
SPACED: Final = "\u202f"
