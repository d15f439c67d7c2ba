"""Which language a text is in, by its letters: langid's naive Bayes on byte n-grams (Lui and Baldwin 2012), as py3langid has it.

The answer is a margin: by how much, in natural logarithms, the most likely language outweighs the one a text is said to be in.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_RELATED = (
    frozenset({"hr", "bs", "sr", "sh", "cnr", "sl", "mk"}),
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"id", "ms", "jv"}),
    frozenset({"cs", "sk"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"hi", "ne", "mr", "sa"}),
    frozenset({"pt", "gl"}),
    frozenset({"az", "tr", "tk", "crh"}),
    frozenset({"xh", "zu", "st", "nso"}),
)
"""Languages that a sentence does not tell apart for sure."""
_NAMED = frozenset(
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt "  # noqa: SIM905
    "lv mg mk ml mn mr ms mt my ne nl no nn pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tl tr uk ur uz vi yo zh zu".split()
)
"""The languages that are named; the model knows more, which it names now and then for want of a better one."""
_SAME_AS = {"nb": "no", "fil": "tl", "iw": "he", "in": "id"}


def is_installed() -> bool:
    """Whether the library is there; without it everything else is still checked."""
    return find_spec("py3langid") is not None


def other_language(text: str, language: str) -> tuple[str, float]:
    """The language that a text is in rather than its own, and the margin; empty where there is none, or its own is unknown.

    >>> other_language("Los Estados deberán cooperar entre sí en esta materia", "fr")[0]
    'es'
    >>> other_language("Les États doivent coopérer entre eux en la matière", "fr")
    ('', 0.0)
    """
    base = language.partition("-")[0]
    own = _SAME_AS.get(base, base)
    scores = {tag: float(score) for tag, score in _identifier().rank(text) if tag in _NAMED}
    if own not in scores:
        return "", 0.0
    best = max(scores, key=lambda tag: scores[tag])
    if best == own or any({best, own} <= related for related in _RELATED):
        return "", 0.0
    return best, scores[best] - scores[own]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
