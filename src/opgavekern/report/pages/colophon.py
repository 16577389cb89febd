"""The colophon: from what, by which rules and with whose work the report was made."""

from __future__ import annotations

from datetime import datetime

import attrs

from opgavekern.base.texts import Message, Text, message
from opgavekern.governance import Failure, RuleStatus
from opgavekern.report.blocks import (
    Badge,
    Block,
    Bullets,
    Cell,
    Fold,
    Page,
    Paragraph,
    Row,
    Sayable,
    Section,
    Table,
    Terms,
    Tone,
    columns,
)
from opgavekern.report.vendored import vendored
from opgavekern.report.view import View

_STATUS_TONES = {
    RuleStatus.RAN: Tone.GOOD,
    RuleStatus.NOT_APPLICABLE: Tone.PLAIN,
    RuleStatus.NOT_RUN: Tone.WARN,
    RuleStatus.FAILED: Tone.STOP,
    RuleStatus.DEPARTED: Tone.PLAIN,
}


@attrs.frozen
class Verbatim(Block):
    """Text of others, line by line as they wrote it."""

    words: str


def colophon(view: View, *, stamp: datetime | None, version: str) -> Page:
    """Make the colophon; `stamp` is when the report was made, said only where it is given."""
    blocks: list[Block] = [_about(view, stamp, version), Paragraph(_names(view))]
    if view.result.failures:
        title = Text(nl="Wat niet draaide", en="What did not run")
        failures = Bullets(tuple(_failure(one) for one in view.result.failures))
        blocks.append(Section(anchor="failures", title=title, blocks=(failures,)))
    blocks += [one for one in (_plugins(view), _rules(view)) if one.rows]
    blocks += software()
    title = Text(nl="Verantwoording", en="Colophon")
    return Page(anchor="colophon", title=title, blocks=tuple(blocks))


def _about(view: View, stamp: datetime | None, version: str) -> Terms:
    pairs: list[tuple[Sayable, Cell]] = [
        (Text(nl="Dossier", en="Dossier"), view.dossier.header.name or "–"),
        (Text(nl="Stand van", en="As of"), view.on),
        (Text(nl="Vingerafdruk (SHA-256)", en="Digest (SHA-256)"), view.dossier.digest),
    ]
    if stamp is not None:
        when = message("{day}, {time}", "{day}, {time}", day=stamp.date(), time=f"{stamp:%H:%M}")
        pairs.append((Text(nl="Gemaakt op", en="Made on"), when))
    pairs.append((Text(nl="Gemaakt met", en="Made with"), f"opgavekern {version}"))
    return Terms(tuple(pairs))


def _names(view: View) -> Text:
    if view.names:
        return Text(
            nl="Dit rapport noemt mensen bij naam. Deel het alleen met wie dat mag weten.",
            en="This report calls people by name. Share it only with those who may know.",
        )
    return Text(
        nl="Dit rapport noemt niemand bij naam: mensen staan er met hun functie in.",
        en="This report names no one: people are called by their function.",
    )


def _failure(failure: Failure) -> Message:
    plugin = failure.plugin if failure.code else ""  # A whole plugin is called by its name already.
    maker = " ".join(part for part in (plugin, failure.distribution) if part)
    return message(
        "{source}: {why}",
        "{source}: {why}",
        source=f"{failure.source} ({maker})" if maker else failure.source,
        why=failure.explanation,
    )


def _plugins(view: View) -> Table:
    heads = columns(
        Text(nl="Plugin", en="Plugin"),
        Text(nl="Pakket", en="Package"),
        Text(nl="Versie", en="Version"),
    )
    rows = tuple(
        Row(cells=(one.name, one.distribution or "–", one.version or "–"))
        for one in view.result.receipt.plugins
    )
    caption = Text(nl="Plugins: wie de regels maakte", en="Plugins: who made the rules")
    return Table(caption=caption, columns=heads, rows=rows)


def _rules(view: View) -> Table:
    heads = columns(
        Text(nl="Regel", en="Rule"),
        Text(nl="Waarover", en="About"),
        Text(nl="Uitgevoerd", en="Ran"),
        Text(nl="Bevindingen", en="Findings"),
        numbers=(3,),
    )
    rows = tuple(
        Row(
            cells=(
                one.code,
                view.governance.rule(one.code).title,
                Badge(one.status, _STATUS_TONES[one.status]),
                one.findings,
            )
        )
        for one in view.result.receipt.rules
    )
    caption = Text(nl="Regels", en="Rules")
    return Table(caption=caption, columns=heads, rows=rows)


def software() -> tuple[Block, ...]:
    """Say what of others is in the file, with their licences."""
    heads = columns(
        Text(nl="Onderdeel", en="Part"),
        Text(nl="Versie", en="Version"),
        Text(nl="Licentie", en="Licence"),
    )
    rows = tuple(Row(cells=(one.name, one.version, one.licence)) for one in vendored().packages)
    caption = Text(nl="Software van anderen in dit bestand", en="Software of others in this file")
    return (
        Table(caption=caption, columns=heads, rows=rows),
        Fold(
            title=Text(nl="Licentieteksten", en="Licence texts"),
            blocks=(Verbatim(vendored().licences),),
        ),
    )
