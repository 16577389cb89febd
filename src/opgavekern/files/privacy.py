"""Which lines and values of a file may stand in a problem: never those of personal fields."""

from __future__ import annotations

import functools
import re

from opgavekern.base.errors import Path
from opgavekern.base.labels import field_labels
from opgavekern.base.personal import personal_in
from opgavekern.model.kinds import KINDS, fields_in_order
from opgavekern.model.shape import shape_of


def may_show(cls: type) -> bool:
    """Tell whether lines with records of a class may be shown: it has no personal field."""
    return not any(
        personal_in(field) is not None
        or ((nested := shape_of(cls, field.name).nested) is not None and not may_show(nested))
        for field in fields_in_order(cls)
    )


@functools.cache
def _personal_names() -> re.Pattern[str]:
    """Match the names that personal fields of any kind have in any language."""
    names = set()
    for kind in KINDS:
        cls: type = kind.record
        for field in fields_in_order(cls):
            if personal_in(field) is not None:
                label = field_labels(cls).get(field.name)
                names |= {field.name, *((label.nl, label.en) if label else ())}
    listed = "|".join(re.escape(name) for name in sorted(names))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def line_may_show(line: str, cls: type | None) -> bool:
    """Tell whether a line may be shown, when only the kind of its file is known, or not even."""
    if cls is not None:
        return may_show(cls)
    return _personal_names().search(line) is None


def is_personal(cls: type, path: Path) -> bool:
    """Tell whether a path leads to or into a personal field."""
    for part in path:
        if isinstance(part, int):
            continue
        field = next((one for one in fields_in_order(cls) if one.name == part), None)
        if field is None:
            return False
        if personal_in(field) is not None:
            return True
        nested = shape_of(cls, part).nested
        if nested is None:
            return False
        cls = nested
    return False
