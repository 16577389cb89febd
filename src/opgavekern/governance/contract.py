"""What the plugin contract refuses, and asking a plugin one thing under guard."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final, TypeVar

import pluggy

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, message
from opgavekern.governance import hookspecs
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.guarding import guarded
from opgavekern.governance.hookspecs import PREFIX
from opgavekern.governance.installed import Found

T = TypeVar("T")

#: Most rules, or importers, that one plugin may declare: a generator may have no end.
MOST_DECLARED: Final = 10_000

#: Options of a hook by which the order of plugins would begin to matter.
_ORDERING = ("wrapper", "hookwrapper", "tryfirst", "trylast")

#: The hooks of the contract, in order, and what each may ask for.
_HOOKS: Final = MappingProxyType(
    {
        name: frozenset(inspect.signature(hook).parameters)
        for name, hook in sorted(vars(hookspecs).items())
        if name.startswith(PREFIX)
    }
)


def hook_names() -> tuple[str, ...]:
    """Return the hooks of the contract, in order."""
    return tuple(_HOOKS)


def hooks_in(plugin: Any) -> tuple[str, ...]:
    """Return the hooks that a plugin implements, in order of name."""
    return tuple(name for name in _HOOKS if getattr(plugin, name, None) is not None)


def bare_manager() -> pluggy.PluginManager:
    """Return what knows the hooks and no plugin; making one takes as long as ten plugins do."""
    manager = pluggy.PluginManager("opgavekern")
    manager.add_hookspecs(hookspecs)
    return manager


def verify_hooks(found: Found, manager: pluggy.PluginManager) -> None:
    """Refuse a plugin whose hooks break the contract, before any of them is called.

    Args:
        found: The plugin.
        manager: From `bare_manager`; it knows no more afterwards, unless something was refused.

    Raises:
        PluginError: Names the hook and what to do.
    """
    with guarded(_name(found), found.installed_as):
        for name, hook in _hooks(found.plugin):
            wrong = _wrong_hook(name, hook)
            if wrong is not None:
                raise _error(found, name, wrong)
        try:
            manager.register(found.plugin)
            manager.check_pending()
            manager.unregister(found.plugin)
        except pluggy.PluginValidationError as error:
            said = message(
                "de hook past niet bij de afspraak: {why}",
                "the hook does not fit the contract: {why}",
                why=str(error).splitlines()[-1][:200],
            )
            raise _error(found, "", said) from None


def _hooks(plugin: Any) -> Iterator[tuple[str, Any]]:
    """Yield what stands where a hook belongs, also what is none; None is no hook at all."""
    for name in dir(plugin):
        value = getattr(plugin, name, None)
        is_meant = name.startswith(PREFIX) or hasattr(value, "opgavekern_impl")
        if value is not None and (name in _HOOKS or (callable(value) and is_meant)):
            yield name, value


def _wrong_hook(name: str, hook: Any) -> Message | None:
    if not callable(hook):
        return message(
            "een hook is een functie; dit is {found}. Maak er een functie van die dat teruggeeft, "
            "met @hookimpl erboven.",
            "a hook is a function; this is {found}. Make it a function that returns that, with "
            "@hookimpl above it.",
            found=type(hook).__name__,
        )
    if name not in _HOOKS:
        return message(
            "deze hook bestaat niet. {known}",
            "there is no such hook. {known}",
            known=one_of(_HOOKS, word=name),
        )
    marked = getattr(hook, "opgavekern_impl", None)
    if marked is None:
        return message("zet @hookimpl boven de functie", "put @hookimpl above the function")
    ordering = [one for one in _ORDERING if marked.get(one)]
    if getattr(hook, "opgavekern_spec", None) is not None:
        ordering.append("hookspec")
    if ordering:
        return message(
            "{option} mag niet: de volgorde van plugins doet er niet toe. Haal het weg.",
            "{option} is not allowed: the order of plugins never matters. Take it out.",
            option=ordering[0],
        )
    parameters = inspect.signature(hook).parameters.values()
    if any(one.default is not inspect.Parameter.empty for one in parameters):
        return message(
            "een hook heeft geen standaardwaarden voor argumenten. Haal ze weg.",
            "a hook has no default arguments. Take them out.",
        )
    unknown = [one.name for one in parameters if one.name not in _HOOKS[name]]
    return _unknown_argument(unknown[0], _HOOKS[name]) if unknown else None


def _unknown_argument(name: str, known: Collection[str]) -> Message:
    if name == "self":
        return message(
            "dit is een klasse; geef een object ervan, of maak van de hook een staticmethod",
            "this is a class; give an object of it, or make the hook a staticmethod",
        )
    if not known:
        return message(
            'de hook heeft geen argumenten; haal "{name}" weg',
            'the hook has no arguments; take "{name}" out',
            name=name,
        )
    return message(
        'het argument "{name}" bestaat niet. {known}',
        'there is no argument "{name}". {known}',
        name=name,
        known=one_of(known, word=name),
    )


_REQUIRED = object()


def ask(
    found: Found, hook: str, answer: type | None, *, default: Any = _REQUIRED, **arguments: Any
) -> Any:
    """Call one hook of one plugin, and verify the type of its answer.

    Args:
        found: The plugin.
        hook: Name of the hook.
        answer: What it should return; None leaves that to the caller.
        default: What an absent hook amounts to; without it the hook is required.
        **arguments: What the hook may ask for.

    Raises:
        PluginError: The hook is required and absent, raises, returns something else, or gives
            more than `MOST_DECLARED`.
    """
    function = getattr(found.plugin, hook, None)
    if function is None:
        if default is not _REQUIRED:
            return default
        raise _error(
            found,
            hook,
            message("deze hook ontbreekt; voeg haar toe", "this hook is missing; add it"),
        )
    with guarded(_name(found), found.installed_as, hook):
        wanted = inspect.signature(function).parameters
        said: Any = function(**{name: arguments[name] for name in wanted})
        wanted_type: Any = Iterable if answer is None else answer
        if not isinstance(said, wanted_type):
            raise _error(
                found,
                hook,
                message(
                    "de hook geeft {found}, verwacht: {wanted}. Verbeter de plugin.",
                    "the hook returns {found}, expected {wanted}. Correct the plugin.",
                    found=type(said).__name__,
                    wanted=wanted_type.__name__,
                ),
            )
        if answer is None:  # Also a generator runs here, under the same guard.
            said = tuple(itertools.islice(said, MOST_DECLARED + 1))
    if answer is None and len(said) > MOST_DECLARED:
        raise _error(
            found,
            hook,
            message(
                "de hook geeft er meer dan {most}; dat is de grens. Verbeter de plugin.",
                "the hook gives more than {most}, which is the limit. Correct the plugin.",
                most=MOST_DECLARED,
            ),
        )
    return said


def run_of(plugin: ActivePlugin, hook: str, run: Callable[[], T]) -> T:
    """Run what a plugin declared, under the guard under which its hooks are called.

    Args:
        plugin: The plugin.
        hook: The hook that declared it.
        run: What to run.

    Raises:
        PluginError: It raises; names the plugin and the hook.
    """
    with guarded(plugin.name, plugin.installed_as, hook):
        return run()


def _error(found: Found, hook: str, said: Message) -> PluginError:
    return PluginError(said, plugin=_name(found), distribution=found.installed_as, hook=hook)


def _name(found: Found) -> str:
    """Return what to call a plugin, also before it said its name."""
    return found.name or type(found.plugin).__name__
