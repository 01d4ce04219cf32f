"""The desk behind `dossier clip --review` and the preview's bookmarklet: plain data in, plain data out."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from dossierpress.cli.clipjob import Job
from dossierpress.cli.clipping import Clipped, Clipper
from dossierpress.clip.article import PLAIN_FIELDS, is_settable
from dossierpress.clip.clipping import Clipping, Decisions
from dossierpress.clip.fields import Field
from dossierpress.clip.record import decisions_as_data, decisions_in
from dossierpress.clip.selection import decisions_of

_SHOWN = ("title", "standfirst", "byline", "publication", "date", "dateline", "section", "url", "language")


class ReviewDesk:
    """One capture after another, as the curator decides in the browser; `over` is set after the last."""

    def __init__(self, clipper: Clipper, sources: Iterable[str], token: str) -> None:
        self.token, self.over, self.done = token, threading.Event(), list[Clipped]()
        self._clipper, self._sources, self._lock = clipper, list(sources), threading.Lock()
        self._job: Job | None = None
        self._said = ""

    def answer(self, errand: str, said: dict[str, Any]) -> dict[str, Any]:
        """Show a capture as it is decided, save it, or leave it out."""
        if errand not in ("review", "save", "skip"):
            raise ValueError(errand)
        with self._lock:
            self._said = ""
            decided = said.get("decisions")
            if errand != "review" and self._job is not None:
                job = self._job
                outcome = Clipped(job.source, "left out") if errand == "skip" else self._saved(job, decided)
                if not outcome.error:
                    self._next(outcome)
                self._tell(outcome.error or outcome.outcome, *outcome.printed)
                decided = decided if outcome.error else None
            return self._state(decided)

    def _saved(self, job: Job, decided: Any) -> Clipped:
        clipping = job.reclip(self._checked(decided))
        return self._clipper.guarded(job.source, lambda done: self._clipper.finish(job, clipping, done))

    def _checked(self, decided: Any) -> Decisions:
        """What was decided, without values that their fields cannot take: these are told of."""
        decisions = decisions_in(decided)
        fit = dict(decisions.set)
        for name, value in decisions.set.items():
            if why := is_settable(name, value):
                self._tell(why)
                del fit[name]
        return replace(decisions, set=fit)

    def _tell(self, *words: str) -> None:
        self._said = "\n".join((self._said, *words)).strip()

    def sent(self, answer: dict[str, Any]) -> None:
        """End when the page knows that this was the last: its server stops then, and answers no more."""
        if answer.get("done"):
            self.over.set()

    def _next(self, outcome: Clipped) -> None:
        self.done.append(outcome)
        self._job = None
        del self._sources[0]

    def _state(self, decided: Any) -> dict[str, Any]:
        """What the page shows; captures that cannot be read are passed over, and told of."""
        while self._sources:
            found = self._read(decided)
            if found is not None:
                self._job = found[0]
                return self._shown(*found)
            decided = None
        return {"done": True, "said": self._said}

    def _read(self, decided: Any) -> tuple[Job, Clipping] | None:
        """The capture that is next, clipped; None when it cannot be read."""
        found: list[tuple[Job, Clipping]] = []

        def read(_: Clipped) -> None:
            job = self._job or self._clipper.job(self._sources[0])
            if decided is None:
                found.append((job, job.clip(self._clipper.decisions)))
            else:
                found.append((job, job.reclip(self._checked(decided))))

        outcome = self._clipper.guarded(self._sources[0], read)
        if found:
            return found[0]
        self._tell(f"{outcome.source}: {outcome.error}")
        self._next(outcome)
        return None

    def _shown(self, job: Job, clipping: Clipping) -> dict[str, Any]:
        number = len(self.done) + 1
        return {
            "said": self._said,
            "source": job.source,
            "number": number,
            "of": number - 1 + len(self._sources),
            "decisions": decisions_as_data(job.decisions),
            "fields": [_field(name, clipping) for name in (*_SHOWN, *_others(clipping))],
            "lines": [
                {"line": each, "kept": line.kept, "why": line.why, "text": line.text}
                for each, line in enumerate(clipping.lines, start=1)
            ],
            "text": clipping.body,
            "doubts": list(clipping.needs_review),
            "slips": [
                {"written": each.written, "meant": each.meant, "around": each.around}
                for each in clipping.proposals
            ],
        }


class TakingDesk:
    """Takes the page that a bookmarklet sends, on the same path as any capture."""

    def __init__(self, clipper: Callable[[], Clipper], token: str, say: Callable[[str], None]) -> None:
        self.token, self._clipper, self._say, self._lock = token, clipper, say, threading.Lock()

    def answer(self, errand: str, said: dict[str, Any]) -> dict[str, Any]:
        """Clip a page, or what is selected in it."""
        page, address, selection = (said.get(name) for name in ("page", "address", "selection"))
        texts = isinstance(page, str) and isinstance(address, str) and isinstance(selection, str)
        if errand != "take" or not texts:
            raise ValueError(errand)
        with self._lock:
            clipper = self._clipper()

            def take(done: Clipped) -> None:
                job = clipper.job_of(
                    str(address), str(page).encode("utf-8", "replace"), str(address), "utf-8"
                )
                clipping = job.clip(Decisions())
                if selection:
                    clipping = job.clip(decisions_of(clipping.lines, str(selection)))
                clipper.finish(job, clipping, done)

            done = clipper.guarded(str(address), take)
            self._say(f"{done.source}: {done.outcome}")
            return {"said": done.outcome, "doubts": list(done.doubts)}

    def sent(self, answer: dict[str, Any]) -> None:
        """Nothing waits for it: the preview goes on."""


def _others(clipping: Clipping) -> list[str]:
    return [name for name in clipping.fields if name in PLAIN_FIELDS and name not in _SHOWN]


def _field(name: str, clipping: Clipping) -> dict[str, Any]:
    found = clipping.fields.get(name, Field())
    return {
        "name": name,
        "value": found.value,
        "place": " and ".join(found.agree) or found.place if found else "",
        "guess": found.is_guess,
        "rivals": [{"value": each.value, "place": each.place} for each in found.rivals],
    }
