"""What the functions of this package return: records in order, which show themselves as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from aligner.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from aligner.wording.pictures.picture import Picture

Record = TypeVar("Record")

SHOWN = 50
"""Rows that a notebook shows of a table; the rest is counted."""


class Results(Sequence[Record], Generic[Record]):
    """Records in order, with a table of their main values.

    A sequence like any other: it has a length, can be indexed, sliced and iterated. In a notebook it is a table; for
    further work it becomes a data frame.

    Args:
        records: the records.
        columns: names of the columns of the table.
        row: the values of one record, in the order of the columns: text, numbers, or None.
        draw: makes the picture of them, where they have one.

    >>> results = Results(["Peace", "Law"], ("word", "letters"), lambda word: (word, len(word)))
    >>> results[0], len(results), list(results.rows())[1]
    ('Peace', 2, {'word': 'Law', 'letters': 3})
    """

    def __init__(
        self,
        records: Iterable[Record],
        columns: Sequence[str],
        row: Callable[[Record], Sequence[object]],
        draw: Callable[[], Picture] | None = None,
    ) -> None:
        self._records = tuple(records)
        self.columns = tuple(columns)
        self._row = row
        self._draw = draw

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> Results[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | Results[Record]:
        if isinstance(index, slice):
            return Results(self._records[index], self.columns, self._row)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        return f"<{len(self)} results: {', '.join(self.columns)}>"

    def rows(self) -> Iterator[dict[str, object]]:
        """The table, one mapping of column to value per record."""
        return (dict(zip(self.columns, self._row(record), strict=True)) for record in self._records)

    def plot(self) -> Picture:
        """The picture of all of them: SVG, which a notebook shows, and which ``save`` writes to a file.

        Raises:
            UsageError: they have no picture, or there is nothing to draw.

        >>> from clausebank import equivalents
        >>> equivalents("security", "a-66-359", language="en").plot().title
        'What becomes of “security”'
        """
        if self._draw is None:
            raise UsageError("there is no picture of these results", hint="slices have none: draw them all")
        return self._draw()

    def to_arrow(self) -> pa.Table:
        """The table in the memory format that data frame libraries share.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        arrow = _library("pyarrow")
        columns: dict[str, list[object]] = {name: [] for name in self.columns}
        for row in self.rows():
            for name, value in row.items():
                columns[name].append(value)
        table: pa.Table = arrow.table(columns)
        return table

    def to_pandas(self) -> pd.DataFrame:
        """The table as a data frame of pandas.

        Raises:
            MissingExtraError: pyarrow or pandas is not installed.
        """
        _library("pandas")
        return self.to_arrow().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The table as a data frame of Polars.

        Raises:
            MissingExtraError: pyarrow or polars is not installed.
        """
        frame: pl.DataFrame = _library("polars").from_arrow(self.to_arrow())
        return frame

    def _repr_html_(self) -> str:
        """The first rows as an HTML table; every value is escaped, since wording is untrusted."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(_html_row(self._row(record)) for record in self._records[:SHOWN])
        hidden = len(self) - SHOWN
        more = f"<p>and {hidden} more</p>" if hidden > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _html_row(values: Sequence[object]) -> str:
    cells = (f'<td dir="auto">{"" if value is None else escape(str(value))}</td>' for value in values)
    return f"<tr>{''.join(cells)}</tr>"


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(f"a data frame of {name}", "frames") from None
