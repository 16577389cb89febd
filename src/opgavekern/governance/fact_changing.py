"""From the facts of all plugins to those that are laid under a dossier: one pure function.

Layers are taken from the top, those beside each other together. A record has one name in a
dossier: where two plugins that govern different records change it in ways that differ, neither
change holds, and the record stays as the layer above brought it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from opgavekern.base.errors import PluginError
from opgavekern.base.near import did_you_mean
from opgavekern.base.texts import Message, message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.fact_changes import (
    FactChange,
    MergeFact,
    RenameFact,
    RetireFact,
)
from opgavekern.governance.declarations.rules import Basis
from opgavekern.governance.declared import each_once, wrong_basis, wrong_type
from opgavekern.governance.guarding import guarded
from opgavekern.governance.installed import Found
from opgavekern.governance.places import NamedAreas
from opgavekern.model import Record, Ref
from opgavekern.model.shape import redirected, references

HOOK: Final = "opgavekern_fact_changes"
#: A plugin with one of its changes.
_Told = tuple[ActivePlugin, FactChange]
_TYPES: Final[tuple[tuple[str, Any], ...]] = (("record", Ref), ("basis", Basis))
_OWN_TYPES: Final[dict[type, tuple[tuple[str, Any], ...]]] = {
    RenameFact: (("name", str),),
    RetireFact: (),
    MergeFact: (("into", Ref),),
}


def verify_fact_changes(found: Found, changes: Iterable[Any]) -> tuple[FactChange, ...]:
    """Return a plugin's changes of facts, each once, in the order in which it gave them.

    Raises:
        PluginError: One is none, or has something else in a field than it should.
    """
    return each_once(found, HOOK, changes, _wrong)


def _wrong(change: Any) -> Message | None:
    own = _OWN_TYPES.get(type(change))
    if own is None:
        return message(
            "{found} is geen RenameFact, RetireFact of MergeFact; geef zulke wijzigingen",
            "{found} is no RenameFact, RetireFact or MergeFact; return such changes",
            found=type(change).__name__,
        )
    name = str(change.record)[:80]
    wrong = wrong_type(change, (*_TYPES, *own), name) or wrong_basis(name, change.basis)
    if wrong is None and isinstance(change, RenameFact) and not change.name.strip():
        wrong = message(
            "de nieuwe naam van {name} is leeg; vul haar in",
            "the new name of {name} is empty; fill it in",
            name=name,
        )
    return wrong


@attrs.frozen(kw_only=True)
class FactsInForce:
    """What plugins bring, as lower layers changed it.

    Attributes:
        records: By what refers to them.
        became: Into which record each went that became another.
        gone: Records that are not there any more, with who took them out and how.
    """

    records: dict[Ref, Record]
    became: Mapping[Ref, Ref]
    gone: Mapping[Ref, tuple[ActivePlugin, FactChange]]

    def now(self, ref: Ref) -> Ref:
        """Return what a record is now: itself, or what it became."""
        return self.became.get(ref, ref)

    def story(self, ref: Ref) -> Message | None:
        """Say what became of a record, by whom and why; None for one that nobody took out."""
        if ref not in self.gone or ref in self.records:
            return None
        plugin, change = self.gone[ref]
        became = (
            message("is {into} geworden", "became {into}", into=str(self.now(ref)))
            if ref in self.became
            else message("is vervallen", "was retired")
        )
        return message(
            "{ref} {became}, door {plugin} ({basis})",
            "{ref} {became}, by {plugin} ({basis})",
            ref=str(ref),
            became=became,
            plugin=plugin.name,
            basis=change.basis.reference,
        )


def facts_in_force(plugins: Iterable[ActivePlugin]) -> FactsInForce:
    """Return the records of all plugins, as lower layers changed those of higher ones.

    Args:
        plugins: In any order.

    Raises:
        PluginError: A change is about a record that no layer above brings, two plugins contradict
            for the same records, or what is retired is still referred to.
    """
    active = sorted(plugins, key=lambda one: (one.info.layer.depth, one.name))
    areas = NamedAreas() | active
    records: dict[Ref, Record] = {}
    moved: dict[Ref, Ref] = {}
    gone: dict[Ref, _Told] = {}
    for _, layer in itertools.groupby(active, key=lambda one: one.info.layer.depth):
        group = tuple(layer)
        own = {ref: one for plugin in group for ref, one in plugin.records.items()}
        settled = _settled(group, records, own, areas)
        for ref, (plugin, change) in settled.items():
            if isinstance(change, RenameFact):
                records[ref] = _renamed(records[ref], plugin, change)
        for ref, (plugin, change) in settled.items():
            if isinstance(change, MergeFact):
                _refuse_lost(plugin, change, settled)
                moved[ref] = change.into
            if not isinstance(change, RenameFact):
                gone[ref] = plugin, change
                del records[ref]
        records |= {ref: one for ref, one in own.items() if ref not in records}
        if moved:
            ends = {ref: _end(ref, moved) for ref in moved}
            records = {ref: redirected(one, ends) for ref, one in records.items()}
    _refuse_dangling(records, gone)
    became = {ref: _end(ref, moved) for ref in moved}
    return FactsInForce(records=records, became=became, gone=gone)


def _end(ref: Ref, moved: Mapping[Ref, Ref]) -> Ref:
    """Return what a record became in the end, by merge after merge of layer under layer."""
    seen = {ref}
    while (into := moved.get(ref)) is not None and into not in seen:
        seen.add(into)
        ref = into
    return ref


def _settled(
    group: Iterable[ActivePlugin],
    records: dict[Ref, Record],
    own: dict[Ref, Record],
    areas: NamedAreas,
) -> dict[Ref, _Told]:
    """Return the one change that holds of each record, of layers beside each other."""
    told: dict[Ref, list[_Told]] = {}
    for plugin in group:
        for change in plugin.fact_changes:
            _refuse_unknown(plugin, change, records, own)
            told.setdefault(change.record, []).append((plugin, change))
    found = {}
    for ref, changes in told.items():
        for one, other in itertools.combinations(changes, 2):
            _refuse_contradiction(one, other, areas)
        if len({_essence(change) for _, change in changes}) == 1:
            found[ref] = changes[0]
    return found


def _essence(change: FactChange) -> object:
    """Return what a change makes of a record, whatever it rests on."""
    if isinstance(change, RenameFact):
        return change.name
    return change.into if isinstance(change, MergeFact) else None


def _share(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Tell whether what two plugins govern has something in common; nothing named is all."""
    return not one or not other or bool(one & other)


def _refuse_contradiction(one: _Told, other: _Told, areas: NamedAreas) -> None:
    (plugin, change), (beside, also) = one, other
    if _essence(change) == _essence(also):
        return
    if not _share(plugin.info.governs, beside.info.governs):
        return  # For different records: neither holds.
    local, near = (areas.within(each.info.governs_areas) for each in (plugin, beside))
    if not _share(local, near):
        return
    raise _error(
        plugin,
        message(
            "{record}: {said}, en volgens {other} {theirs}, voor dezelfde gegevens. Spreek één "
            "ding af, of zet een van de twee uit.",
            "{record}: {said}, and by {other} {theirs}, for the same records. Agree on one thing, "
            "or leave one of the two out.",
            record=str(change.record),
            said=_said(change),
            other=" ".join((beside.name, beside.installed_as)).strip(),
            theirs=_said(also),
        ),
        beside=beside.name,
    )


def _said(change: FactChange) -> Message:
    if isinstance(change, RenameFact):
        return message('heet "{name}"', 'is called "{name}"', name=change.name[:80])
    if isinstance(change, MergeFact):
        return message("wordt {into}", "becomes {into}", into=str(change.into))
    return message("vervalt", "is retired")


def _refuse_unknown(
    plugin: ActivePlugin, change: FactChange, records: dict[Ref, Record], own: dict[Ref, Record]
) -> None:
    """Refuse a change of what no layer above brings, or into what is not there."""
    known = records.keys() | own.keys()
    wanted = [(change.record, set(records))]
    wanted += [(change.into, known)] if isinstance(change, MergeFact) else []
    for ref, there in wanted:
        if ref not in there:
            near = did_you_mean(str(ref), {str(one) for one in there if one.kind == ref.kind})
            raise _error(
                plugin,
                message(
                    "{ref} is er niet, of wordt door geen laag erboven gebracht. {near}Verbeter "
                    "de wijziging, of laat haar weg.",
                    "{ref} is not there, or no layer above brings it. {near}Correct the change, "
                    "or leave it out.",
                    ref=str(ref)[:80],
                    near=message("{near} ", "{near} ", near=near) if near else "",
                ),
            )
    if isinstance(change, MergeFact) and change.into.kind != change.record.kind:
        raise _error(
            plugin,
            message(
                "{record} kan geen {into} worden: dat is een andere soort",
                "{record} cannot become {into}: that is of another kind",
                record=str(change.record),
                into=str(change.into),
            ),
        )


def _refuse_lost(plugin: ActivePlugin, change: MergeFact, settled: dict[Ref, _Told]) -> None:
    """Refuse a record that becomes one which goes itself."""
    into = settled.get(change.into)
    if change.into == change.record or (into is not None and not isinstance(into[1], RenameFact)):
        raise _error(
            plugin,
            message(
                "{record} wordt {into}, en dat verdwijnt zelf; kies een ander",
                "{record} becomes {into}, which goes itself; choose another",
                record=str(change.record),
                into=str(change.into),
            ),
        )


def _refuse_dangling(records: dict[Ref, Record], gone: dict[Ref, _Told]) -> None:
    """Refuse to retire what other facts still refer to."""
    retired = {ref: told for ref, told in gone.items() if ref not in records}
    for ref, record in records.items() if retired else ():
        for _, target in references(record):
            if target in retired:
                plugin, _ = retired[target]
                raise _error(
                    plugin,
                    message(
                        "{target} vervalt, maar {ref} verwijst ernaar. Laat het een ander worden "
                        "(MergeFact), of laat {ref} ook vervallen.",
                        "{target} is retired, but {ref} refers to it. Let it become another "
                        "(MergeFact), or retire {ref} too.",
                        target=str(target),
                        ref=str(ref),
                    ),
                )


def _renamed(record: Record, plugin: ActivePlugin, change: RenameFact) -> Record:
    names = [one.name for one in attrs.fields(type(record)) if one.name in ("name", "title")]
    if not names:
        raise _error(
            plugin,
            message(
                "{record} heeft geen naam om te wijzigen",
                "{record} has no name to change",
                record=str(change.record),
            ),
        )
    with guarded(plugin.name, plugin.installed_as, HOOK):
        fields: dict[str, Any] = {names[0]: change.name}
        return attrs.evolve(record, **fields)


def _error(plugin: ActivePlugin, said: Message, *, beside: str = "") -> PluginError:
    return PluginError(
        said,
        plugin=plugin.name,
        distribution=plugin.installed_as,
        hook=HOOK,
        beside=beside,
    )
