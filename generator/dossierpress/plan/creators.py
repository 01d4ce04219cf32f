"""Who wrote a work, as references and machines need it: a person's name taken apart, or a body's name.

A name is taken apart as CSL wants it (Citation Style Language 1.0.2, "Names"; Chicago Manual of Style, 8.5 to
8.15 and 16.84): `Jean de La Fontaine` is `Jean`, `de` (dropped where the family name stands alone), `La`
(never dropped), `Fontaine`. A particle that is written with a capital belongs to the family name.
"""

import re
import unicodedata
from typing import Protocol

from dossierpress.model.article import Article
from dossierpress.model.names import match_key
from dossierpress.model.site import Named, NameKind
from dossierpress.plan.citationviews import CreatorView, joined

# Particles that stay where the family name stands alone: Dutch, Scandinavian, Italian, Arabic, Hebrew.
_KEPT = frozenset(
    "aan abu af al ap ash av ben bin bint d da dal dalla degli dei del della den der di el ibn in la las le"
    " les lo los mac op te ten ter ud ul ur van ver 's 't ’s ’t".split()
)
# Particles that go there: German and French, Spanish and Portuguese.
_DROPPED = frozenset("das de des do dos du vom von zu zum zur".split())
_PARTICLES = _KEPT | _DROPPED
# In Dutch and Afrikaans `de` stays, in Portuguese `da` goes.
_KEPT_IN = {"nl": frozenset({"de"}), "af": frozenset({"de"})}
_DROPPED_IN = {"pt": frozenset({"da"})}
# An article that follows a particle which goes stays: `de La Fontaine`, `de los Ríos`.
_ARTICLES = frozenset("la las le les lo los".split())
# Particles that are written together with the family name: `al-Rashid`, `d'Orléans`.
_ATTACHED = re.compile(
    r"(?P<particle>(?:a[dlnrstz]|adh|ash|ath|d|dall|dell|e[dlnrst]|l|u[dlnrstz]|ush)['’ʼ‘ʿ\-‐‑])(?=\w)"
)
_DROPPED_ATTACHED = ("d'", "d’", "dʼ")
# Words between two family names, and between two particles.
_JOINTS = frozenset("y i e".split())
_AND = "und"
_SUFFIXES = frozenset("jr jnr sr snr ii iii iv fils père esq".split())
_HONOURS = frozenset("phd md dds kc qc mp obe mbe cbe".split())  # only after a comma
# Words that no person's name has: staff, agencies, desks, ministries.
_BODIES = frozenset(
    "agence agencia agencies agency agentur agenzia association authority bureau commission committee"
    " correspondent correspondents council department desk editors federation foundation institute"
    " ministerio ministerium ministero ministry ministère news newsroom organisation organization press"
    " redacción redaktion redazione reporter reporters rédaction staff team union university".split()
)


class Names(Protocol):
    """Who knows what a name in a file stands for."""

    def name(self, kind: NameKind, text: str, /) -> Named | None:
        """What is known of a name."""
        ...


def creator_view(name: str, meta: Article, site: Names) -> CreatorView:
    """A creator of an article: a person's name in its parts where that is safe, else in one piece."""
    name = " ".join(name.split())
    if is_body(name, meta, site):
        return CreatorView(name=name, corporate=True)
    parts, suffix = _without_suffix(name)
    if len(parts) > 1:
        return _inverted(parts[0], parts[1], suffix)
    words = parts[0].split(" ")
    if len(words) < 2 or not _is_western(name):
        return CreatorView(name=name)
    return _natural(name, words, suffix, meta.language.partition("-")[0].casefold())


def is_body(name: str, meta: Article, site: Names) -> bool:
    """Whether a name is no person's: the article's agency or source, a registered organisation, a desk."""
    if site.name("organisations", name) or site.name("people", name):
        return site.name("people", name) is None
    source = site.name("sources", meta.source) if meta.source else None
    others = (meta.agency, meta.source, source.name if source else "")
    return match_key(name) in {match_key(each) for each in others if each} or not _is_person(name)


def _natural(name: str, words: list[str], suffix: str, language: str) -> CreatorView:
    """A name in its natural order: the family name and the particles before it stand last."""
    start = len(words) - 1
    if start > 2 and words[start - 1] in _JOINTS:
        start -= 2
    while start > 1 and words[start - 1].casefold() in _PARTICLES and not words[start - 1].islower():
        if start > 2 and words[start - 2] in _PARTICLES:
            break  # `de La Fontaine`: an article with a capital between particles
        start -= 1
    first = start
    while first > 0 and _stands_between(words, first - 1):
        first -= 1
    dropping, kept = _sorted_particles(words[first:start], language)
    family = " ".join(words[start:])
    if attached := _ATTACHED.match(family):
        particle = attached["particle"]
        family = family[attached.end() :]
        if particle in _DROPPED_ATTACHED and not kept:
            dropping = joined(dropping, particle)
        else:
            kept = joined(kept, particle)
    return CreatorView(
        name=name,
        family=family,
        given=" ".join(words[:first]),
        dropping_particle=dropping,
        non_dropping_particle=kept,
        suffix=suffix,
    )


def _stands_between(words: list[str], index: int) -> bool:
    """Whether a word before the family name is one of its particles."""
    word = words[index]
    if word in _PARTICLES:
        return True
    before = words[index - 1] if index else ""
    return before in _PARTICLES and (word.casefold() in _ARTICLES or word == _AND)


def _sorted_particles(words: list[str], language: str) -> tuple[str, str]:
    """The particles that go and those that stay. `von der` goes as one, `de La` in two."""
    dropped = (_DROPPED | _DROPPED_IN.get(language, frozenset())) - _KEPT_IN.get(language, frozenset())
    going = 0
    if words and words[0] in dropped:
        going = next((n for n, word in enumerate(words) if word.casefold() in _ARTICLES), len(words))
    return " ".join(words[:going]), " ".join(words[going:])


def _inverted(family: str, given: str, suffix: str) -> CreatorView:
    """A name as `Family, Given`: particles before the family name stay, those after the given name go."""
    words, names = family.split(" "), given.split(" ")
    first = next((n for n, word in enumerate(words) if word not in _PARTICLES), 0)
    last = len(names)
    while last > 1 and names[last - 1] in _PARTICLES:
        last -= 1
    kept, rest = " ".join(words[:first]), " ".join(words[first:])
    if attached := _ATTACHED.match(rest):
        kept, rest = joined(kept, attached["particle"]), rest[attached.end() :]
    given, dropping = " ".join(names[:last]), " ".join(names[last:])
    return CreatorView(
        name=" ".join(part for part in (given, joined(dropping, kept, rest), suffix) if part),
        family=rest,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=kept,
        suffix=suffix,
    )


def _without_suffix(name: str) -> tuple[list[str], str]:
    """The parts of a name between its commas, and what stands behind the family name (`Jr.`, `III`)."""
    parts = [part for each in name.split(",") if (part := each.strip())]
    for index in range(len(parts) - 1, 0, -1):
        if _plain(parts[index]) in _SUFFIXES | _HONOURS:
            return parts[:index] + parts[index + 1 :], parts[index]
    for index, part in enumerate(parts):
        words = part.split(" ")
        if len(words) > 1 and _plain(words[-1]) in _SUFFIXES:
            return [*parts[:index], " ".join(words[:-1]), *parts[index + 1 :]], words[-1]
    return parts, ""


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def _is_person(name: str) -> bool:
    """Whether a name may be a person's: no word of bodies, and none in small letters but particles."""
    parts, _ = _without_suffix(name)
    words = [word for part in parts for word in part.split(" ")]
    return 0 < len(parts) < 3 and not any(
        word.casefold() in _BODIES or (word[:1].islower() and not _may_be_small(word)) for word in words
    )


def _may_be_small(word: str) -> bool:
    return word in _PARTICLES | _JOINTS or word == _AND or _ATTACHED.match(word) is not None


def _is_western(name: str) -> bool:
    """Whether the family name stands last, as far as the script tells: Latin, Greek or Cyrillic."""
    letters = [char for char in name if char.isalpha()]
    return all(
        unicodedata.name(char, "").split(" ")[0] in ("LATIN", "GREEK", "CYRILLIC", "MODIFIER")
        for char in letters
    )
