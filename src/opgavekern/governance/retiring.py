"""What the contract asks of retired codes, and what is said to who names one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from opgavekern.base.errors import PluginError
from opgavekern.base.near import one_of
from opgavekern.base.texts import Message, Text, message, quoted
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.plugins import PluginInfo
from opgavekern.governance.declarations.retired import RetiredCode
from opgavekern.governance.declared import is_whole, wrong_code, wrong_type
from opgavekern.governance.installed import Found

_NUMBER: Final = re.compile(r"[0-9]{3,}|C[0-9]{2,}")
_CODE: Final = re.compile(r"[A-Z]{2,8}-(?:[0-9]{3,}|C[0-9]{2,})\Z")
_TYPES: Final[tuple[tuple[str, Any], ...]] = (
    ("code", str),
    ("reason", Text),
    ("since", date),
    ("replaced_by", str),
)


def retired_codes(plugins: Iterable[ActivePlugin]) -> Mapping[str, RetiredCode]:
    """Return what plugins retired, by code."""
    return {one.code: one for plugin in plugins for one in plugin.info.retired}


def wrong_retired(info: PluginInfo) -> Iterator[Message]:
    """Yield what is wrong with the codes that a plugin says it retired, the first thing first."""
    earlier: set[str] = set()
    retired: tuple[Any, ...] = info.retired  # attrs does not look at types
    for one in retired:
        if not isinstance(one, RetiredCode):
            yield message(
                "retired heeft {found}, verwacht: RetiredCode",
                "retired has {found}, expected RetiredCode",
                found=type(one).__name__,
            )
            return
        name = quoted(one.code)[1:-1]
        wrong = wrong_type(one, _TYPES, f"retired: {name}")
        if wrong is not None:
            yield wrong
            return
        yield from wrong_code(one.code, earlier, _NUMBER, f"{info.namespace}-001")
        if not is_whole(one.reason):
            yield message(
                "{code} is vervallen zonder reden in beide talen; vul haar in",
                "{code} was retired without a reason in both languages; fill it in",
                code=name,
            )
        if one.replaced_by and (one.replaced_by == one.code or not _CODE.match(one.replaced_by)):
            yield message(
                "{code}: {found} kan er niet voor in de plaats komen; noem een andere code, of "
                "laat replaced_by leeg",
                "{code}: {found} cannot take its place; name another code, or leave replaced_by "
                "empty",
                code=name,
                found=quoted(one.replaced_by),
            )
        earlier.add(one.code)


def refuse_reuse(found: Found, info: PluginInfo, codes: Collection[str]) -> None:
    """Refuse a plugin that uses a code again, or replaces one by a code of its own that is not.

    Args:
        found: The plugin.
        info: What it says of itself.
        codes: Of its rules and criteria.

    Raises:
        PluginError: Names the code, and why it was retired.
    """
    retired = {one.code: one for one in info.retired}
    for code, one in sorted(retired.items()):
        said = None
        if code in codes:
            said = message(
                "{story} Een code wordt nooit opnieuw gebruikt; geef de regel een nieuwe.",
                "{story} A code is never used again; give the rule a new one.",
                story=one.story,
            )
        own = one.replaced_by.startswith(f"{info.namespace}-")
        if own and one.replaced_by not in codes and one.replaced_by not in retired:
            said = message(
                "{story} Maar {other} is er niet. {known}",
                "{story} But there is no {other}. {known}",
                story=one.story,
                other=one.replaced_by,
                known=one_of(codes, word=one.replaced_by),
            )
        if said is not None:
            raise PluginError(
                said,
                plugin=found.name,
                distribution=found.installed_as,
                hook="opgavekern_plugin_info",
            )
