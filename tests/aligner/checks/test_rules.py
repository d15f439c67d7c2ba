"""Every rule is tried on its own examples, which the documentation shows."""

from __future__ import annotations

import re

import pytest

from aligner.checks import Rule, Severity, Source, all_rules, run, select
from aligner.checks.registry import FAMILIES
from aligner.checks.rule import Example, example

RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def codes(rule: type[Rule], shown: Example) -> set[str]:
    has_status = rule.code.startswith("PRV")
    source = Source("example", shown.units, shown.languages, shown.concepts, has_status=has_status)
    rules = all_rules() if rule.code == "IGN001" else (rule,)
    return {finding.code for finding in run(source, rules)}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_reports_its_bad_example(rule: type[Rule]) -> None:
    assert rule.code in codes(rule, rule.bad)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_silent_on_its_good_example(rule: type[Rule]) -> None:
    assert rule.code not in codes(rule, rule.good)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_is(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.code[:3] in FAMILIES
    assert rule.severity in Severity
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


def test_a_number_changed_into_another_of_the_same_unit_is_found() -> None:
    texts = {"en": "Spain (2016), Japan (2015), Iran (2015)", "zh": "西班牙(2016)、日本(2015)、伊朗(2015)"}
    units = example({**texts, "ru": "Испания (2016), Япония (2016), Иран (2015)"}).units
    assert [(it.code, it.languages) for it in run(Source("f", units), select(["NUM"], []))] == [("NUM001", ("ru",))]
