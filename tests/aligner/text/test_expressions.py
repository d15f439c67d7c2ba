from __future__ import annotations

import pytest

from aligner.errors import UsageError
from aligner.text.expressions import Expression


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("(", "is not a regular expression"),
        ("(" * 5000 + "a" + ")" * 5000, "more than 2,000 characters"),
        ("(" * 400 + "a" + ")" * 400, "groups more than 50 deep"),
        ("a{999999999}", "repeats more than"),
        ("a{99999999999999999999}", "repeats more than"),
        ("(?:(?:a{100}){100}){100}", "repeats more than"),
        ("a{2,1}", "is not a regular expression"),
    ],
)
def test_an_expression_that_cannot_be_used_is_one_clear_error(written: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Expression(written, "--regex")


def test_an_expression_that_would_never_end_is_stopped() -> None:
    with pytest.raises(UsageError, match="takes too long"):
        Expression("(a|aa)+$", "--regex").search("a" * 60 + "!")
    with pytest.raises(UsageError, match="takes too long"):
        list(Expression("(a|aa)+$", "--regex").finditer("a" * 60 + "!"))
