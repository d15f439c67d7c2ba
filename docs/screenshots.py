"""The pictures of the documentation: `make screenshots` writes them anew into docs/screenshots/.

Each is what the program shows of the texts that come with it, in the system's Chromium, after the steps that the picture is of.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright

from aligner.bank import Bank

FOLDER = Path(__file__).parent / "screenshots"
COMMAND = [sys.executable, "-m", "clausebank"]
WIDE, NARROW = 1280, 420
HEIGHT = 800


def nothing(_page: Page) -> None:
    """The page as it opens."""


def doubtful(page: Page) -> None:
    """The first row that the aligner is not sure of."""
    page.wait_for_selector("body[data-busy='0'][data-asking='false']")
    page.keyboard.press("n")
    page.wait_for_timeout(2_500)  # the checker answers


def splitting(page: Page) -> None:
    """A cell that is about to be cut, on the first row that is doubtful."""
    doubtful(page)
    page.keyboard.press("s")
    page.wait_for_selector(".caret")


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture.

    Attributes:
        name: its file, without ``.png``.
        arguments: the command whose page or server it shows; ``FILE`` is a file that the command writes, ``en.txt``,
            ``zh.txt`` and ``ru.txt`` are the annex, with some of its paragraphs run together or left out.
        path: the address below the server.
        width: of the window, in pixels.
        scheme: light or dark.
        steps: what the reader did.
    """

    name: str
    arguments: tuple[str, ...]
    path: str = ""
    width: int = WIDE
    scheme: Literal["light", "dark"] = "light"
    steps: Callable[[Page], None] = nothing


EDIT = ("align", "en=en.txt", "zh=zh.txt", "ru=ru.txt", "-o", "annex.tmx", "--edit")
SCREENSHOTS = (
    Screenshot("workbench", EDIT, steps=doubtful),
    Screenshot("workbench-narrow-dark", EDIT, width=NARROW, scheme="dark", steps=splitting),
    Screenshot("page-evidence", ("page", "a-66-359", "--output", "FILE")),
    Screenshot("page-narrow-dark", ("page", "a-66-359", "--output", "FILE"), width=NARROW, scheme="dark"),
    Screenshot("serve-search", ("serve", "--port", "0"), path="?q=security"),
)


def main() -> None:
    """Take all pictures, or those named on the command line."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for screenshot in SCREENSHOTS:
            if sys.argv[1:] and screenshot.name not in sys.argv[1:]:
                continue
            page = browser.new_page(
                viewport=ViewportSize(width=screenshot.width, height=HEIGHT),
                color_scheme=screenshot.scheme,
                reduced_motion="reduce",
            )
            with address(screenshot) as url:
                page.goto(url)
                screenshot.steps(page)
                page.screenshot(path=FOLDER / f"{screenshot.name}.png")
            page.close()
        browser.close()


def faulty_annex(folder: Path) -> None:
    """Write the annex as three files of plain text: Chinese lacks a paragraph, Russian has two pairs run together."""
    units = Bank().load("a-66-359").units
    for tag in ("en", "zh", "ru"):
        texts = [unit.text(tag) for unit in units]
        if tag == "zh":
            del texts[9]
        if tag == "ru":
            texts[3:5], texts[12:14] = [" ".join(texts[3:5])], [" ".join(texts[12:14])]
        (folder / f"{tag}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")


@contextmanager
def address(screenshot: Screenshot) -> Iterator[str]:
    """Where the browser finds it: a file that the command wrote, or the server that it runs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{screenshot.name}.html")
        arguments = [str(file) if argument == "FILE" else argument for argument in screenshot.arguments]
        if "FILE" in screenshot.arguments:
            subprocess.run([*COMMAND, *arguments], check=True, capture_output=True)  # noqa: S603 - this program
            yield file.as_uri()
            return
        faulty_annex(Path(folder))
        command = [*COMMAND, *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as server:  # noqa: S603 - as above
            assert server.stdout  # noqa: S101 - a pipe was asked for
            url = next(word for line in server.stdout for word in line.split() if word.startswith("http"))
            yield url.rstrip("/") + "/" + screenshot.path
            server.terminate()


if __name__ == "__main__":
    main()
