"""The workbench in a real browser, by the keyboard alone: corrected, saved, told of others, read by everybody."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aligner.bank import Bank
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from aligner.reader.server import BankServer
from benchmarks import workbench as bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TEXTS = (
    ("One.", "واحد.", "אחד."),
    ("Two. Three.", "اثنان. ثلاثة.", "שתיים. שלוש."),
    ("Four.", "أربعة.", "ארבע."),
    ("Five.", "", "חמש."),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if bench.CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=bench.CHROMIUM, args=bench.FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[BankServer]:
    units = []
    for number, texts in enumerate(TEXTS, 1):
        segments = {tag: Segment(text) for tag, text in zip(("en", "ar", "he"), texts, strict=True) if text}
        note = "Aligned with confidence 0.43: to be looked at." if number > 2 else ""
        units.append(Unit(f"p{number}", Role.PARAGRAPH, segments, note=note, ignore={"NUM001": "as it is"}))
    versions = {tag: LanguageVersion(tag, Status.UNVERIFIED, "made up") for tag in ("en", "ar", "he")}
    Bank(tmp_path).save(Document("t", "T", {"en": "Numbers"}, versions, tuple(units)))
    with bench.served(tmp_path) as opened:
        yield opened


@pytest.fixture
def view(browser: Browser, server: BankServer) -> Iterator[Any]:
    """Opens the text in a fresh window; fails when the page asked for anything elsewhere or complained."""
    opened: list[Page] = []
    wrong: list[str] = []

    def complained(text: str) -> None:
        if "409 (Conflict)" not in text and "400 (Bad Request)" not in text:
            wrong.append(text)

    def foreign(url: str) -> None:
        if not url.startswith((f"http://127.0.0.1:{server.server_port}/", "data:")):
            wrong.append(f"asked for {url}")

    def show(width: int = 1300, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("console", lambda message: complained(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: foreign(request.url))
        page.goto(server.url)
        page.wait_for_selector("body[data-busy='0'][data-asking='false']")
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.context.close()
    assert wrong == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_selector("body[data-busy='0']")


def column(server: BankServer, tag: str) -> list[str]:
    assert server.bank is not None
    return [unit.text(tag) for unit in server.bank.load("t").units]


def test_faults_of_five_kinds_are_put_right_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    texts, planted = bench.gold(24, random.Random(1)), bench.faults(24, 1)  # noqa: S311 - sentences
    bank_folder = tmp_path / "bank"
    bank_folder.mkdir()
    bank = Bank(bank_folder)
    bank.save(bench.document(bench.wrong(texts, planted)))
    target = bench.exported(bench.document(bench.right(texts, planted)), tmp_path / "gold.tsv")
    with bench.served(bank.root) as server:
        page = browser.new_page()
        bench.opened(page, server)
        keys = bench.corrected(page, planted, texts)
        assert page.inner_text("#saved") == "Saved"
        page.close()
    assert bench.same(bank, tmp_path, target)
    assert max(map(max, keys.values())) < 20


def test_each_step_is_saved_and_can_be_undone(view: Any, server: BankServer) -> None:
    page = view()
    press(page, "ArrowDown", "s", "Enter")
    assert column(server, "en")[1:3] == ["Two.", "Three."]
    assert page.inner_text("#saved") == "Saved"
    press(page, "z")
    assert column(server, "en") == [texts[0] for texts in TEXTS]
    press(page, "y", "Control+z")
    assert column(server, "en")[1] == "Two. Three."


def test_a_cut_is_moved_in_the_direction_of_the_writing(view: Any, server: BankServer) -> None:
    page = view()
    press(page, "ArrowDown", "ArrowRight", "s")
    assert "Split before “ثلاثة" in page.inner_text("#says")
    press(page, "Control+ArrowLeft", "Control+ArrowRight", "Control+ArrowLeft", "Escape")
    assert column(server, "ar")[1] == TEXTS[1][1]
    press(page, "s", "Enter")
    assert column(server, "ar")[1:3] == ["اثنان.", "ثلاثة."]
    cell = page.locator(".row").nth(2).locator("[lang=ar]")
    assert cell.get_attribute("dir") == "rtl"


def test_the_next_doubtful_row_is_a_key_away_and_checking_counts_down(view: Any, server: BankServer) -> None:
    page = view()
    assert page.inner_text("#left") == "2 left"
    press(page, "n")
    assert page.evaluate("document.activeElement.textContent").strip() == "Four."
    press(page, " ")
    assert page.inner_text("#left") == "1 left"
    assert page.evaluate("document.activeElement.textContent").strip() == "Five."
    press(page, " ")
    assert page.inner_text("#left") == "none left"
    assert server.bank is not None
    text = server.bank.load("t")
    assert [str(decision.kind) for decision in text.decisions] == ["checked", "checked"]
    assert text.units[3].note == ""


def test_keys_that_come_faster_than_the_server_answers_are_done_in_their_order(view: Any, server: BankServer) -> None:
    page = view()
    press(page, "j", "ArrowDown", "ArrowRight", "j", "z", "z", "End", "u")
    assert column(server, "ar") == ["واحد.", "اثنان. ثلاثة.", "أربعة.", ""]
    assert column(server, "en") == [texts[0] for texts in TEXTS]


def test_a_cell_is_linked_as_moved(view: Any, server: BankServer) -> None:
    page = view()
    press(page, "ArrowRight", "ArrowRight", "m")
    assert page.locator(".cell.taken").count() == 1
    press(page, "End", "m")
    assert column(server, "he")[3] == "אחד. חמש."
    assert page.locator(".moved").inner_text() == "אחד."


def test_a_wording_is_emended_for_a_reason_only(view: Any, server: BankServer) -> None:
    page = view()
    page.keyboard.press("e")
    page.fill("#asks-text", "First.")
    page.click("#asks-do")
    page.wait_for_selector("body[data-busy='0']")
    assert "for a reason only" in page.inner_text("#says")
    page.keyboard.press("e")
    page.fill("#asks-text", "First.")
    page.fill("#asks-reason", "a slip of the pen")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-busy='0']")
    assert column(server, "en")[0] == "First."
    assert server.bank is not None
    (revision,) = server.bank.load("t").units[0].segments["en"].revisions
    assert (revision.before, revision.reason) == ("One.", "a slip of the pen")


def test_a_phrase_is_linked_and_cut_again(view: Any, server: BankServer) -> None:
    page = view()
    press(page, "ArrowDown")
    page.keyboard.press("p")
    page.fill("#phrase-words input[lang=en]", "Three")
    page.fill("#phrase-words input[lang=he]", "שלוש")
    page.keyboard.press("Enter")
    page.wait_for_selector("#phrase-list li")
    assert server.bank is not None
    (phrase,) = server.bank.load("t").units[1].phrases
    assert {tag: stretch.text for tag, stretch in phrase.stretches.items()} == {"en": "Three", "he": "שלוש"}
    page.fill("#phrase-words input[lang=en]", "Seven")
    page.keyboard.press("Enter")
    page.wait_for_selector("#phrases-say:has-text('not in the cell')")
    page.click("#phrase-list button")
    page.wait_for_selector("#phrase-list li", state="detached")
    assert server.bank.load("t").units[1].phrases == ()


def test_of_two_people_the_later_one_is_told_and_overwrites_nothing(view: Any, server: BankServer) -> None:
    first, second = view(), view()
    press(first, "j")
    press(second, "ArrowDown", "j")
    assert "changed in another window" in second.inner_text("#problem")
    assert second.inner_text("#saved") == "Not saved"
    assert column(server, "en")[0] == "One. Two. Three."
    second.click("#problem button")
    second.wait_for_selector("#problem", state="hidden")
    assert second.locator(".row .cell").first.inner_text().split() == ["One.", "Two.", "Three."]


def test_a_file_that_another_program_changed_is_noticed_and_read_anew(view: Any, server: BankServer) -> None:
    page = view()
    assert server.bank is not None
    units = server.bank.root / "t" / "units.yaml"
    units.write_text(units.read_text(encoding="utf-8").replace("One.", "Uno."), encoding="utf-8")
    page.wait_for_selector("#problem:not([hidden])")
    assert "another program" in page.inner_text("#problem")
    page.click("#problem button")
    page.wait_for_selector("#problem", state="hidden")
    assert page.locator(".row .cell").first.inner_text().strip() == "Uno."


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong_on_the_workbench(view: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = view(width=width, color_scheme=scheme)
    press(page, "j", "ArrowDown", "n", "c", "n", "Home", "s")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.parametrize("key", ["?", "l", "e", "p"])
def test_axe_finds_nothing_wrong_in_its_dialogs(view: Any, key: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = view(color_scheme="dark" if key == "l" else "light")
    page.keyboard.press(key)
    page.wait_for_selector("dialog[open]")
    report = Axe().run(page, context="dialog[open]")
    assert report.violations_count == 0, report.generate_report()


def test_the_help_opens_at_its_beginning(view: Any) -> None:
    page = view(width=390)
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    assert page.evaluate("document.activeElement.id") == "help-title"
    assert page.evaluate("document.querySelector('#help').scrollTop") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("cell")


def test_a_narrow_screen_has_the_languages_under_each_other_without_sideways_scrolling(view: Any) -> None:
    page = view(width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cells = page.locator(".row .cell")
    boxes = [cells.nth(n).bounding_box() for n in range(3)]
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]


@pytest.mark.parametrize("is_entered", [True, False])
def test_what_is_typed_after_the_slash_is_for_its_dialog_while_a_step_is_still_saved(
    view: Any, *, is_entered: bool
) -> None:
    page = view()
    # Every request waits until the test lets it go.
    page.evaluate("""() => {
        const ask = window.fetch, gate = new Promise((open) => { window.letGo = open; });
        window.fetch = async (...request) => { await gate; return ask(...request); };
    }""")
    page.keyboard.type("c/Fin")
    page.keyboard.press("Backspace")
    if is_entered:
        page.keyboard.type("ve")
        page.keyboard.press("Enter")
    page.evaluate("window.letGo()")
    if not is_entered:
        page.wait_for_selector("#asks[open]")
        page.keyboard.type("ve")
        page.keyboard.press("Enter")
    page.wait_for_selector("body[data-busy='0']")
    assert page.evaluate("document.activeElement.textContent").strip() == "Five."
    assert page.locator(".row.checked").count() == 1


def test_of_many_rows_only_those_near_the_window_are_drawn(browser: Browser, tmp_path: Path) -> None:
    rows = [{"en": f"Number {n}.", "fr": f"Nombre {n}."} for n in range(3_000)]
    Bank(tmp_path).save(bench.document(rows))
    with bench.served(tmp_path) as server:
        page = browser.new_page()
        page.goto(server.url)
        page.wait_for_selector(".row .cell")
        assert page.locator("[role=grid]").get_attribute("aria-rowcount") == "3001"
        assert page.locator(".row").count() < 300
        press(page, "End")
        assert page.evaluate("document.activeElement.textContent").strip() == "Number 2999."
        page.keyboard.press("/")
        page.keyboard.type("Nombre 1207")
        press(page, "Enter")
        assert page.evaluate("document.activeElement.textContent").strip() == "Number 1207."
        page.close()
