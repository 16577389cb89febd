from __future__ import annotations

import sys
from types import ModuleType

import pytest

from opgavekern.base.lazy import lazily


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package whose front door offers one name of the standard library."""
    made = ModuleType("shop")
    monkeypatch.setitem(sys.modules, "shop", made)
    made.__getattr__ = lazily("shop", {"Fraction": "fractions"})  # type: ignore[method-assign]
    return made


def test_a_name_is_imported_when_asked_for(shop: ModuleType) -> None:
    """What is asked for comes from its home, and is kept."""
    from fractions import Fraction

    assert "Fraction" not in vars(shop)
    assert shop.Fraction is Fraction
    assert vars(shop)["Fraction"] is Fraction


def test_an_unknown_name(shop: ModuleType) -> None:
    """A name that is not offered is an ordinary AttributeError, so that `hasattr` works."""
    assert not hasattr(shop, "Decimal")
    with pytest.raises(AttributeError, match="module 'shop' has no attribute 'Decimal'"):
        _ = shop.Decimal
