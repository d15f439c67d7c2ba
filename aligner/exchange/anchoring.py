"""Parts of a wording, carried over to the wording it was edited into.

An edit is taken for one stretch that was replaced: what is left of both wordings between the longest common beginning
and the longest common end. A part before or after it is still there, and one that the whole edit lies in changes with
it. Any other part is not known any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model import Stretch


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One replaced stretch.

    Attributes:
        old, new: the wording before and after.
        start: where the edit begins, in both.
        old_end, new_end: where it ends in each.
    """

    old: str
    new: str
    start: int
    old_end: int
    new_end: int

    @classmethod
    def between(cls, old: str, new: str) -> TextEdit:
        """The edit that makes one wording of the other.

        >>> edit = TextEdit.between("to comply with the Charter", "to comply fully with the Charter")
        >>> edit.new[edit.start : edit.new_end]
        'fully '
        """
        shorter = min(len(old), len(new))
        start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        # The end may not reach into the beginning: "aa" made "aaa" has one letter inserted.
        most = shorter - start
        tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
        return cls(old, new, start, len(old) - tail, len(new) - tail)

    def carried(self, stretch: Stretch) -> Stretch | None:
        """Where a part of the old wording is in the new one; None where the edit cuts into it or removes it.

        >>> edit = TextEdit.between("the law of the sea", "the good law of the sea")
        >>> edit.carried(Stretch("law")), edit.carried(Stretch("the", 2)), edit.carried(Stretch("the law"))
        (Stretch(text='law', occurrence=1), Stretch(text='the', occurrence=2), Stretch(text='the good law', occurrence=1))
        """
        span = stretch.span(self.old)
        if span is None:
            return None
        start, end = span
        grown = self.new_end - self.old_end
        if end <= self.start:
            pass  # all of it is before the edit
        elif start >= self.old_end:
            start, end = start + grown, end + grown
        elif start <= self.start and self.old_end <= end:
            end += grown
        else:
            return None
        return stretch_at(self.new, start, end)


def stretch_at(text: str, start: int, end: int) -> Stretch | None:
    """The part of a text between two offsets; None where nothing is between them."""
    words = text[start:end]
    if not words.strip():
        return None
    occurrence, place = 1, text.find(words)
    while place != start:
        occurrence, place = occurrence + 1, text.find(words, place + 1)
    return Stretch(words, occurrence)
