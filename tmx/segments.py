"""Putting a segment together from the events of an XML parser."""

from __future__ import annotations

from tmx import rules
from tmx.attributes import AttributeRules
from tmx.inline import INLINE, Inline, Segment, Unknown, new_inline
from tmx.schema import ATTRIBUTES, CODES

MAX_DEPTH = 100
"""How deep inline elements may be nested."""


MAX_ELEMENTS = 100_000
"""How many inline elements and pieces of text may stand beside one another in a segment."""


class SegmentBuilder:
    """A segment while it is read.

    Attributes:
        content: what is complete at the present depth.

    Args:
        attributes: checks attributes, and receives what is in the wrong place.
        pieces: the list to which the parser adds text.
    """

    def __init__(self, attributes: AttributeRules, pieces: list[str]) -> None:
        self._attributes, self._pieces = attributes, pieces
        self.content: list[str | Inline] = []
        self._outer: list[tuple[str, dict[str, str], list[str | Inline]]] = []
        self._length = 0

    @property
    def depth(self) -> int:
        """How many inline elements are open."""
        return len(self._outer)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An inline element begins."""
        self._flush()
        parent = self._outer[-1][0] if self._outer else "seg"
        if name not in INLINE:
            rule = rules.MISPLACED_ELEMENT if name in ATTRIBUTES else rules.UNKNOWN_ELEMENT
            self._attributes.problem(rule, f"<{name}> inside <{parent}>")
        else:
            fits = (name == "sub") == (parent in CODES) or (name == "sub" and self._attributes.old)
            if not fits and parent in ATTRIBUTES:
                self._attributes.problem(rules.MISPLACED_ELEMENT, f"<{name}> inside <{parent}>")
            self._attributes.check(name, attributes)
        self._outer.append((name, attributes, self.content))
        self.content = []

    def end(self) -> None:
        """The innermost element ends."""
        self._flush()
        name, attributes, outer = self._outer.pop()
        kind, content = INLINE.get(name), tuple(self.content)
        outer.append(new_inline(kind, content, attributes) if kind else Unknown(name, content, attributes))
        self.content = outer

    def taken(self) -> Segment:
        """The segment, which ends here."""
        self._flush()
        segment = tuple(self.content)
        self.content = []
        self._length = 0
        return segment

    def length(self) -> int:
        """How many characters are held."""
        return sum(map(len, self._pieces)) + self._length

    def _flush(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self.content.append(text)
            self._length += len(text)
            self._pieces.clear()
