"""Looking up across languages: the units that say what a sentence says, in whatever language they say it.

Sentence and units are compared by the vectors of the sentence encoder (Y. Yang et al., "Multilingual universal sentence
encoder for semantic retrieval", 2020). It sees neither numbers nor negation, so a match is a place to look, and not a
translation. Vectors are kept in the user's cache, by text and encoder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from aligner import encoder
from aligner.errors import UsageError
from aligner.wording.index_file import cache_folder
from aligner.wording.lookup import Match
from aligner.wording.passages import Passage
from aligner.wording.texts import Texts

if TYPE_CHECKING:
    from aligner.encoder import Encoder, Vectors

LEAST = 40
"""The lowest likeness of meaning that is shown, in hundredths."""
MOST_UNITS = 100_000
"""Units of the texts that are compared: some minutes the first time, and 300 MB."""
_AT_ONCE = 512
_WORTH_KEEPING = 200
"""Vectors that are new from which the file of them is written again."""


class Meanings:
    """Texts that are looked up by what they say.

    Args:
        texts: where to look.
        on_progress: called with the number of segments encoded, where many are.

    Raises:
        UsageError: there are too many units.

    >>> from aligner.bank import Bank
    >>> meanings = Meanings(Texts(["a-66-359"], Bank()))
    >>> (match,) = meanings.matches("Le code est ouvert à tous les États.", "fr", most=1)
    >>> match.passage.unit.id
    'purpose.2'
    """

    def __init__(self, texts: Texts, on_progress: Callable[[int], object] = lambda _: None) -> None:
        self._model = encoder.load()
        self._segments = list(_segments(texts, self._model))
        written = [passage.unit.text(tag) for passage, tag in self._segments]
        self._vectors = _vectors(written, self._model, on_progress) if written else None

    def matches(self, sentence: str, language: str, *, least: int = LEAST, most: int = 5) -> list[Match]:
        """The units that say most nearly what a sentence says, best first.

        Args:
            sentence: what to look up.
            language: its language, which the texts need not have.
            least: the lowest likeness, in hundredths of the cosine of the vectors.
            most: how many to give.

        Returns:
            Matches whose ``percent`` is the likeness, and whose ``language`` is the one in which the unit is nearest.

        Raises:
            UsageError: the encoder does not know the language.
        """
        if not encoder.knows(self._model, language):
            known = ", ".join(sorted(self._model.languages))
            raise UsageError(f"the encoder does not know '{language}'", where="--language", hint=f"it knows {known}")
        if self._vectors is None:
            return []
        likeness = self._vectors @ self._model.encode([sentence])[0]
        best: dict[int, Match] = {}
        # A unit comes once, with its nearest language.
        for place in np.argsort(-likeness).tolist():
            passage, tag = self._segments[place]
            percent = min(100, round(100 * float(likeness[place])))
            if percent < least or len(best) == most:
                break
            best.setdefault(id(passage), Match(passage, tag, percent, 0))
        return list(best.values())


def _segments(texts: Texts, model: Encoder) -> Iterator[tuple[Passage, str]]:
    """The segments in languages that the encoder knows: passage and language tag."""
    for number, passage in enumerate(texts.passages()):
        if number == MOST_UNITS:
            raise UsageError(
                f"{texts.said} has more than {MOST_UNITS:,} units",
                where="--meaning",
                hint="name a smaller text with --in",
            )
        for tag, segment in passage.unit.segments.items():
            if segment.text and encoder.knows(model, tag):
                yield passage, tag


def _vectors(texts: Sequence[str], model: Encoder, on_progress: Callable[[int], object]) -> Vectors:
    """One vector per text, from the cache as far as it has them."""
    keys = np.array([_key(text) for text in texts], np.uint64)
    file = cache_folder() / f"{model.name}.npz"
    kept_keys, kept = _kept(file)
    place_of_key = {key: place for place, key in enumerate(kept_keys.tolist())}
    new = {key: text for key, text in zip(keys.tolist(), texts, strict=True) if key not in place_of_key}
    if new:
        parts = [kept] if len(kept) else []
        new_texts = list(new.values())
        for start in range(0, len(new_texts), _AT_ONCE):
            parts.append(model.encode(new_texts[start : start + _AT_ONCE]).astype(np.float16))
            on_progress(start)
        kept = np.concatenate(parts)
        kept_keys = np.concatenate([kept_keys, np.array(list(new), np.uint64)])
        place_of_key = {key: place for place, key in enumerate(kept_keys.tolist())}
        if len(new) >= _WORTH_KEEPING:
            _keep(file, kept_keys, kept)
    return kept[[place_of_key[key] for key in keys.tolist()]].astype(np.float32)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _kept(file: Path) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.float16]]:
    """The keys and vectors of the cache; nothing where it is missing or damaged."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            keys, vectors = arrays["keys"], arrays["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return np.empty(0, np.uint64), np.empty((0, 0), np.float16)
    if keys.ndim == 1 and vectors.ndim == 2 and len(keys) == len(vectors):
        return keys, vectors
    return np.empty(0, np.uint64), np.empty((0, 0), np.float16)


def _keep(file: Path, keys: npt.NDArray[np.uint64], vectors: npt.NDArray[np.float16]) -> None:
    """Write the cache beside its name and rename it; where that fails, they are computed again the next time."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.savez(stream, keys=keys, vectors=vectors)
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
