"""What is wrong with a memory, without stopping at the first thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tmx import rules
from tmx.findings import InvalidTmxError, TmxFinding, TmxRule
from tmx.inline import Ut, inlines
from tmx.languages import ALL_LANGUAGES, matches
from tmx.model import Header, TranslationUnit
from tmx.reader import Reader
from tmx.source import Source


def validate(source: Source, *, targets: Iterable[str] = ()) -> Iterator[TmxFinding]:
    """Everything that is wrong with a memory, one finding after the other.

    Memory stays bounded: identifiers are remembered as digests, beyond 100,000 of them on disk (:class:`tmx.seen.Seen`).

    Args:
        source: as for :func:`tmx.read`.
        targets: languages that every unit should have, as tags; ``en`` is met by ``en-US``.

    Raises:
        TmxInputError: when the source cannot be opened or is not TMX at all.

    >>> import io
    >>> for finding in validate(io.BytesIO(b'<tmx version="1.4"><body/></tmx>')):
    ...     print(finding)
    line 1: there is no header before the body [T008 missing-element]
    """
    from tmx.seen import seen

    waiting: list[TmxFinding] = []
    required_languages = tuple(targets)
    try:
        with Reader(source, errors="report", on_finding=waiting.append) as reader, seen() as tuids:
            for unit in reader:
                yield from waiting
                waiting.clear()
                yield from unit_findings(unit, reader.header, required_languages)
                if unit.tuid is not None:
                    before = tuids.add(unit.tuid, unit.line)
                    if before is not None:
                        yield TmxFinding(
                            rules.DUPLICATE_TUID, f"so has the unit on line {before}", unit.line, unit.tuid
                        )
        yield from waiting
    except InvalidTmxError as error:
        yield from waiting
        yield error.finding


def unit_findings(unit: TranslationUnit, header: Header, targets: tuple[str, ...] = ()) -> Iterator[TmxFinding]:
    """What the standard allows in a unit and programs stumble over."""

    def finding(rule: TmxRule, message: str) -> TmxFinding:
        return TmxFinding(rule, message, unit.line, unit.tuid)

    languages = [variant.language.lower() for variant in unit.variants]
    source = unit.attributes.get("srclang", header.srclang)
    if source and source != ALL_LANGUAGES and source.lower() not in languages:
        yield finding(rules.NO_SOURCE, f"no variant is in {source}; there are {', '.join(unit.languages)}")
    for target in targets:
        if not any(matches(language, target) for language in languages):
            yield finding(rules.NO_TARGET, f"no variant is in {target}")
    if len(set(languages)) < len(languages):
        counts = Counter(languages)
        twice = sorted({language for language in unit.languages if counts[language.lower()] > 1})
        yield finding(rules.DUPLICATE_LANGUAGE, f"more than one variant is in {', '.join(twice)}")
    for variant in unit.variants:
        if not variant.segment:
            yield finding(rules.EMPTY_SEGMENT, f"the segment in {variant.language} is empty")
        elif any(isinstance(inline, Ut) for inline in inlines(variant.segment)):
            yield finding(rules.DEPRECATED, f"the segment in {variant.language} has ut elements")
