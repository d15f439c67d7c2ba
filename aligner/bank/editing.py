"""A YAML file changed where its value changed and nowhere else: comments, quotes and order of all the rest stay.

The old file is kept as it is, and the places that have to change are spliced into it. Where an entry goes, its comments
stay in its place as lines of their own; where one moves, those directly above it move along.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import yaml

from aligner.bank.dumping import dump, dump_inline
from aligner.bank.located import Located
from aligner.bank.pairing import is_same, name_of_item, paired

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class _Splice:
    """Characters ``start`` to ``end`` of the file become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Lines:
    """Whole lines that belong to an entry of a block: from its key or dash to the end of its last line."""

    start: int
    end: int
    column: int


def edited(source: str, root: Located, value: Mapping[str, Any], spaced: Sequence[str] = ()) -> str:
    """The text of a file with another value.

    Args:
        source: the file as it is.
        root: the same, parsed.
        value: what it is to say; texts, numbers, dates, lists and mappings.
        spaced: keys of the lists between whose items a blank line is left.
    """
    return _Editor(source, root).text(value, spaced)


class _Editor:
    def __init__(self, source: str, root: Located) -> None:
        self._source = source if source.endswith("\n") else source + "\n"
        self._root = root.node
        scalars = sorted(root.scalars(), key=lambda node: node.start_mark.index)
        self._scalar_starts = [self._text_start(node) for node in scalars]
        self._scalar_ends = [node.end_mark.index for node in scalars]

    def text(self, value: Mapping[str, Any], spaced: Sequence[str]) -> str:
        splices = self._changes(self._root, value, spaced)
        if splices is None:  # the whole file is one flow mapping, or another kind of value
            comments = self._comments(0, len(self._source))
            return "".join(f"{comment}\n" for comment in comments) + dump(dict(value))
        return self._spliced(0, len(self._source), splices)

    def _spliced(self, start: int, end: int, splices: Sequence[_Splice]) -> str:
        parts = []
        for splice in sorted(splices, key=lambda it: (it.start, it.end)):
            parts += [self._source[start : splice.start], self._in_line_ends_of_file(splice.text)]
            start = splice.end
        return "".join(parts) + self._source[start:end]

    def _in_line_ends_of_file(self, text: str) -> str:
        return text.replace("\n", "\r\n") if "\r\n" in self._source else text

    def _changes(self, node: yaml.Node, value: Any, spaced: Sequence[str] = ()) -> list[_Splice] | None:
        """What has to be spliced in for a node to have a value; None where the node has to be written anew."""
        if is_same(node, value):
            return []
        if isinstance(node, yaml.MappingNode) and isinstance(value, dict) and value:
            return self._flow_mapping(node, value) if node.flow_style else self._mapping(node, value, spaced)
        if isinstance(node, yaml.SequenceNode) and isinstance(value, list) and value:
            return self._flow_sequence(node, value) if node.flow_style else self._sequence(node, value)
        if isinstance(node, yaml.ScalarNode) and node.value and node.style not in ("|", ">") and _is_scalar(value):
            return [
                _Splice(
                    node.start_mark.index, node.end_mark.index, _indented_below(dump_inline(value), self._indent(node))
                )
            ]
        return None

    def _flow_mapping(self, node: yaml.MappingNode, value: Mapping[str, Any]) -> list[_Splice] | None:
        by_key = {key.value: child for key, child in node.value}
        if list(by_key) == list(value):
            return self._flow([*by_key.values()], [*value.values()])
        return self._written_inline(node, value)

    def _flow_sequence(self, node: yaml.SequenceNode, value: Sequence[Any]) -> list[_Splice] | None:
        if len(node.value) == len(value):
            return self._flow(node.value, value)
        return self._written_inline(node, value)

    def _flow(self, nodes: Sequence[yaml.Node], values: Sequence[Any]) -> list[_Splice] | None:
        splices = []
        for node, value in zip(nodes, values, strict=True):
            if is_same(node, value):
                continue
            if isinstance(node, yaml.ScalarNode) and node.value and _is_scalar(value):
                splices.append(_Splice(node.start_mark.index, node.end_mark.index, dump_inline([value])[1:-1]))
            else:
                inner = None if isinstance(node, yaml.ScalarNode) else self._changes(node, value)
                if inner is None:
                    return None
                splices += inner
        return splices

    def _written_inline(self, node: yaml.Node, value: Any) -> list[_Splice] | None:
        start, end = node.start_mark.index, node.end_mark.index
        if self._comments(start, end):
            return None  # the entry is written anew, with the comments above it
        return [_Splice(start, end, dump_inline(value))]

    def _mapping(self, node: yaml.MappingNode, value: Mapping[str, Any], spaced: Sequence[str]) -> list[_Splice] | None:
        entries = {key.value: (key, child) for key, child in node.value}
        first = next(iter(entries))
        if first not in value:
            return None  # it may stand behind the dash of a list
        splices: list[_Splice] = []
        lines = {key: self._lines(*pair) for key, pair in entries.items()}
        for key, (_, child) in entries.items():
            if key not in value:
                splices.append(self._removed(lines[key]))
                continue
            inner = self._items(child, value[key]) if key in spaced else self._changes(child, value[key])
            splices += self._rewritten(lines[key], {key: value[key]}) if inner is None else inner
        before = first
        for key, child in value.items():
            if key in entries:
                before = key
            else:
                place = lines[before].end
                splices.append(_Splice(place, place, _indented(dump({key: child}), lines[first].column)))
        return splices

    def _items(self, node: yaml.Node, value: Any) -> list[_Splice] | None:
        """The changes of a list whose items stand a blank line apart."""
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value and value:
            return self._sequence(node, value, spaced=True)
        return self._changes(node, value)

    def _sequence(self, node: yaml.SequenceNode, value: Sequence[Any], *, spaced: bool = False) -> list[_Splice]:
        old = node.value
        lines = [self._lines(item, item) for item in old]
        partners = dict(paired(old, value))
        moved = {name_of_item(item): place for place, item in enumerate(old) if place not in partners.values()}
        splices: list[_Splice] = []
        first = end = self._above(
            lines[0]
        )  # where the next item comes: before the first, later behind the one before it
        for number, item in enumerate(value):
            place = partners.get(number)
            if place is not None:
                inner = self._changes(old[place], item)
                splices += self._rewritten(lines[place], [item]) if inner is None else inner
                end = lines[place].end
                continue
            origin = moved.pop(name_of_item(item), None) if isinstance(item, dict) and "id" in item else None
            text = self._moved(old[origin], lines[origin], item) if origin is not None else ""
            text = text or _indented(dump([item]), lines[0].column)
            blank = "\n" if spaced else ""
            splices.append(_Splice(end, end, text + blank if end == first else blank + text))
            if origin is not None:
                splices.append(_Splice(self._above(lines[origin]), self._below(lines[origin]), ""))
        for place in moved.values():
            splices.append(self._removed(lines[place]))
        return splices

    def _moved(self, node: yaml.Node, lines: _Lines, value: Any) -> str:
        inner = self._changes(node, value)
        return "" if inner is None else self._spliced(self._above(lines), lines.end, inner)

    def _rewritten(self, lines: _Lines, value: Any) -> list[_Splice]:
        """The entry written anew, its comments above it."""
        comments = "".join(f"{comment}\n" for comment in self._comments(lines.start, lines.end))
        return [_Splice(lines.start, lines.end, _indented(comments + dump(value), lines.column))]

    def _removed(self, lines: _Lines) -> _Splice:
        comments = "".join(f"{comment}\n" for comment in self._comments(lines.start, lines.end))
        end = lines.end if comments else self._below(lines)
        return _Splice(lines.start, end, _indented(comments, lines.column))

    def _lines(self, first: yaml.Node, last: yaml.Node) -> _Lines:
        """The lines of an entry, with the comments below it that are indented more than it is."""
        start = self._line_start(first.start_mark.index)
        is_item = self._source[start : first.start_mark.index].strip() == "-"
        if not is_item and first is last:  # the dash stands on a line of its own
            start = self._line_start(self._source.rindex("-", 0, start))
        column = self._source.index("-", start) - start if first is last else first.start_mark.column
        end = self._line_end(self._content_end(first, last))
        inner = re.compile(rf"(?:[ \t]*\r?\n)*[ ]{{{column + 1},}}#[^\r\n]*\r?\n")
        while match := inner.match(self._source, end):
            end = match.end()
        return _Lines(start, end, column)

    def _content_end(self, key: yaml.Node, node: yaml.Node) -> int:
        if isinstance(node, yaml.ScalarNode):
            if not node.value and node.style is None:  # nothing is written: libyaml puts it where the next token starts
                return int(key.end_mark.index)
            # A block scalar ends where the next token starts, behind blank lines and comments that are not in it.
            end = int(node.end_mark.index)
            return len(self._source[:end].rstrip()) if node.style in ("|", ">") else end
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._content_end(*last) if isinstance(node, yaml.MappingNode) else self._content_end(last, last)

    def _above(self, lines: _Lines) -> int:
        """Where the comments that stand directly above an entry begin."""
        start = lines.start
        while start > 0:
            before = self._line_start(start - 1)
            if not self._source[before:start].strip().startswith("#"):
                break
            start = before
        return start

    def _below(self, lines: _Lines) -> int:
        """The end of an entry, and of the blank line behind it if there is one in front of it too."""
        before = self._source[: self._above(lines)].rstrip(" \t\r")
        blank = re.compile(r"[ \t]*\r?\n").match(self._source, lines.end)
        return blank.end() if blank and before.endswith(("\n\n", "\n\r\n")) else lines.end

    def _comments(self, start: int, end: int) -> list[str]:
        return [
            match[0].rstrip()
            for match in _COMMENT.finditer(self._source, start, end)
            if not self._is_in_scalar(match.start())
        ]

    def _text_start(self, node: yaml.ScalarNode) -> int:
        """Where the words of a scalar begin; the first line of a block scalar may have a comment instead."""
        start = int(node.start_mark.index)
        return self._line_end(start) if node.style in ("|", ">") else start

    def _is_in_scalar(self, place: int) -> bool:
        scalar = bisect_right(self._scalar_starts, place) - 1
        return scalar >= 0 and place < self._scalar_ends[scalar]

    def _line_start(self, place: int) -> int:
        return self._source.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        return self._source.index("\n", place) + 1

    def _indent(self, node: yaml.Node) -> int:
        """How far lines that continue a node are indented: more than the line that its key is on."""
        line = self._source[self._line_start(node.start_mark.index) : node.start_mark.index]
        return len(line) - len(line.lstrip(" -")) + 2


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _indented(text: str, column: int) -> str:
    return indent(text, " " * column)


def _indented_below(text: str, column: int) -> str:
    first, *more = text.split("\n")
    return "\n".join([first, *(" " * column + line if line else "" for line in more)])
