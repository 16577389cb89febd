"""From a path to a dossier and its governance, in one step."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

import attrs

from opgavekern.base.errors import DossierError, OpgavekernError, PluginError, Problem
from opgavekern.base.running import Limits, Progress
from opgavekern.base.texts import message
from opgavekern.files.door import Door
from opgavekern.files.partial import Reading
from opgavekern.files.reading import read_as_far
from opgavekern.governance.activation import Governance
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.left_out import Told
from opgavekern.governance.written.own import problems_of_own_rules
from opgavekern.model import Dossier, Ref
from opgavekern.model.shape import references


def load(
    path: str | Path,
    *,
    allow: Iterable[str] | None = None,
    limits: Limits = Limits(),
    progress: Progress | None = None,
    refused: Told | None = None,
) -> tuple[Dossier, Governance]:
    """Read a dossier, activate its plugins, lay their facts under it, and judge its references.

    Args:
        path: A folder, one YAML or JSON file, or one workbook.
        allow: Names of plugins that may be imported; None allows all that are installed.
        limits: How much input is accepted.
        progress: Called as reading goes on.
        refused: Called with the error of each plugin that cannot be activated; the others then
            take part, references that lead nowhere without it stay, and no check is conclusive.
            By default the first such error is raised.

    Raises:
        DossierError: With every problem of all files, each with its place and a remedy.
        PluginError: A plugin that the dossier names breaks the contract.
    """
    reading = read_as_far(Door(Path(path), limits), progress=progress)
    return governed_as_far(reading, allow=allow, refused=refused)


def governed_as_far(
    reading: Reading, *, allow: Iterable[str] | None = None, refused: Told | None = None
) -> tuple[Dossier, Governance]:
    """Activate, lay facts and judge references as `governed` does, for what files gave.

    Where not all could be read, references of what could be are judged all the same, so that one
    run tells everything; those to what may be among the rest are not.

    Raises:
        DossierError: With every problem of all files, and of references.
        PluginError: A plugin that the dossier names breaks the contract.
    """
    if not reading.problems:
        return governed(reading.whole(), allow=allow, refused=refused)
    problems = (*reading.problems, *_leading_nowhere(reading, allow))
    raise DossierError(problems, language=reading.language, notices=reading.notices)


def _leading_nowhere(reading: Reading, allow: Iterable[str] | None) -> tuple[Problem, ...]:
    if reading.dossier is None:
        return ()
    if reading.unread.any_kind:
        return problems_of_own_rules(reading.dossier)
    try:
        governance = Governance.of(reading.dossier, allow=allow)
        whole = reading.dossier.over(governance.facts)
        told = told_of(whole, governance, unread=reading.unread)
        return tuple(one for one in told if _bringer(one, whole, governance) is None)
    except DossierError as error:
        return error.problems
    except OpgavekernError:
        return ()  # Without what a plugin brings, no reference can be judged.


def governed(
    dossier: Dossier, *, allow: Iterable[str] | None = None, refused: Told | None = None
) -> tuple[Dossier, Governance]:
    """Activate a dossier's plugins, lay their facts under it, and judge its references.

    What `load` does after reading, for dossiers that came from elsewhere, such as `from_records`.

    Args:
        dossier: Its header names the plugins.
        allow: Names of plugins that may be imported; None allows all that are installed.
        refused: As for `load`.

    Raises:
        DossierError: A plugin is not there, or a reference leads nowhere: every such problem, with
            kind, id and JSON pointer.
        PluginError: A plugin that the dossier names breaks the contract, or a record that it lays
            under the dossier refers to one that is in neither.
    """
    try:
        governance = Governance.of(dossier, allow=allow, refused=refused)
        whole = dossier.over(governance.facts)
        if not governance.refused:  # What is left out may be what brings the rest.
            _refuse_unresolved(whole, governance)
    except OpgavekernError as error:
        error.language = dossier.header.language
        if isinstance(error, DossierError):
            error.notices = dossier.locations.notices
        raise
    return whole, governance


def _refuse_unresolved(whole: Dossier, governance: Governance) -> None:
    """Refuse references that lead nowhere: first the dossier's own, then those of plugins.

    Facts may refer to what the dossier has, so that they are judged only where they lie.
    """
    told = [(one, _bringer(one, whole, governance)) for one in told_of(whole, governance)]
    own = [problem for problem, plugin in told if plugin is None]
    if own:
        raise DossierError(own)
    for problem, plugin in told:
        if plugin is not None:
            raise _astray(problem, plugin)


def told_of(
    whole: Dossier, governance: Governance, *, unread: Container[Ref] = ()
) -> tuple[Problem, ...]:
    """Return what `Dossier.unresolved` tells, and of what a plugin took out what became of it.

    Args:
        whole: A dossier with the plugins' facts under it.
        governance: Whose facts they are.
        unread: Records that may be there though they could not be read.
    """
    return tuple(_retold(one, whole, governance) for one in whole.unresolved(unread=unread))


def _retold(problem: Problem, whole: Dossier, governance: Governance) -> Problem:
    record = whole.find(Ref(problem.kind or "", problem.id or ""))
    found = references(record) if record is not None else ()
    target = next((ref for path, ref in found if path == problem.path), None)
    story = governance.changed.story(target) if target is not None else None
    if target is None or story is None:
        return problem
    now = governance.changed.now(target)
    remedy = (
        message("Verwijs naar {into}.", "Refer to {into}.", into=str(now))
        if now != target
        else message(
            "Haal de verwijzing weg, of zet {ref} zelf in het dossier.",
            "Take the reference out, or put {ref} in the dossier itself.",
            ref=str(target),
        )
    )
    return attrs.evolve(problem, message=story, remedy=remedy)


def _bringer(problem: Problem, whole: Dossier, governance: Governance) -> ActivePlugin | None:
    """Return the plugin that laid down the record that a problem is about; None for an own one."""
    owner = Ref(problem.kind or "", problem.id or "")
    if owner not in whole.laid_under:
        return None
    return next((one for one in governance.plugins if one.facts.find(owner) is not None), None)


def _astray(problem: Problem, plugin: ActivePlugin) -> PluginError:
    """Say that a fact of a plugin refers to what neither the plugin nor the dossier has."""
    return PluginError(
        message(
            "{kind} {id}{pointer}: {why}, en de plugin brengt dat ook niet mee. Zet het in het "
            "dossier, of meld dit bij de maker van de plugin.",
            "{kind} {id}{pointer}: {why}, nor does the plugin bring it. Put it in the dossier, or "
            "tell the maker of the plugin.",
            kind=problem.kind,
            id=problem.id,
            pointer=problem.pointer,
            why=problem.message,
        ),
        plugin=plugin.name,
        distribution=plugin.installed_as,
        hook="opgavekern_facts",
    )
