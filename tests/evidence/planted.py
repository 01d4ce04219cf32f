"""Sound quotations in texts of every kind, and the ways in which one can be altered."""

from collections.abc import Callable

# Where a quotation stands: the body, and the words as the article has them.
WHERE: dict[str, tuple[str, str]] = {
    "paragraph": ("Before it. Four boats left Mole Head, all of them empty. After it.",
                  "Four boats left Mole Head, all of them empty."),
    "emphasis": ("He said: *Four* boats left [Mole Head](https://a.example/), **all of them** empty.",
                 "Four boats left Mole Head, all of them empty."),
    "across-paragraphs": ("“Four boats left Mole Head,\n\n“all of them empty.” He paused.",
                          "Four boats left Mole Head, all of them empty."),
    "table": ("| Boat | Words |\n|---|---|\n| one | Four boats left Mole Head, all empty. |\n",
              "Four boats left Mole Head, all empty."),
    "across-cells": ("| Boat | Words |\n|---|---|\n| Four boats left, | all of them empty. |\n",
                     "Four boats left, all of them empty."),
    "footnote": ("Text.[^1] More.\n\n[^1]: Four boats left Mole Head, all of them empty.\n",
                 "Four boats left Mole Head, all of them empty."),
    "around-a-footnote": ("Four boats left[^1] Mole Head, all of them empty.\n\n[^1]: A note.\n",
                          "Four boats left Mole Head, all of them empty."),
    "list": ("- one\n- Four boats left Mole Head, all of them empty.\n- three\n",
             "Four boats left Mole Head, all of them empty."),
    "blockquote": ("> Four boats left Mole Head, all of them empty.\n\nHe said so.",
                   "Four boats left Mole Head, all of them empty."),
    "heading": ("## Four boats left Mole Head, all empty\n\nText.", "Four boats left Mole Head, all empty"),
    "accents": ("« Quatre bateaux ont quitté le Môle, tous étaient vides. »",
                "Quatre bateaux ont quitté le Môle, tous étaient vides."),
    "right-to-left": ("قال: غادرت أربع سفن الميناء، كلها كانت فارغة. ثم سكت.",
                      "غادرت أربع سفن الميناء، كلها كانت فارغة."),
    "urdu": ("چار کشتیاں بندرگاہ سے نکلیں، سب خالی تھیں۔ پھر وہ چپ رہا۔",
             "چار کشتیاں بندرگاہ سے نکلیں، سب خالی تھیں۔"),
    "devanagari": ("चार नावें बंदरगाह से निकलीं, सब खाली थीं। फिर वह चुप रहा।",
                   "चार नावें बंदरगाह से निकलीं, सब खाली थीं।"),
    "chinese": ("他说：四艘船离开了港口，船上空无一人。然后他沉默了。", "四艘船离开了港口，船上空无一人。"),
}  # fmt: skip


def _other_letter(text: str) -> str:
    at = next(at for at in range(len(text) // 2, len(text)) if text[at].isalpha())
    return f"{text[:at]}{'z' if text[at] != 'z' else 'y'}{text[at + 1 :]}"


def _without_letter(text: str) -> str:
    at = next(at for at in range(len(text) // 2, len(text)) if text[at].isalpha())
    return text[:at] + text[at + 1 :]


def _other_comma(text: str) -> str:
    at = next(at for at, char in enumerate(text) if char in ",،，")
    return f"{text[:at]};{text[at + 1 :]}"


def _without_comma(text: str) -> str:
    at = next(at for at, char in enumerate(text) if char in ",،，")
    return text[:at] + text[at + 1 :]


def _more(text: str) -> str:
    return f"{text} not"


def _halves_exchanged(text: str) -> str:
    at = next(at for at, char in enumerate(text) if char in ",،，")
    return f"{text[at + 1 :].strip()} […] {text[:at]}"


def _doubled_letter(text: str) -> str:
    at = next(at for at in range(1, len(text)) if text[at].isalpha())
    return text[: at + 1] + text[at] + text[at + 1 :]


def _within_a_word(text: str) -> str:
    return text[:-1].rstrip() + "7"


# Marks and letters that the normalisation does not cover: every one is a fault.
ALTERED: dict[str, Callable[[str], str]] = {
    "another-letter": _other_letter,
    "a-letter-less": _without_letter,
    "a-letter-twice": _doubled_letter,
    "another-comma": _other_comma,
    "a-comma-less": _without_comma,
    "a-word-more": _more,
    "another-order": _halves_exchanged,
    "another-end": _within_a_word,
}


def _joined(text: str) -> str:
    at = next(at for at, char in enumerate(text) if char in ",،，")
    return f"{text[:at]} […] {text[at + 1 :].strip()}"


# What the normalisation covers: none is a fault.
TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "as-it-stands": str,
    "in-marks": lambda text: f"“{text}”",
    "spaces": lambda text: text.replace(" ", "\xa0 "),
    "soft-hyphen": lambda text: f"{text[:1]}\xad{text[1:]}",
    "direction": lambda text: f"\u2067{text}\u2069",
    "joined": _joined,
}
