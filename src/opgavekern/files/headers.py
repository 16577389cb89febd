"""The header of a dossier: which version of the format, whose, about what, under which plugins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from opgavekern.base.errors import Location, Problem
from opgavekern.base.near import one_of
from opgavekern.base.texts import message, quoted
from opgavekern.files.gathering import Draft, HeaderPart
from opgavekern.files.translating import filled
from opgavekern.files.troubles import Names, Source, Spot, Trouble
from opgavekern.files.vocabulary import FORMAT, field_meanings, fold
from opgavekern.model.facts import Header, PluginUse

#: The format that is written; it and every older one are read.
CURRENT: Final = 1
_FORMATS: Final = frozenset({1})


def take_header(
    draft: Draft, fields: dict[str, Any], form: Any, source: Source, names: Names
) -> None:
    """Take a header into the draft; a second one is a problem.

    Args:
        draft: What was read so far.
        fields: The header's fields by identifier, without the format.
        form: What was written as the format; None if it was not.
        source: Where it stands.
        names: The names that the file uses.
    """
    if draft.header is not None:
        draft.troubles.append(
            Trouble(
                code="second-header",
                message=message(
                    "het dossier is al eerder beschreven", "the dossier was described before"
                ),
                remedy=message(
                    "Houd één bestand of blad dossier over.", "Keep one file or sheet dossier."
                ),
                spot=Spot(source),
                related=(Spot(draft.header.source),),
                kind="dossier",
            )
        )
        return
    trouble = _format_trouble(form, source)
    if trouble is not None:
        draft.troubles.append(trouble)
    plugins = fields.get("plugins")
    if isinstance(plugins, dict) and not _is_one_use(plugins):
        fields["plugins"] = list(_uses(plugins))
    draft.header = HeaderPart(fields=fields, form=form, source=source, names=names)


def without_format(typed: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Split the format from the other keys of a header as typed."""
    kept = {key: value for key, value in typed.items() if fold(key) != FORMAT}
    written = [value for key, value in typed.items() if fold(key) == FORMAT]
    return kept, written[0] if written else None


def _format_trouble(form: Any, source: Source) -> Trouble | None:
    if form is None or form == "":
        return Trouble(
            code="format-missing",
            message=message("er staat geen format bij", "the format is missing"),
            remedy=message(
                'Zet "format: {current}" bovenaan.',
                'Put "format: {current}" at the top.',
                current=CURRENT,
            ),
            spot=Spot(source),
            kind="dossier",
        )
    number = format_number(form)
    if number in _FORMATS:
        return None
    if number is not None and number > CURRENT:
        said = message(
            "dit dossier heeft format {form}; deze opgavekern leest tot en met format {current}",
            "this dossier has format {form}; this opgavekern reads up to format {current}",
            form=str(number),
            current=CURRENT,
        )
        remedy = message(
            'Installeer een nieuwere opgavekern: pip install --upgrade "opgavekern[standard]"',
            'Install a newer opgavekern: pip install --upgrade "opgavekern[standard]"',
        )
        code = "format-too-new"
    else:
        said = message("{form} is geen format", "{form} is not a format", form=quoted(form))
        remedy = one_of([str(one) for one in _FORMATS])
        code = "format-unknown"
    return Trouble(
        code=code, message=said, remedy=remedy, spot=Spot(source, None, (FORMAT,)), kind="dossier"
    )


def format_number(form: Any) -> int | None:
    """Return the number that was written as the format; None where it is none."""
    text = str(form).strip()
    is_number = text.isdecimal() and text.isascii() and len(text) < 10
    return int(text) if is_number and not isinstance(form, bool | float) else None


def _is_one_use(plugins: dict[str, Any]) -> bool:
    """Tell `{name: nl, options: …}` from a mapping of names to options."""
    meanings = field_meanings(PluginUse)
    means = [meanings.get(fold(key), ()) for key in plugins]
    found = {one[0].identifier for one in means if len(one) == 1}
    return all(means) and "name" in found


def _uses(plugins: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, options in plugins.items():
        use: dict[str, Any] = {"name": name}
        if options is not None and options != "":
            use["options"] = filled(options)
        yield use


def missing_header(file: str) -> Problem:
    """Say that nothing describes the dossier."""
    return Problem(
        code="header-missing",
        message=message(
            "er is geen bestand of blad dossier", "there is no file or sheet called dossier"
        ),
        remedy=message(
            'Maak dossier.yaml met daarin in elk geval "format: {current}".',
            'Make dossier.yaml with at least "format: {current}" in it.',
            current=CURRENT,
        ),
        location=Location(file=file),
        kind="dossier",
    )


HEADER_FIELDS: Final = frozenset(field.name for field in attrs.fields(Header))
