"""`takt content`: check, new, preview, coverage, schema. For those who write the standards."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console

from bot.catalogue.lint.findings import Format, Severity
from bot.clock import SystemClock
from bot.plainly import plainly, require_playground
from bot.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="The content pack: check it, add to it, look at it.")
Dir = Annotated[Path | None, typer.Option("--dir", help="The content folder; else TAKT_CONTENT_DIR.")]
Lang = Annotated[str | None, typer.Option("--lang", help="The language, such as da; else the pack's first.")]
HTML = typer.Option(help="Write a page to this file instead.", encoding="utf-8", lazy=True)
TODAY = typer.Option(help="Check as of this day.", formats=["%Y-%m-%d"])


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A content folder; else TAKT_CONTENT_DIR.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    today: Annotated[Optional[datetime], TODAY] = None,  # noqa: UP045  (typer reads it)
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for warnings too.")] = False,
) -> None:
    """Check a content pack by every rule of docs/content-rules.md. Errors exit 1, warnings 0."""
    from bot.catalogue.lint.check import check as look  # noqa: PLC0415
    from bot.catalogue.lint.formats import lines_of  # noqa: PLC0415

    with plainly():
        pack = _folder(folder)
        report = look(pack, today.date() if today else _today())
    for line in lines_of(report, form, pack):
        typer.echo(line)
    if report.count(Severity.ERROR) or (strict and report.findings):
        raise typer.Exit(1)


@app.command()
def new(
    standard: Annotated[str, typer.Argument(metavar="ID", help="Small letters and hyphens, such as late-arrival.")],
    folder: Dir = None,
    area: Annotated[str | None, typer.Option(help="The area that it belongs to.")] = None,
    from_gaps: Annotated[
        Path | None, typer.Option(help="A draft of /standard gaps, pasted into a file: its first questions.")
    ] = None,
    gap: Annotated[int | None, typer.Option(help="Which draft of that file, where it holds several.", min=1)] = None,
) -> None:
    """Write the file of a new standard, with a blank in every place."""
    from bot.catalogue.template import write_new  # noqa: PLC0415

    with plainly():
        path = write_new(_folder(folder), standard, area, _today(), from_gaps, gap)
    typer.echo(f"{path} is written. Replace every FILL IN in it, then run: takt content check")


@app.command()
def preview(
    standard: Annotated[str, typer.Argument(metavar="ID")],
    lang: Lang = None,
    html: Annotated[Optional[typer.FileTextWrite], HTML] = None,  # noqa: UP045
    folder: Dir = None,
) -> None:
    """Show a standard's card, tip and checks as people will see them in Slack."""
    from bot.block_drawing import drawn  # noqa: PLC0415
    from bot.catalogue.loader import load  # noqa: PLC0415
    from handlers.preview import preview as views  # noqa: PLC0415  (the real ones; nothing here knows Slack)

    with plainly():
        if html is not None:
            require_playground()
        catalogue = load(_folder(folder))
        language = lang or catalogue.default_language
        shown = views(catalogue, standard, language)
    if html is None:
        for name, message in shown:
            Console().print(drawn(name, message["blocks"]))
    else:
        from playground.rendering.alone import standing_alone  # noqa: PLC0415  (its style, for a page of its own)

        html.write(standing_alone(standard, shown, language))
        typer.echo(f"{html.name} is written. Open it in a browser.")


@app.command()
def coverage(
    folder: Dir = None,
    questions: Annotated[
        Path | None, typer.Option(help="Questions, one per line, or JSON lines.", exists=True, dir_okay=False)
    ] = None,
    lang: Lang = None,
) -> None:
    """Show what each area and value has, what is thin, and which questions of a file find no standard."""
    from bot.catalogue.loader import load  # noqa: PLC0415
    from bot.coverage_tables import print_coverage, print_homes  # noqa: PLC0415  (numpy comes with it)

    with plainly():
        catalogue = load(_folder(folder))
    language = lang or catalogue.default_language
    print_coverage(catalogue, language, Console())
    if questions is not None:
        print_homes(catalogue, questions, language, Console())


@app.command()
def schema(
    scenarios: Annotated[bool, typer.Option("--scenarios", help="Of a file of scenarios instead.")] = False,
) -> None:
    """Print the JSON Schema of a standard's file, for editors that help while one writes."""
    from bot.catalogue.schema import scenarios_schema, standard_schema  # noqa: PLC0415

    typer.echo(scenarios_schema() if scenarios else standard_schema(), nl=False)


def _folder(chosen: Path | None) -> Path:
    return chosen or load_settings(Settings).content_dir


def _today() -> date:
    return SystemClock().now().date()
