"""The content of a segment: text, native codes of the original format, and marked stretches of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

Segment: TypeAlias = "tuple[str | Inline, ...]"
"""Text and inline elements in their order; no empty text, no two texts in a row."""

Content: TypeAlias = "str | Inline | Iterable[str | Inline]"
"""What a segment can be made of."""


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Inline:
    """An element inside a segment.

    Attributes:
        content: the native code (text, and ``sub`` elements), or, for ``hi`` and ``sub``, text of its own.
        attributes: the attributes of the element, by name.

    >>> Bpt("<b>", i="1", type="bold")
    Bpt('<b>', i='1', type='bold')
    """

    element: ClassVar[str] = ""
    """The element's name in the file."""
    holds_text: ClassVar[bool] = False
    """Whether the content is text of the segment rather than code."""

    content: Segment
    attributes: Mapping[str, str] = field(hash=False)

    def __init__(self, content: Content = (), attributes: Mapping[str, str] | None = None, **named: str) -> None:
        object.__setattr__(self, "content", segment(content))
        object.__setattr__(self, "attributes", {**(attributes or {}), **named})

    def __repr__(self) -> str:
        content = self.content[0] if len(self.content) == 1 else self.content
        return (
            f"{type(self).__name__}({', '.join([repr(content), *(f'{k}={v!r}' for k, v in self.attributes.items())])})"
        )

    @property
    def i(self) -> str | None:
        """What pairs a ``bpt`` with its ``ept`` inside one segment."""
        return self.attributes.get("i")

    @property
    def x(self) -> str | None:
        """What matches this element with those of the other variants."""
        return self.attributes.get("x")

    @property
    def type(self) -> str | None:
        """The kind of code (bold, link, image ...)."""
        return self.attributes.get("type")


class Bpt(Inline):
    """Begin paired tag: a native code that an :class:`Ept` with the same ``i`` ends."""

    __slots__ = ()
    element = "bpt"


class Ept(Inline):
    """End paired tag."""

    __slots__ = ()
    element = "ept"


class It(Inline):
    """Isolated tag: the begin or end (attribute ``pos``) of a code whose partner is in another segment."""

    __slots__ = ()
    element = "it"


class Ph(Inline):
    """Placeholder: a native code that stands alone, such as a line break or an image."""

    __slots__ = ()
    element = "ph"


class Hi(Inline):
    """Highlight: text of the segment that is marked for some purpose."""

    __slots__ = ()
    element = "hi"
    holds_text = True


class Sub(Inline):
    """Sub-flow: text inside a native code, such as a footnote or the title of an image."""

    __slots__ = ()
    element = "sub"
    holds_text = True


class Ut(Inline):
    """Unknown tag: a native code of which nothing is known; deprecated since TMX 1.4."""

    __slots__ = ()
    element = "ut"


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Unknown(Inline):
    """An element TMX does not know, kept so that nothing is lost; its content counts as text."""

    holds_text = True

    name: str

    def __init__(self, name: str, content: Content = (), attributes: Mapping[str, str] | None = None) -> None:
        Inline.__init__(self, content, attributes)
        object.__setattr__(self, "name", name)


INLINE: Mapping[str, type[Inline]] = {kind.element: kind for kind in (Bpt, Ept, It, Ph, Hi, Sub, Ut)}
"""The inline elements of TMX 1.4 by name."""


def segment(content: Content) -> Segment:
    """Make a segment: neighbouring texts are joined, empty ones left out.

    >>> segment("Treaty")
    ('Treaty',)
    >>> segment(["The ", "", Ph("<br/>"), "end"])
    ('The ', Ph('<br/>'), 'end')
    """
    if isinstance(content, str):
        return (content,) if content else ()
    if isinstance(content, Inline):
        return (content,)
    parts: list[str | Inline] = []
    for part in content:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part or not isinstance(part, str):
            parts.append(part)
    return tuple(parts)


def plain_text(content: Segment, code: Callable[[Inline], str] | None = None) -> str:
    """The words of a segment: native codes are left out, what ``hi`` highlights stays.

    Args:
        content: the segment.
        code: what to put in place of a native code; None leaves codes out.

    >>> bold = segment(["a ", Bpt("<b>", i="1"), "b", Ept("</b>", i="1"), " c ", Hi("d")])
    >>> plain_text(bold)
    'a b c d'
    >>> plain_text(bold, code=lambda inline: f"[{inline.element}]")
    'a [bpt]b[ept] c d'
    """
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    parts = []
    for part in content:
        if isinstance(part, str):
            parts.append(part)
        elif part.holds_text:
            parts.append(plain_text(part.content, code))
        elif code:
            parts.append(code(part))
    return "".join(parts)


def native_code(content: Segment) -> str:
    """The segment as it stood in its original format, with the codes in their places.

    >>> native_code(segment([Bpt("<b>", i="1"), "bold", Ept("</b>", i="1")]))
    '<b>bold</b>'
    """
    return "".join(part if isinstance(part, str) else native_code(part.content) for part in content)


def inlines(segment: Segment) -> Iterator[Inline]:
    """All inline elements of a segment, the outer before the inner."""
    for part in segment:
        if not isinstance(part, str):
            yield part
            yield from inlines(part.content)


_NEW = object.__new__
_SET_CONTENT, _SET_ATTRIBUTES = (vars(Inline)[name].__set__ for name in ("content", "attributes"))


def new_inline(kind: type[Inline], content: Segment, attributes: Mapping[str, str]) -> Inline:
    """As the constructor of an inline element, of parts that are already what they must be."""
    inline = _NEW(kind)
    _SET_CONTENT(inline, content)
    _SET_ATTRIBUTES(inline, attributes)
    return inline
