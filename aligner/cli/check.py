"""`clausebank check`: rules over texts of the bank and over any file of aligned units."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.checks import Severity, baseline, settings
from aligner.checks.checked_text import text_named
from aligner.checks.plan import Overrides, Planner
from aligner.checks.project import inputs_in, is_named_itself
from aligner.checks.session import Session
from aligner.cli import terminal
from aligner.cli.check_report import ReportFormat, ReportRequest, counted, write_report
from aligner.cli.options import BankOption, JsonOption, own_bank
from aligner.errors import ClausebankError, UsageError


def check(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT|FILE|FOLDER|-]...",
            help="Texts of the bank, files (TMX, XLIFF, PO, TSV ...: see `clausebank formats`), folders with such files, "
            "or - for standard input; all texts of the bank when none is given.",
            show_default=False,
        ),
    ] = None,
    selected: Annotated[
        str | None,
        typer.Option(
            "--select",
            "-s",
            metavar="CODES",
            envvar="CLAUSEBANK_SELECT",
            help="Only these rules: codes, prefixes (NUM), names, or ALL; separated by commas.",
        ),
    ] = None,
    extended: Annotated[
        str | None,
        typer.Option("--extend-select", metavar="CODES", help="These rules too, beside those that run anyway."),
    ] = None,
    ignored: Annotated[
        str | None,
        typer.Option(
            "--ignore", "-i", metavar="CODES", envvar="CLAUSEBANK_IGNORE", help="Not these rules; the longer name wins."
        ),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option(
            "--languages",
            "-l",
            metavar="TAGS",
            help="Compare these languages only, such as en,de; in a table, the columns that are languages.",
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="TAG", help="The language the others were translated from.")
    ] = "",
    include: Annotated[
        str | None,
        typer.Option(
            "--include",
            metavar="STATES",
            help="Check translations that are not final too: untranslated, fuzzy, locked.",
        ),
    ] = None,
    terms: Annotated[
        list[str] | None,
        typer.Option(
            "--terms",
            metavar="FILE",
            help="Check the terms of this file (TBX, CSV, XLSX, OmegaT) or text of the bank; may be repeated.",
        ),
    ] = None,
    meaning: Annotated[
        bool | None,
        typer.Option(
            "--meaning/--no-meaning",
            envvar="CLAUSEBANK_MEANING",
            help="Compare meanings too (ALN020, ALN021), about 10 ms a segment. Without either: up to 500 units.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="The format of the report.")
    ] = ReportFormat.TEXT,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "-",
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            envvar="CLAUSEBANK_FAIL_ON",
            help="The least severity that makes the exit status 1; warning unless configured.",
            show_default=False,
        ),
    ] = None,
    baseline_file: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", envvar="CLAUSEBANK_BASELINE", help="Report only what this file does not list."
        ),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="The format of the files, where their names do not say it.")
    ] = "",
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            envvar="CLAUSEBANK_CONFIG",
            help="The configuration; else clausebank.toml or pyproject.toml of a file's folder or one above.",
        ),
    ] = None,
    bank: BankOption = None,
    *,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline",
            help="Write the findings into the --baseline file, in place of what it has of these files and rules; exit with 0.",
        ),
    ] = False,
    add_ignores: Annotated[
        str,
        typer.Option(
            "--add-ignores",
            metavar="REASON",
            help="Accept the findings for this reason, by a note in the files (PO, XLIFF, TMX, tables, texts); with --diff, show it.",
        ),
    ] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Fix what is safe to fix, where it stands.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: make fixes that may be wrong, too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what --fix would change, change nothing, and exit with 1 if anything.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count findings by rule instead of listing them.")
    ] = False,
    show_files: Annotated[bool, typer.Option("--show-files", help="List the files that would be checked.")] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings for the first file as JSON.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Check again whenever a file changes, until interrupted.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check aligned texts: structure, numbers, dates, references, terms, negation, characters and more.

    All languages of a unit are compared at once. `clausebank rule --all` lists the rules.

    Exit status: 0 clean (notes alone are clean), 1 findings, 2 wrong usage or input that cannot be read.

    Examples:
      clausebank check
      clausebank check a-66-359 --select ALN,NUM --format json
      clausebank check locales/ --source en --include fuzzy
      clausebank check memory.tmx --baseline known.json
      clausebank check memory.tmx --terms terms.tbx
      clausebank export a-66-359 --to tmx | clausebank check -
      clausebank check memory.tmx --fix --diff
      clausebank check de.po --select NUM --add-ignores 'the German edition counts the annexes'
    """
    root = Bank(bank)
    overrides = Overrides(
        select=None if selected is None else _listed(selected, "--select"),
        extend_select=_listed(extended, "--extend-select"),
        ignore=None if ignored is None else _listed(ignored, "--ignore"),
        meaning=meaning,
        languages=_listed(languages, "--languages"),
        source=source,
        include=settings.states(_listed(include, "--include"), "--include"),
        terms=tuple(terms or ()),
        format_name=from_,
        config=config,
    )
    planner = Planner(overrides, root)
    # A wrong name of a rule is an error of its own, before anything is read.
    planner.of(".").selection.rules()
    names = _inputs(texts or root.names(), root)
    if show_files:
        print("\n".join(names))
        return
    if show_settings:
        terminal.print_json(planner.of(names[0] if names else ".").settings.record())
        return
    shown = ReportFormat.JSON if as_json else report
    if statistics and shown not in {ReportFormat.TEXT, ReportFormat.JSON}:
        raise UsageError(f"--statistics has no format '{shown}'", hint="give --format text or json")
    path = baseline_file or planner.settings.baseline
    if update_baseline and path is None:
        raise UsageError("--update-baseline needs to know where", hint="give --baseline FILE")
    least = fail_on or planner.settings.fail_on or Severity.WARNING
    # Units come and go by the thousand and hold no cycles: looking for some after every 700 objects is wasted time.
    gc.set_threshold(100_000)
    if not gc.get_freeze_count():
        gc.freeze()  # nor need the modules be looked through
    if add_ignores:
        from aligner.cli.check_fix import accept_all

        texts_root = root if diff else _writable(names, root, bank)
        accept_all(names, texts_root, planner, add_ignores, least, path, write=not diff)
        return
    if fix or diff or unsafe_fixes:
        from aligner.cli.check_fix import fix_all

        texts_root = root if diff else _writable(names, root, bank)
        fixed = fix_all(names, texts_root, planner, unsafe=unsafe_fixes, write=not diff)
        if diff:
            raise typer.Exit(1 if fixed else 0)
    if update_baseline and path:
        _update(names, planner, path)
        return
    request = ReportRequest(shown, output, least, path, statistics=statistics)
    if watch:
        _watch(texts, overrides, root, request)
        return
    status = write_report(names, planner, request)
    raise typer.Exit(status if status == 2 or not exit_zero else 0)


def _watch(texts: Sequence[str] | None, overrides: Overrides, root: Bank, request: ReportRequest) -> None:
    """Report on the inputs again and again; what is wrong with them or their configuration is said, and may be put right."""
    from aligner.cli.watch import changes

    def inputs() -> list[str]:
        settings.of_folder.cache_clear()
        return _inputs(texts or root.names(), root)

    for names in changes(inputs):
        try:
            write_report(names, Planner(overrides, root), request)
        except ClausebankError as error:
            terminal.note(str(error))


def _listed(option: str | None, where: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in (option or "").split(",") if name.strip())
    if option is not None and not names and where in {"--select", "--languages", "--include"}:
        raise UsageError("nothing is named", where=where, hint="names with commas between them: NUM,CHR002 or en,de")
    return names


def _inputs(names: Iterable[str], bank: Bank) -> list[str]:
    """The inputs, of which a single one that does not exist is wrong usage; among others it is an error of the report."""
    named = list(names)
    if len(named) == 1 and named[0] != "-" and is_named_itself(named[0]) and not Path(named[0]).exists():
        text_named(named[0], bank)
    return inputs_in(named)


def _writable(names: Sequence[str], root: Bank, folder: Path | None) -> Bank:
    """The bank whose texts may be changed: not the installed one."""
    if any(not Path(name).exists() and name in root.names() for name in names):
        return own_bank(folder)
    return root


def _update(names: Sequence[str], planner: Planner, path: Path) -> None:
    """Write what is found into the baseline, beside what it knows of other files and rules."""
    before = baseline.read(path) if path.exists() else baseline.Baseline(path)
    session = Session(planner)
    findings = list(session.findings(names))
    updated = before.updated(findings, session.files, {rule.code for rule in session.rules})
    terminal.note(f"{path}: {counted(updated.write(), 'finding')}")
