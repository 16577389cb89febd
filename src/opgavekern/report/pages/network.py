"""Who has to do with whom: parties and their ties, as pages and filters see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from opgavekern.base.texts import Message, Text, counted, message
from opgavekern.model import (
    Ref,
    Sign,
    Stakeholder,
    StakeholderId,
    StakeholderKind,
    Tie,
    TieKind,
)
from opgavekern.report.blocks import Cell, Sayable
from opgavekern.report.filters import Item, Line, folded
from opgavekern.report.view import View, anchor

if TYPE_CHECKING:
    from opgavekern.network.plots.geometry import NetworkPicture

FILTER: Final = "parties"
NOT_ASKED: Final = Text(nl="niet gevraagd", en="not asked")
ANSWERED: Final = Text(nl="antwoordde", en="answered")
SILENT: Final = Text(nl="gevraagd, geen antwoord", en="asked, no answer")


@attrs.frozen(kw_only=True)
class Party:
    """One stakeholder.

    Attributes:
        item: How filters see it.
        ref: Its record.
        name: What it is called.
        kind: Where it comes from.
        issues: Issues that it has to do with.
        ties: Its ties, in words.
        survey: Whether it was asked about ties, and answered.
    """

    item: Item
    ref: Ref
    name: str
    kind: StakeholderKind
    issues: Cell
    ties: tuple[Message, ...]
    survey: Text


@attrs.frozen(kw_only=True)
class TieRow:
    """One tie between two parties.

    Attributes:
        line: How filters see it.
        start: Where it starts.
        end: Where it ends.
        kind: What sort of tie; empty where there is one sort.
        sign: Whether it helps or hinders; None where nobody said.
        is_directed: It goes one way.
    """

    line: Line
    start: str
    end: str
    kind: str
    sign: Sign | None
    is_directed: bool


@attrs.frozen(kw_only=True)
class Network:
    """The network of stakeholders, drawn and in words.

    Attributes:
        picture: The network, drawn.
        description: What one sees, in words.
        parties: All parties, in the order of their names.
        ties: All ties between them.
        issues: Issues to filter on, by id and title.
        kinds: Kinds of stakeholder that occur.
        signs: Signs that occur, and that nobody said where that occurs beside them.
    """

    picture: NetworkPicture
    description: Message
    parties: tuple[Party, ...]
    ties: tuple[TieRow, ...]
    issues: tuple[tuple[str, Sayable], ...]
    kinds: tuple[tuple[str, Sayable], ...]
    signs: tuple[tuple[str, Sayable], ...]

    @property
    def filter(self) -> str:
        """The filter that keeps or hides its parties and ties."""
        return FILTER

    @property
    def places(self) -> dict[str, int]:
        """At which place of the data for scripts each tie stands."""
        return {row.line.key: place for place, row in enumerate(self.ties)}

    @property
    def has_silent(self) -> bool:
        """Someone was asked about ties and did not answer."""
        return any(spot.node.is_silent for spot in self.picture.spots)

    @property
    def has_one_way(self) -> bool:
        """Some tie goes one way."""
        return any(row.is_directed for row in self.ties)


def network(view: View) -> Network:
    """Find parties and ties, and draw them."""
    ties = _ties(view)
    refs = _parties(view, ties)
    rows = tuple(_tie_row(view, tie, kind) for tie, kind in ties)
    own = by_end(rows)
    surveyed = _surveyed(view)
    parties = tuple(
        _party(view, ref, own.get(_key(ref), ()), surveyed.get(ref, NOT_ASKED)) for ref in refs
    )
    picture = _picture(parties, rows)
    used = {issue for party in parties for issue in party.item.fields["issue"]}
    return Network(
        picture=picture,
        description=_description(picture, rows),
        parties=parties,
        ties=rows,
        issues=tuple((one.id, one.title) for one in view.today.issues if one.id in used),
        kinds=tuple(
            (kind.value, kind)
            for kind in StakeholderKind
            if any(party.kind is kind for party in parties)
        ),
        signs=_signs(rows),
    )


def _picture(parties: Iterable[Party], rows: Iterable[TieRow]) -> NetworkPicture:
    # Loads networkx, which takes as long as all the rest: only where a network is drawn.
    from opgavekern.network.plots.geometry import Edge, Node, network_picture

    return network_picture(
        [
            Node(
                key=party.item.key,
                words=party.name,
                kind=party.kind.value,
                is_silent=party.survey == SILENT,
            )
            for party in parties
        ],
        [
            Edge(
                key=row.line.key,
                start=row.line.ends[0],
                end=row.line.ends[1],
                is_directed=row.is_directed,
                sign=row.sign.value if row.sign else "",
            )
            for row in rows
        ],
    )


def _ties(view: View) -> list[tuple[Tie, TieKind | None]]:
    """Return the ties of the day between parties that the dossier knows."""
    return [
        (tie, view.today.tie_kinds.get(tie.kind))
        for tie in view.today.ties
        if view.today.find(tie.start) is not None and view.today.find(tie.end) is not None
    ]


def _parties(view: View, ties: list[tuple[Tie, TieKind | None]]) -> list[Ref]:
    """Return all stakeholders, and whoever else has a tie, in the order of their names."""
    refs = {Ref("stakeholder", one.id) for one in view.today.stakeholders}
    refs |= {end for tie, _ in ties for end in (tie.start, tie.end)}
    return sorted(refs, key=lambda ref: (folded(view.called(ref)), ref))


def _by_sign(sign: Sign | None) -> str:
    """Return the value that filters know a sign by."""
    return sign.value if sign else "unknown"


def _signs(rows: tuple[TieRow, ...]) -> tuple[tuple[str, Sayable], ...]:
    found = {row.sign for row in rows}
    said: list[tuple[str, Sayable]] = [(one.value, one) for one in Sign if one in found]
    if said and None in found:
        said.append((_by_sign(None), Text(nl="aard niet bekend", en="sign not known")))
    return tuple(said)


def _key(ref: Ref) -> str:
    return anchor(ref.kind if ref.kind == "stakeholder" else f"tied-{ref.kind}", ref.id)


def _tie_row(view: View, tie: Tie, kind: TieKind | None) -> TieRow:
    return TieRow(
        line=Line(
            key=anchor("tie", tie.id),
            ends=(_key(tie.start), _key(tie.end)),
            fields={"sign": frozenset({_by_sign(tie.sign)})},
        ),
        start=view.called(tie.start),
        end=view.called(tie.end),
        kind=kind.name if kind else str(tie.kind),
        sign=tie.sign,
        is_directed=bool(kind and kind.is_directed),
    )


def by_end(rows: Iterable[TieRow]) -> dict[str, list[TieRow]]:
    """Return the ties of each party, in their own order."""
    found: dict[str, list[TieRow]] = {}
    for row in rows:
        for end in dict.fromkeys(row.line.ends):
            found.setdefault(end, []).append(row)
    return found


def _party(view: View, ref: Ref, own: Sequence[TieRow], survey: Text) -> Party:
    key, name = _key(ref), view.called(ref)
    involved = (
        view.today.involvements.by("stakeholder").get(StakeholderId(ref.id), ())
        if ref.kind == "stakeholder"
        else ()
    )
    issues = tuple(dict.fromkeys(one.issue for one in involved))
    record = view.today.find(ref)
    kind = record.kind if isinstance(record, Stakeholder) else StakeholderKind.OTHER
    return Party(
        item=Item(
            key=key,
            fields={
                "issue": frozenset(issues),
                "kind": frozenset({kind.value}),
                "sign": frozenset(_by_sign(row.sign) for row in own),
            },
            words=folded(f"{name} {view.say(kind)}"),
        ),
        ref=ref,
        name=name,
        kind=kind,
        issues=view.links("issue", issues),
        ties=in_words(own, key),
        survey=survey,
    )


def in_words(rows: Iterable[TieRow], key: str) -> tuple[Message, ...]:
    """Say ties from the side of one of their ends, those of one sort and way together."""
    groups: dict[tuple[str, str, Sign | None], list[str]] = {}
    for row in rows:
        starts = row.line.ends[0] == key
        arrow = ("→" if starts else "←") if row.is_directed else "–"
        others = groups.setdefault((arrow, row.kind, row.sign), [])
        others.append(row.end if starts else row.start)
    return tuple(
        message(
            "{arrow}{kind}{sign}{colon} {others}",
            "{arrow}{kind}{sign}{colon} {others}",
            arrow=arrow,
            kind=f" {kind}" if kind else "",
            sign=message(" ({sign})", " ({sign})", sign=sign.label) if sign else "",
            colon=":" if kind or sign else "",
            others=", ".join(others),
        )
        for (arrow, kind, sign), others in groups.items()
    )


def _surveyed(view: View) -> dict[Ref, Text]:
    """Return of each party that was asked about its ties whether it ever answered."""
    found: dict[Ref, Text] = {}
    for survey in view.dossier.tie_surveys:
        answered = frozenset(survey.answered)
        for ref in survey.asked:
            if ref in answered or ref not in found:
                found[ref] = ANSWERED if ref in answered else SILENT
    return found


def _description(picture: NetworkPicture, rows: tuple[TieRow, ...]) -> Message:
    said = message(
        "{parties} met {ties}{signs}. Een grotere vorm heeft meer relaties.",
        "{parties} with {ties}{signs}. A larger shape has more ties.",
        parties=counted(
            len(picture.spots), ("belanghebbende", "stakeholder"),
            ("belanghebbenden", "stakeholders"),
        ),
        ties=counted(len(picture.strokes), ("relatie", "tie"), ("relaties", "ties")),
        signs=_signs_in_words(rows),
    )  # fmt: skip
    if not picture.left_out:
        return said
    return message(
        "{said} Om leesbaar te blijven staat alleen de kern van het netwerk erin; "
        "aan de rand {parties}, te vinden in de tabel.",
        "{said} To stay readable it shows the core of the network only; "
        "at its edge {parties}, to be found in the table.",
        said=said,
        parties=counted(picture.left_out, ("partij", "party"), ("partijen", "parties")),
    )


def _signs_in_words(rows: tuple[TieRow, ...]) -> Message | str:
    """Say how many ties hinder, and of how many nobody said; nothing where nobody said of any."""
    known = sum(1 for row in rows if row.sign is not None)
    if not known:
        return ""
    said = message(
        ", waarvan {negative} negatief",
        ", {negative} of them negative",
        negative=sum(1 for row in rows if row.sign is Sign.NEGATIVE),
    )
    if known == len(rows):
        return said
    return message(
        "{said}; van {unknown} is de aard niet bekend",
        "{said}; the sign of {unknown} is not known",
        said=said,
        unknown=len(rows) - known,
    )
