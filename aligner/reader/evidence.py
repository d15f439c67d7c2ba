"""The page of evidence: every wording that something is quoted for, its attested words marked, and the quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from aligner.coverage import attested, attested_share
from aligner.model import Attestation, Document, Revision, Segment, Unit
from aligner.reader.page import asset, environment, integrity
from aligner.text.languages import language as known_language


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A wording with what is quoted for it; ``runs`` are its words, each with whether they are attested."""

    unit: str
    tag: str
    direction: str
    status: str
    runs: tuple[tuple[str, bool], ...]
    attestations: tuple[Attestation, ...]
    revisions: tuple[Revision, ...]


def render_evidence(document: Document, units: Sequence[Unit], tags: Sequence[str]) -> str:
    """The page as HTML, with nothing in it that runs and nothing that is loaded."""
    from markupsafe import Markup

    style = asset("style.css") + asset("evidence.css")
    shares = {tag: attested_share(document, tag).in_words or "nothing of it attested" for tag in tags}
    return (
        environment()
        .get_template("evidence.html")
        .render(
            document=document,
            title=next(iter(document.title.values()), document.name),
            shares=[(tag, document.languages[tag].status, share) for tag, share in shares.items()],
            entries=list(_entries(units, tags)),
            generator=f"clausebank {version('clausebank')}",
            style=Markup(style),  # noqa: S704 - our own files
            style_hash=integrity(style),
        )
    )


def _entries(units: Sequence[Unit], tags: Sequence[str]) -> Iterator[EvidenceEntry]:
    for unit in units:
        for tag in tags:
            segment = unit.segments.get(tag)
            if segment and (segment.attestations or segment.revisions):
                yield EvidenceEntry(
                    unit.id,
                    tag,
                    known_language(tag).direction,
                    str(segment.status),
                    tuple(_runs(unit, tag, segment)),
                    segment.attestations,
                    segment.revisions,
                )


def _runs(unit: Unit, tag: str, segment: Segment) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in attested(unit, tag):
        yield segment.text[end:start], False
        yield segment.text[start:stop], True
        end = stop
    yield segment.text[end:], False
