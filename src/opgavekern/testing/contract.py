"""What every plugin should keep to, as tests that a plugin's author gets by naming the plugin."""

from __future__ import annotations

import inspect
import itertools
import pickle
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings, strategies

from opgavekern.base.running import Limits
from opgavekern.governance import (
    ActivePlugin,
    Failure,
    Governance,
    RuleStatus,
    check,
)
from opgavekern.governance.activating import activate_one
from opgavekern.governance.installed import Found, import_plugin
from opgavekern.model import Dossier
from opgavekern.testing.drawing import dossiers
from opgavekern.testing.judging import assert_judges_each
from opgavekern.testing.values import days
from opgavekern.testing.watching import Bounded, reaching_out

#: What the laws on generated dossiers ask of hypothesis.
_LAW: Final = settings(
    deadline=None,
    max_examples=25,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)

#: A drawn title may be longer than any that people write, which is no fault of a rule.
_LIMITS: Final = Limits(message_characters=1_000_000)


class PluginContract:
    """The laws that every plugin keeps, as tests; derive a class from it that names the plugin.

    Its name begins with `Test`, so that pytest finds it. The laws on generated dossiers are made
    afresh for each such class, since one test of hypothesis belongs to one class.

    Attributes:
        plugin: The plugin's name, where it is installed, or what makes it: its class.
        options: What a dossier would choose for it; needed where an option has no default.
        beside: Installed plugins in whose company it is tried, and which its facts or changes
            may need.

    >>> from opgavekern.testing import PluginContract
    >>> class TestBaseline(PluginContract):
    ...     plugin = "nl"
    >>> TestBaseline().test_codes_are_in_its_namespace()
    """

    plugin: ClassVar[str | Callable[[], object]]
    options: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    beside: ClassVar[tuple[str, ...]] = ("nl",)
    _asked: ClassVar[settings] = _LAW

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if not hasattr(cls, "plugin"):
            raise TypeError(f'{cls.__name__} names no plugin: say plugin = "…" in it')
        for name, law in (
            ("test_rules_end_and_answer_on_any_dossier", _rules_end),
            ("test_findings_say_themselves_in_both_languages", _findings_speak),
            ("test_equal_input_gives_equal_findings", _findings_repeat),
            ("test_rules_keep_the_promise_of_each", _each_is_kept),
        ):
            if name not in vars(cls):
                setattr(cls, name, _of_its_own(cls, name, law))

    @classmethod
    def made(cls) -> Found:
        """Return the plugin object, made anew."""
        plugin = inspect.getattr_static(cls, "plugin")
        plugin = plugin.__func__ if isinstance(plugin, staticmethod) else plugin
        return import_plugin(plugin, None) if isinstance(plugin, str) else Found(plugin=plugin())

    @classmethod
    def active(cls) -> ActivePlugin:
        """Return what the plugin declares, asked anew, with the options."""
        return activate_one(cls.made(), _Chosen(cls.options))

    @classmethod
    def governance(cls) -> Governance:
        """Return the plugin among those that stand beside it."""
        return _together(cls, (cls.active().name, *_others(cls)))

    def test_declares_without_reaching_out(self) -> None:
        """It declares from its own package: no network, program, file elsewhere, or writing."""
        self.active()  # What is imported on first use is imported here.
        found = self.made()
        with reaching_out(_home(found.plugin)) as reached:
            activate_one(found, _Chosen(self.options))
        assert not reached, f"while it declares, the plugin does this: {reached}"

    def test_declares_the_same_every_time(self) -> None:
        """Asked twice, it declares equal facts, rules and importers."""
        one, other = self.active(), self.active()
        assert one.facts == other.facts, "its facts differ from one time to the next"
        for here, there in zip(one.rules, other.rules, strict=True):
            assert here == there, f"{here.code} differs from one time to the next"
        assert attrs.evolve(one, importers=()) == attrs.evolve(other, importers=())

    def test_order_never_matters(self) -> None:
        """In whatever order plugins are activated, the governance is the same."""
        names = (self.active().name, *_others(type(self)))
        first, *rest = (_together(type(self), one) for one in itertools.permutations(names))
        for other in rest:
            assert other.facts == first.facts
            assert other.rules == first.rules

    def test_travels_to_another_process(self) -> None:
        """All that it declares pickles, and arrives equal."""
        here = self.active()
        there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own bytes
        assert there.facts == here.facts
        assert [one.code for one in there.rules] == [one.code for one in here.rules]
        assert [one.name for one in there.importers] == [one.name for one in here.importers]

    def test_texts_are_complete_in_both_languages(self) -> None:
        """Titles, reasons and explanations are there in Dutch and in English."""
        active = self.active()
        said = {"title of the plugin": active.info.title}
        for rule in active.rules:
            said[f"title of {rule.code}"] = rule.title
            said[f"rationale of {rule.code}"] = rule.rationale
            if rule.basis.explanation is not None:
                said[f"explanation of {rule.code}"] = rule.basis.explanation
        for where, text in said.items():
            assert text.nl.strip(), f"{where} lacks Dutch"
            assert text.en.strip(), f"{where} lacks English"

    def test_no_section_is_refused(self) -> None:
        """Every section that it gives for report and handbook is one that can be shown."""
        refused = [str(one.message) for one in self.active().refused]
        assert not refused, "; ".join(refused)

    def test_codes_are_in_its_namespace(self) -> None:
        """Every rule has a code of the plugin's own, and a name that programs can use."""
        active = self.active()
        for rule in active.rules:
            assert rule.code.startswith(f"{active.info.namespace}-"), rule.code
            assert rule.name.isidentifier(), f"{rule.code}: {rule.name!r} is no identifier"
        names = [rule.name for rule in active.rules]
        assert len(names) == len(set(names)), f"two rules have one name: {sorted(names)}"


class _Chosen(dict[str, Mapping[str, Any]]):
    """The same options, whatever the plugin calls itself."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.options = options

    def get(self, _name: str, _default: Any = None) -> Any:
        return self.options


def _others(cls: type[PluginContract]) -> tuple[str, ...]:
    own = cls.active().name
    return tuple(one for one in cls.beside if one != own)


def _together(cls: type[PluginContract], names: tuple[str, ...]) -> Governance:
    """Activate the plugin and others, in this order."""
    found, own = cls.made(), cls.active().name
    plugins = [found.plugin if one == own and not found.name else one for one in names]
    return Governance.activate(plugins, options={own: cls.options} if cls.options else None)


def _own(cls: type[PluginContract]) -> ActivePlugin:
    """Return the plugin, asked once: a law on drawn dossiers needs it for each of them."""
    made: ActivePlugin = _once(cls, "_own", cls.active)
    return made


def _bounded(cls: type[PluginContract]) -> Governance:
    """Return the governance, each rule stopped where it seems to have no end; made once."""
    made: Governance = _once(
        cls,
        "_bounded",
        lambda: Governance(plugins=tuple(map(_bounded_plugin, cls.governance().plugins))),
    )
    return made


def _once(cls: type[PluginContract], name: str, make: Callable[[], Any]) -> Any:
    """Return what is kept on this class itself, made at first; a class under it has its own."""
    if name not in vars(cls):
        setattr(cls, name, make())
    return vars(cls)[name]


def _bounded_plugin(plugin: ActivePlugin) -> ActivePlugin:
    rules = (attrs.evolve(one, check=Bounded(one.check)) for one in plugin.rules)
    return attrs.evolve(plugin, rules=tuple(rules))


def _home(plugin: object) -> Path:
    """Return the folder of the plugin's own package."""
    module = inspect.getmodule(plugin if inspect.ismodule(plugin) else type(plugin))
    top = __import__((module.__name__ if module else __name__).partition(".")[0])
    file = getattr(top, "__file__", None) or (module and module.__file__) or __file__
    return Path(file).resolve().parent


Law = Callable[[type[PluginContract], Dossier, date], None]


def _of_its_own(cls: type[PluginContract], name: str, law: Law) -> Any:
    """Make a test of a law that belongs to one class and no other."""

    def drawn() -> Any:
        return dossiers(kinds={kind for rule in _own(cls).rules for kind in rule.needs} or None)

    @cls._asked
    @given(dossier=strategies.deferred(drawn), day=days())
    def test(self: PluginContract, dossier: Dossier, day: date) -> None:
        law(type(self), dossier, day)

    test.__name__ = name
    test.__qualname__ = f"{cls.__qualname__}.{name}"
    test.__module__ = cls.__module__
    test.__doc__ = law.__doc__
    return test


def _rules_end(cls: type[PluginContract], dossier: Dossier, day: date) -> None:
    """Every rule ends, on any dossier and day, and points at records that are there."""
    errors: dict[str, BaseException] = {}

    def raised(failure: Failure, error: BaseException) -> None:
        errors[failure.code] = error

    result = check(dossier, _bounded(cls), limits=_LIMITS, on=day, raised=raised)
    for one in result.failures:
        if one.plugin == _own(cls).name and one.status is RuleStatus.FAILED:
            raise AssertionError(str(one)) from errors.get(one.code)


def _findings_speak(cls: type[PluginContract], dossier: Dossier, day: date) -> None:
    """What a finding says, and what to do about it, is there in Dutch and in English."""
    own = _own(cls).name
    for one in check(dossier, _bounded(cls), limits=_LIMITS, on=day).findings:
        if one.plugin == own:
            for text in (one.text, one.remedy):
                assert text.nl.strip(), f"{one.code} lacks Dutch"
                assert text.en.strip(), f"{one.code} lacks English"


def _findings_repeat(cls: type[PluginContract], dossier: Dossier, day: date) -> None:
    """The same dossier, day and plugins give the same findings."""
    one, other = (check(dossier, _bounded(cls), limits=_LIMITS, on=day) for _ in range(2))
    assert one == other


def _each_is_kept(cls: type[PluginContract], dossier: Dossier, day: date) -> None:
    """A rule that says `each` finds of one record what it finds of it among others."""
    whole = _bounded(cls).laid_under(dossier)
    for rule in _own(cls).rules:
        if day in rule.valid:
            assert_judges_each(rule, whole, on=day)
