"""The page in a real browser: search, columns, counterparts, keys, paper, a narrow screen, the dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aligner.bank import Bank
from aligner.model import Document, LanguageVersion, Phrase, Role, Segment, Status, Stretch, Unit
from aligner.reader import page_of, render
from aligner.reader.links import word_links

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The flags keep the browser from calling home; a container's root has no sandbox.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "annex.html"
    document = Bank().load("a-66-359")
    path.write_text(render(page_of(document, words=word_links(document, ("en", "zh", "ru")))), encoding="utf-8")
    return path


@pytest.fixture
def view(browser: Browser) -> Iterator[Any]:
    """Opens a file in a fresh window; fails when the page asked for anything or complained."""
    opened: list[Page] = []
    wrong: list[str] = []

    def foreign(url: str) -> None:
        if not url.startswith(("file:", "data:")):
            wrong.append(f"asked for {url}")

    def show(path: Path, width: int = 1400, height: int = 900, fragment: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: foreign(request.url))
        page.goto(path.as_uri() + fragment)
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.context.close()
    assert wrong == []


def lit(page: Page, kind: str = "lit") -> list[str]:
    return list(page.locator(f".phrase.{kind}").all_inner_texts())


def test_search_counts_the_hits_of_every_column_and_marks_them(view: Any, annex: Path) -> None:
    page = view(annex)
    page.fill("#query", "SECURITY")
    assert page.inner_text("#counts") == "19 in 13 clauses · en 19 · zh 0 · ru 0"
    assert page.evaluate("CSS.highlights.get('hit').size") == 19
    page.fill("#query", "信息安全")
    assert page.inner_text("#counts").endswith("en 0 · zh 6 · ru 0")
    page.fill("#query", "nowhere to be found")
    assert page.inner_text("#counts") == "not found"
    assert page.is_disabled("#next")


def test_a_hit_marks_its_counterparts_in_the_other_columns(view: Any, annex: Path) -> None:
    page = view(annex)
    page.fill("#query", "supply chain")
    assert page.locator("#pledge-d .echo").count() >= 2
    assert "供应链" in "".join(page.locator("#pledge-d [lang=zh] .echo").all_inner_texts())
    page.fill("#query", "to refrain from")
    assert "воздерживаться" in "".join(page.locator("#pledge-k [lang=ru] .echo").all_inner_texts())


def test_enter_goes_from_hit_to_hit_and_hits_only_hides_the_rest(view: Any, annex: Path) -> None:
    page = view(annex)
    page.fill("#query", "угроз")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.inner_text("#says").startswith("2 of ")
    page.check("#only", force=True)
    shown = page.locator(".unit:not([hidden])").count()
    assert f"in {shown} clauses" in page.inner_text("#counts")
    assert 0 < shown < 27


def test_pointing_at_a_phrase_lights_up_its_counterparts_and_nothing_else(view: Any, annex: Path) -> None:
    page = view(annex, fragment="#pledge-k")
    page.hover("#pledge-k td[data-column='0'] [data-phrase='5']")
    assert lit(page) == ["the threat or use of force", "使用武力或以武力相威胁", "угрозы силой или ее применения"]
    page.mouse.move(5, 5)
    assert lit(page) == []


def test_pointing_at_a_word_lights_up_the_words_that_stand_for_it(view: Any, annex: Path) -> None:
    page = view(annex, fragment="#pledge-i")
    page.hover("#pledge-i td[data-column='0'] .word:text-is('information')")
    assert page.locator(".word.lit").all_inner_texts() == ["information", "信息", "информационной"]
    page.fill("#query", "information security")
    assert page.locator("#pledge-i .word.echo").all_inner_texts() == ["信息", "安全", "информационной", "безопасности"]


def test_a_click_keeps_a_phrase_lit_until_escape(view: Any, annex: Path) -> None:
    page = view(annex, fragment="#pledge-k")
    page.click("#pledge-k td[data-column='0'] [data-phrase='0']")
    page.mouse.move(5, 5)
    assert lit(page) == ["To settle", "解决", "урегулировать"]
    page.keyboard.press("Escape")
    assert lit(page) == []


def test_the_text_can_be_read_with_the_keyboard_alone(view: Any, annex: Path) -> None:
    page = view(annex)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "enacting-body"
    page.locator(".phrase[tabindex='0']").focus()
    assert lit(page)[0].startswith("Recalling its resolutions")
    page.keyboard.press("ArrowRight")
    assert lit(page) == [
        "in which, inter alia, it recognized that",
        "其中除其他外，确认",
        "в которых, в частности, признается, что",
    ]
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "其中除其他外，确认"
    assert (
        page.inner_text("#says") == "in which, inter alia, it recognized that · в которых, в частности, признается, что"
    )
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.unit').id") == "preamble-2"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "query"
    assert page.locator(".phrase[tabindex='0']").count() == 1


def test_columns_are_shown_and_hidden_and_the_last_one_stays(view: Any, annex: Path) -> None:
    page = view(annex)
    page.keyboard.press("1")
    page.keyboard.press("3")
    assert page.locator("thead th:visible").all_inner_texts()[1:] == ["中文 zh UNVERIFIED"]
    assert page.is_disabled("[data-toggle='1']")
    page.fill("#query", "security")
    assert page.inner_text("#counts") == "not found"


def test_notes_open_one_by_one_and_all_at_once(view: Any, annex: Path) -> None:
    page = view(annex)
    assert page.locator(".remarks:visible").count() == 0
    page.click("#pledge-h .more")
    assert "partnerships with the private sector" in page.inner_text("#pledge-h--remarks")
    page.keyboard.press("n")
    assert page.locator(".remarks:visible").count() == page.locator(".remarks").count() > 20


def test_a_link_to_a_clause_is_copied_and_opens_at_the_clause(view: Any, annex: Path) -> None:
    page = view(annex, fragment="#pledge-h")
    top = page.evaluate("document.getElementById('pledge-h').getBoundingClientRect().top")
    assert top >= page.evaluate("document.querySelector('thead th').getBoundingClientRect().bottom") - 1
    page.click("#pledge-b .copy")
    page.wait_for_url("**/annex.html#pledge-b")


def test_the_heads_with_their_status_stay_in_sight(view: Any, annex: Path) -> None:
    page = view(annex, fragment="#pledge-k")
    heads = page.locator("thead th .badge")
    assert all(heads.nth(n).bounding_box()["y"] >= 0 for n in range(3))
    assert heads.all_inner_texts() == ["VERIFIED", "UNVERIFIED", "UNVERIFIED"]


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (390, "light"), (390, "dark")])
def test_axe_finds_nothing_wrong(view: Any, annex: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = view(annex, width=width, color_scheme=scheme)
    page.fill("#query", "security")
    page.click("#remarks + span")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_help_is_a_dialog_without_faults(view: Any, annex: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = view(annex)
    page.keyboard.press("?")
    assert page.is_visible("#help")
    found = Axe().run(page, context="#help")
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    assert page.is_hidden("#help")


def test_a_narrow_screen_puts_the_languages_under_each_other_without_sideways_scrolling(view: Any, annex: Path) -> None:
    page = view(annex, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cells = page.locator("#pledge-a .clause td")
    boxes = [cells.nth(n).bounding_box() for n in range(3)]
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    assert page.locator("#pledge-a .whose .badge:visible").count() == 2
    edge = page.locator("#query").bounding_box()["x"]
    assert all(it.bounding_box()["x"] >= edge for it in page.locator(".find > :visible, .chip, .tools button").all())


def test_the_dark_follows_the_system_and_the_button_overrides_it(view: Any, annex: Path) -> None:
    page = view(annex, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == "rgb(22, 24, 28)"
    page.click("#theme")
    assert page.evaluate(colour) == "rgb(255, 254, 251)"


def test_chinese_and_russian_are_set_in_fonts_that_have_their_letters(view: Any, annex: Path) -> None:
    page = view(annex)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    fonts = {}
    for tag in ("en", "zh", "ru"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": f"#preamble-1 [lang={tag}] .phrase"})
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
        fonts[tag] = max(used, key=lambda font: font["glyphCount"])["familyName"]
    assert "CJK SC" in fonts["zh"], fonts
    assert fonts["en"] == fonts["ru"], fonts


def test_chinese_lines_never_begin_with_punctuation(view: Any, annex: Path) -> None:
    page = view(annex, width=1000)
    begins = page.evaluate(
        """() => [...document.querySelectorAll('[lang=zh].segment .words')].flatMap((words) => {
          const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT), starts = [];
          let bottom = -1;
          while (walker.nextNode()) for (let at = 0; at < walker.currentNode.length; at++) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const box = range.getBoundingClientRect();
            if (box.top > bottom) starts.push(walker.currentNode.data[at]);
            bottom = Math.max(bottom, box.bottom - 2);
          }
          return starts;
        })"""
    )
    assert len(begins) > 60
    assert not set(begins) & set("，。、；：！？）》”’")


def test_on_paper_every_sheet_says_what_is_not_verified(view: Any, annex: Path) -> None:
    import subprocess

    page = view(annex)
    path = annex.with_suffix(".pdf")
    page.pdf(path=path, prefer_css_page_size=True)
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine: apt-get install poppler-utils")
    sheets = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = [sheet for sheet in sheets.split("\f") if sheet.strip()]
    assert len(pages) > 2
    assert all("zh unverified, ru unverified: not the official text" in sheet for sheet in pages)
    assert "Search" not in sheets


def test_a_text_written_from_right_to_left_reads_and_walks_so(view: Any, tmp_path: Path) -> None:
    words = {"en": ("States", "shall act"), "ar": ("على الدول", "أن تعمل")}
    unit = Unit(
        "a",
        Role.ITEM,
        {tag: Segment(" ".join(parts), label="(a)") for tag, parts in words.items()},
        phrases=tuple(Phrase({tag: Stretch(parts[n]) for tag, parts in words.items()}) for n in range(2)),
    )
    versions = {tag: LanguageVersion(tag, Status.VERIFIED, "made up") for tag in words}
    path = tmp_path / "rtl.html"
    path.write_text(render(page_of(Document("x", "X", {"en": "X"}, versions, (unit,)))), encoding="utf-8")
    page = view(path)
    cell, label = (
        page.locator("#a [lang=ar].segment").bounding_box(),
        page.locator("#a [lang=ar] .label").bounding_box(),
    )
    assert label["x"] > cell["x"] + cell["width"] / 2
    page.emulate_media(media="print")
    sizes = [
        page.locator(f"#a [lang={tag}].segment").evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
        for tag in words
    ]
    assert sizes[0] < sizes[1] < 1.25 * sizes[0]  # Arabic letters are small for their size, not that small
    page.emulate_media(media="screen")
    page.locator("#a [lang=ar] .phrase").first.click()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    assert lit(page) == ["shall act", "أن تعمل"]


def test_without_script_all_is_there_to_read(view: Any, annex: Path) -> None:
    page = view(annex, java_script_enabled=False)
    assert page.locator(".remarks:visible").count() == page.locator(".remarks").count()
    assert page.locator(".clause td:visible").count() == 3 * 27


def test_without_script_nothing_is_offered_that_needs_it(view: Any, annex: Path) -> None:
    page = view(annex, java_script_enabled=False)
    assert page.locator("input:visible, button:visible").count() == 0
    assert page.locator(".map a:visible").count() == 27


def test_hostile_wording_does_nothing(view: Any, tmp_path: Path) -> None:
    evil = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>"
    versions = {"en": LanguageVersion("en", Status.VERIFIED, evil)}
    unit = Unit("a", Role.ITEM, {"en": Segment(evil)}, note=evil)
    path = tmp_path / "evil.html"
    path.write_text(render(page_of(Document("x", "X", {"en": evil}, versions, (unit,)))), encoding="utf-8")
    page = view(path)
    page.fill("#query", "<img")
    assert page.inner_text("#counts") == "1 in 1 clause · en 1"
    assert "gone" not in page.title().split(":")[0]
    assert page.locator("img").count() == 0
