from __future__ import annotations

import importlib
import inspect
import pkgutil

import attrs
import pytest
from tests.governance.plugins import Plugin

from opgavekern.base.docstrings import (
    docstring_arguments,
    docstring_attributes,
    docstring_summary,
)
from opgavekern.governance import Governance, declarations, hooks_of, hookspecs
from opgavekern.governance.contract import hook_names


@pytest.mark.parametrize("name", hook_names())
def test_every_hook_and_argument_is_documented(name: str) -> None:
    """A hook says what it is for, each of its arguments what it holds, and both are typed."""
    specification = getattr(hookspecs, name)
    signature = inspect.signature(specification)
    assert docstring_summary(specification).endswith(".")
    assert set(docstring_arguments(specification)) == set(signature.parameters)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not one.empty for one in signature.parameters.values())


def _declarations() -> list[type]:
    modules = (
        importlib.import_module(f"{declarations.__name__}.{part.name}")
        for part in pkgutil.iter_modules(declarations.__path__)
    )
    return sorted(
        {
            one
            for module in modules
            for one in vars(module).values()
            if isinstance(one, type) and attrs.has(one) and one.__module__ == module.__name__
        },
        key=lambda one: one.__name__,
    )


@pytest.mark.parametrize("cls", _declarations(), ids=lambda one: one.__name__)
def test_every_field_of_a_declaration_is_documented(cls: type) -> None:
    """The docstring of a declaration says of each field what it means, and of nothing else."""
    fields = {one.name for one in attrs.fields(cls) if not one.name.startswith("_")}
    told = docstring_attributes(cls).keys()
    assert fields - told == set()
    assert {one for one in told - fields if not hasattr(cls, one)} == set()


def test_hooks_name_the_plugins_that_implement_them() -> None:
    """A hook lists who implements it, and one that nobody does lists nobody."""
    found = hooks_of(Governance.activate(["nl", Plugin()]))
    by_name = {one.name: one for one in found.hooks}
    assert [one.partition(" ")[0] for one in by_name["opgavekern_rules"].plugins] == ["nl", "tst"]
    assert by_name["opgavekern_importers"].plugins == ()
    assert [one.name for one in found.hooks] == list(hook_names())


def test_without_plugins_the_hooks_are_there_all_the_same() -> None:
    """The contract can be read before anything is active."""
    found = hooks_of()
    assert found.plugins == ()
    assert {one["plugins"] for one in found.to_records()} == {""}
    assert "geen plugins" in found.describe("nl")
