"""The page about stakeholders: how much is known of their ties, and the network itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opgavekern.base.texts import Text, counted, message
from opgavekern.model import TieSurvey
from opgavekern.report.blocks import (
    Block,
    Figure,
    Fold,
    Page,
    Paragraph,
    Row,
    Table,
    Tone,
    columns,
)
from opgavekern.report.pages.choosing import FilterForm, Options
from opgavekern.report.pages.network import FILTER, Network, network
from opgavekern.report.pages.network_change import network_change
from opgavekern.report.pages.network_told import network_told
from opgavekern.report.view import View

_DASH: Final = "–"


def stakeholders(view: View) -> Page:
    """Make the page with the network."""
    found = network(view)
    blocks: list[Block] = []
    for survey in view.dossier.tie_surveys:
        blocks += _survey(view, survey)
    if (told := network_told(view)) is not None:
        blocks.append(told)
    if found.parties:
        blocks += [_filter(found), _figure(found)]
    else:
        said = Text(
            nl="Er zijn nog geen belanghebbenden vastgelegd.",
            en="No stakeholders have been recorded yet.",
        )
        blocks.append(Paragraph(said, Tone.NOTE))
    if (changed := network_change(view)) is not None:
        blocks.append(changed)
    title = Text(nl="Belanghebbenden", en="Stakeholders")
    return Page(anchor="stakeholders", title=title, blocks=tuple(blocks), count=len(found.parties))


def _filter(found: Network) -> FilterForm:
    return FilterForm(
        name=FILTER,
        label=Text(nl="Belanghebbenden kiezen", en="Choose stakeholders"),
        choices=(
            Options(
                field="issue",
                label=Text(nl="Opgave", en="Issue"),
                every=Text(nl="alle opgaven", en="all issues"),
                values=found.issues,
            ),
            Options(
                field="kind",
                label=Text(nl="Soort", en="Kind"),
                every=Text(nl="alle soorten", en="all kinds"),
                values=found.kinds,
            ),
            Options(
                field="sign",
                label=Text(nl="Relaties", en="Ties"),
                every=Text(nl="alle relaties", en="all ties"),
                values=found.signs,
            ),
        ),
        items=tuple(party.item for party in found.parties),
        lines=tuple(row.line for row in found.ties),
        one_of=Text(nl="{n} van de {of} belanghebbenden", en="{n} of {of} stakeholders"),
        all_of=counted(
            len(found.parties),
            ("belanghebbende", "stakeholder"),
            ("belanghebbenden", "stakeholders"),
        ),
    )


def _figure(found: Network) -> Figure:
    heads = columns(
        Text(nl="Belanghebbende", en="Stakeholder"),
        Text(nl="Soort", en="Kind"),
        Text(nl="Opgaven", en="Issues"),
        Text(nl="Relaties", en="Ties"),
        Text(nl="In het onderzoek", en="In the survey"),
    )
    rows = tuple(
        Row(
            cells=(
                party.name,
                party.kind,
                party.issues or _DASH,
                party.ties or _DASH,
                party.survey,
            ),
            anchor=party.item.key,
        )
        for party in found.parties
    )
    caption = Text(nl="Belanghebbenden en hun relaties", en="Stakeholders and their ties")
    return Figure(
        name="network",
        anchor="network-figure",
        title=Text(nl="Wie met wie te maken heeft", en="Who has to do with whom"),
        description=found.description,
        drawing=found,
        table=Table(caption=caption, columns=heads, rows=rows, filter=FILTER, searched=(1,)),
    )


def _survey(view: View, survey: TieSurvey) -> Iterator[Block]:
    """Say how many of those asked answered, so that missing is not read as none."""
    asked = dict.fromkeys(survey.asked)
    heard = frozenset(survey.answered)
    silent = tuple(view.link(ref.kind, ref.id) for ref in asked if ref not in heard)
    answered = len(asked) - len(silent)
    words = message(
        "{answered} van de {asked} gevraagden antwoordden ({share} %). "
        "Wie niet antwoordde of niet gevraagd is, kan relaties hebben die hier ontbreken.",
        "{answered} of {asked} asked answered ({share}%). "
        "Whoever did not answer or was not asked may have ties that are missing here.",
        asked=len(asked),
        answered=answered,
        share=round(100 * answered / len(asked)) if asked else 0,
    )
    yield Paragraph(words, Tone.NOTE, f"{survey.title}:" if survey.title else "")
    if silent:
        title = message(
            "Wie niet antwoordde ({number})", "Who did not answer ({number})", number=len(silent)
        )
        yield Fold(title=title, blocks=(Paragraph(silent),))
