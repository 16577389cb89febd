"""`opgavekern show`: one record, or the list of a kind, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs
import click
from click.shell_completion import CompletionItem

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.personal import personal_in
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message
from opgavekern.cli.json_output import plain_location, write_json
from opgavekern.cli.opening import limit_option, open_dossier
from opgavekern.cli.page import Line, line, show
from opgavekern.cli.parts import Command, Day, Refusal, argument, json_option, names_option, option
from opgavekern.cli.voice import Voice

if TYPE_CHECKING:
    from opgavekern.model import Dossier, Kind, Record
    from opgavekern.showing import Card

_WIDEST_LABEL: Final = 28
_ABOUT: Final = Text(
    nl=(
        "Toon wat een dossier van iets weet, en wat ernaar verwijst.\n\n"
        "SOORT is een opgave, persoon, gebied, organisatie of iets anders dat een dossier "
        "kent; ID is de naam ervan in het dossier. Zonder ID staan er alle namen van die "
        "soort. Zonder DOSSIER is het de map waarin u staat.\n\n"
        "\b\n"
        "  opgavekern show opgave prettig-wonen\n"
        "  opgavekern show mijn-dossier gebieden"
    ),
    en=(
        "Show what a dossier knows of something, and what refers to it.\n\n"
        "KIND is an issue, person, area, organisation or anything else that a dossier "
        "knows; ID is its name in the dossier. Without ID all names of that kind are "
        "listed. Without DOSSIER it is the folder that you are in.\n\n"
        "\b\n"
        "  opgavekern show issue prettig-wonen\n"
        "  opgavekern show my-dossier areas"
    ),
)


def command(voice: Voice) -> Command:
    """Return the command, speaking the language of its voice."""
    return Command(
        "show",
        voice,
        _run,
        about=_ABOUT,
        params=[
            argument(
                "words",
                metavar=Text(nl="[DOSSIER] SOORT [ID]", en="[DOSSIER] KIND [ID]"),
                voice=voice,
                nargs=-1,
                shell_complete=_complete,
            ),
            option(
                voice,
                Text(nl="Toon de feiten van deze dag.", en="Show the facts of this day."),
                "--on",
                type=Day(voice),
            ),
            names_option(voice),
            json_option(voice),
            limit_option(voice),
        ],
    )


@attrs.frozen
class _Asked:
    """What the words on the command line ask for."""

    dossier: str
    kind: Kind
    id: str | None


def _run(
    voice: Voice,
    *,
    words: tuple[str, ...],
    on: date | None,
    names: bool,
    as_json: bool,
    limits: Limits,
) -> int:
    from opgavekern.cli.kinds import record_of
    from opgavekern.showing import show as show_record

    asked = _understand(words)
    dossier, _ = open_dossier(asked.dossier, limits)
    seen = dossier if on is None else dossier.at(on)
    language = voice.about(dossier.header.language)
    if asked.id is None:
        _show_list(seen, asked.kind, language, as_json=as_json)
        return 0
    record = record_of(seen, asked.kind, asked.id, language)
    if as_json:
        write_json(_plain(seen, record, names=names))
    else:
        card = show_record(
            dossier, asked.kind.name, asked.id, on=on, names=names, language=language
        )
        show(_lines(card))
    return 0


def _lines(card: Card) -> Iterator[Line]:
    phase = f"  {card.phase}" if card.phase else ""
    yield line((card.kind, "cyan"), " ", (card.ref.id, "bold"), phase)
    if card.name != card.ref.id:
        yield line((card.name, "bold"))
    yield line()
    width = min(_WIDEST_LABEL, max((len(fact.label) for fact in card.facts), default=0)) + 2
    for fact in card.facts:
        first, *rest = fact.said.split("\n")
        yield line((fact.label.ljust(width), "dim"), first, indent=2, hang=width + 2)
        yield from (line(more, indent=width + 2) for more in rest)
    for group in card.around:
        yield line()
        yield line((group.title, "bold"))
        yield from (line(item, indent=2, hang=4) for item in group.items)
    yield line()
    if card.referring_title:
        yield line((card.referring_title, "bold" if card.referring else "dim"))
    for group in card.referring:
        yield line((group.title, "cyan"), indent=2)
        yield from (line(item, indent=4, hang=6) for item in group.items)
        if group.more:
            yield line((card.more(group), "dim"), indent=4)
    for last in filter(None, (card.withheld, card.origin)):
        yield line()
        yield line((last, "dim"))


def _understand(words: Sequence[str]) -> _Asked:
    """Tell dossier, kind and id apart; the dossier may stand before or after the other two."""
    from opgavekern.cli.kinds import find_kind, kind_typed

    if not 1 <= len(words) <= 3:
        raise Refusal(
            message("zeg wat u wilt zien: SOORT en ID", "say what you want to see: KIND and ID"),
            remedy=message(
                "Bijvoorbeeld: opgavekern show opgave prettig-wonen",
                "For example: opgavekern show issue prettig-wonen",
            ),
        )
    first = find_kind(words[0])
    if first is not None and not (len(words) == 3 and find_kind(words[1])):
        rest = [*words[1:], None]
        return _Asked(words[2] if len(words) == 3 else ".", first, rest[0])
    kind = kind_typed(words[1] if len(words) > 1 else words[0])
    return _Asked(words[0], kind, words[2] if len(words) == 3 else None)


def _show_list(dossier: Dossier, kind: Kind, language: Language, *, as_json: bool) -> None:
    from opgavekern.cli.kinds import refuse_withheld
    from opgavekern.model import Ref
    from opgavekern.showing.words import Words

    refuse_withheld(dossier, kind, language)
    records = dossier.of_kind(kind.plural)
    refs = [Ref(kind.name, id) for id in records.ids()]
    if as_json:
        listed = [{"id": ref.id, "name": dossier.name_of(ref)} for ref in refs]
        write_json({"format": 1, "kind": kind.name, "records": listed})
        return
    words = Words(dossier=dossier, language=language)
    named = [(ref.id, words.entry(ref)) for ref in refs]
    label = kind.plural_label.text(language)
    width = min(32, max((len(id) for id, _ in named), default=0)) + 2
    heading: list[Line] = [line((f"{label} ({len(named)})", "bold"))]
    show(heading + [
        line((id.ljust(width), "cyan"), name if name != id else "", indent=2, hang=width + 2)
        for id, name in named
    ])  # fmt: skip


def _plain(dossier: Dossier, record: Record, *, names: bool) -> dict[str, Any]:
    """The stable shape of `show --json`."""
    from opgavekern.base.converting import unstructure
    from opgavekern.model import Ref, kind_of
    from opgavekern.model.records import id_of

    ref = Ref(kind_of(record).name, id_of(record))
    hidden = [one.name for one in attrs.fields(type(record)) if personal_in(one) is not None]
    plain = unstructure(record)
    if not names:
        plain = {key: value for key, value in plain.items() if key not in hidden}
    return {
        "format": 1,
        "kind": ref.kind,
        "id": ref.id,
        "name": dossier.name_of(ref),
        "record": plain,
        "location": plain_location(dossier.locations.find(ref.kind, ref.id)),
        "from_plugin": ref in dossier.laid_under,
        "referred_to_by": [
            {"kind": one.kind, "id": one.id, "name": dossier.name_of(one), "path": list(path)}
            for one, path in dossier.referring_to(ref)
        ],
        "withheld": [kind.plural for kind in dossier.withheld],
    }


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete kinds, then ids of that kind in the dossier; silent where that cannot be read."""
    from opgavekern.cli.kinds import find_kind
    from opgavekern.files import read_dossier
    from opgavekern.model import Ref
    from opgavekern.model.kinds import kind_words

    words: tuple[str, ...] = ctx.params.get("words") or ()
    kind = find_kind(words[-1]) if words else None
    if kind is None or len(words) > 2:
        found = [CompletionItem(name) for name in kind_words() if name.startswith(incomplete)]
        return [*found, CompletionItem(incomplete, type="file")] if not words else found
    try:
        dossier = read_dossier(words[0] if len(words) == 2 else ".")
    except (OpgavekernError, OSError):
        return []
    return [
        CompletionItem(id, help=dossier.name_of(Ref(kind.name, id)))
        for id in dossier.of_kind(kind.plural).ids()
        if id.startswith(incomplete)
    ]
