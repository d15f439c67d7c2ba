"""YAML values that know where they stand, so that a finding can name the file and the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from aligner.errors import InputError, SchemaError

# libyaml's parser is ten times faster than the one in Python; wheels have it, source builds may not.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: a text of this size is a corpus, and belongs in another format."""

MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML node with the file it came from and, for messages, the unit or entry it belongs to."""

    node: yaml.Node
    file: Path
    within: str = ""

    @property
    def line(self) -> int:
        """Line in the file, counted from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def where(self) -> str:
        """File and line, as compilers print them, and the entry."""
        place = f"{self.file}:{self.line}"
        return f"{place}, {self.within}" if self.within else place

    def inside(self, within: str) -> Located:
        """The same value, said to belong to ``within``."""
        return Located(self.node, self.file, within)

    def fail(self, what: str, hint: str) -> SchemaError:
        """An error at this place, to be raised."""
        return SchemaError([InputError(what, where=self.where, hint=hint)])

    def peek(self, key: str) -> str:
        """The text under a key, for messages; empty where there is none."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else ()
        return next((str(value.value) for name, value in pairs if name.value == key), "")

    def mapping(self) -> dict[str, Located]:
        """Keys to values, in the order of the file.

        Raises:
            SchemaError: it is not a mapping, or a key stands twice.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fail(f"expected 'key: value' pairs, found {self._kind()}", "indent them below their key")
        entries: dict[str, Located] = {}
        for key, value in self.node.value:
            name = str(key.value)
            if name in entries:
                at = Located(key, self.file, self.within)
                raise at.fail(f"key '{name}' stands twice", "keep one of them")
            # An empty value has no place of its own: libyaml puts it where the next token starts.
            empty = isinstance(value, yaml.ScalarNode) and not value.value
            if empty:
                value.start_mark = key.start_mark
            entries[name] = Located(value, self.file, self.within)
        return entries

    def is_mapping(self) -> bool:
        """Whether it is made of keys and values."""
        return isinstance(self.node, yaml.MappingNode)

    def sequence(self) -> list[Located]:
        """The items of a list.

        Raises:
            SchemaError: it is not a list.
        """
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fail(f"expected a list, found {self._kind()}", "start each item with '- '")
        return [Located(item, self.file, self.within) for item in self.node.value]

    def text(self) -> str:
        """The scalar as it is written: ``no``, ``1.`` and ``2011-09-14`` are text too.

        Raises:
            SchemaError: it is not a scalar.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fail(f"expected text, found {self._kind()}", "put it in quotes if it is meant as text")
        is_null = self.node.tag == "tag:yaml.org,2002:null"
        return "" if is_null else str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """A list of texts; a single one may stand alone."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(item.text() for item in self.sequence())
        return (self.text(),)

    def integer(self) -> int:
        """A whole number from 1.

        Raises:
            SchemaError: it is something else.
        """
        written = self.text()
        if not (written.isascii() and written.isdigit() and int(written) > 0):
            raise self.fail(f"expected a whole number from 1, found '{written}'", "write digits only")
        return int(written)

    def plain(self) -> object:
        """The value as Python's own types.

        Raises:
            SchemaError: it has a tag, or is written like a date or number that does not exist.
        """
        try:
            return yaml.constructor.SafeConstructor().construct_document(self.node)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            what = getattr(error, "problem", None) or str(error)
            raise self.fail(f"cannot be read ({what})", "put it in quotes if it is meant as text") from None

    def scalars(self) -> Iterator[yaml.ScalarNode]:
        """All scalars in the value, keys among them."""
        return (node for node in _nodes(self.node) if isinstance(node, yaml.ScalarNode))

    def _kind(self) -> str:
        kinds = {yaml.MappingNode: "'key: value' pairs", yaml.SequenceNode: "a list", yaml.ScalarNode: "text"}
        return kinds[type(self.node)]


def read_yaml(path: Path) -> Located:
    """The one YAML document in a file.

    Raises:
        InputError: the file is missing, too large, not UTF-8, not YAML, empty, or uses anchors or tags.
    """
    return parsed(path, read_source(path))


def read_source(path: Path) -> str:
    """The characters of a file, with its own line ends.

    Raises:
        InputError: the file is missing, too large or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{size:,} bytes is more than a text may have ({MAX_BYTES:,})", where=str(path))
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", where=f"{path}:{line}", hint="save the file as UTF-8") from error


def parsed(path: Path, source: str) -> Located:
    """The one YAML document in the characters of a file.

    Raises:
        InputError: they are not YAML, or none, or use anchors or tags.
    """
    try:
        _refuse_bombs(path, source)
        node = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _not_yaml(path, error) from error
    if node is None:
        raise InputError("the file is empty", where=str(path), hint="see CONTRIBUTING.md for what a text needs")
    return Located(node, path)


def _not_yaml(path: Path, error: yaml.YAMLError) -> InputError:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}" if mark else str(path)
    problem = getattr(error, "problem", None) or str(error)
    return InputError(f"not valid YAML: {problem}", where=where, hint="text with ': ' or ' #' in it needs quotes")


def _refuse_bombs(path: Path, source: str) -> None:
    """Stop what a small file can fill memory or the stack with: the composer follows aliases and nesting blindly."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        where = f"{path}:{event.start_mark.line + 1 if event.start_mark else '?'}"
        if getattr(event, "anchor", None):
            raise InputError("anchors and aliases (&, *) are not used in texts", where=where, hint="write it out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise InputError(f"nested more than {MAX_DEPTH} deep", where=where, hint="a text needs six levels")


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
