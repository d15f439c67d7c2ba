"""Native codes that come in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from tmx.inline import Bpt, Ept, Segment


def unpaired(segment: Segment) -> list[str]:
    """What is wrong with the pairs of a segment, one line each (TMX 1.4b, "Content markup").

    A ``bpt`` and an ``ept`` with the same ``i`` make a pair, in this order. Text inside ``sub`` is a segment of its own.

    >>> from tmx.inline import Bpt, Ept
    >>> unpaired((Bpt("<b>", i="1"), "bold", Ept("</b>", i="1")))
    []
    >>> unpaired((Bpt("<b>", i="1"), Ept("</b>", i="2")))
    ['ept i=2 has no bpt before it', 'bpt i=1 has no ept']
    """
    opened: dict[str, bool] = {}
    return [*_problems(segment, opened), *(f"bpt i={i} has no ept" for i, ended in opened.items() if not ended)]


def _problems(segment: Segment, opened: dict[str, bool]) -> Iterator[str]:
    for part in segment:
        if isinstance(part, str):
            continue
        i = part.i
        if isinstance(part, Bpt) and i is not None:
            if i in opened:
                yield f"two bpt with i={i}"
            opened[i] = False
        elif isinstance(part, Ept) and i is not None:
            if opened.get(i) is not False:
                yield f"ept i={i} has no bpt before it"
            opened[i] = True
        if part.element == "hi":
            yield from _problems(part.content, opened)
        else:
            for inner in part.content:
                if not isinstance(inner, str):
                    yield from unpaired(inner.content)
