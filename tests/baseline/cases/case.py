"""What a case is."""

from __future__ import annotations

from datetime import date

import attrs

from opgavekern.model import Dossier, Record, Ref

#: The day of all cases.
DAY = date(2026, 9, 1)


@attrs.frozen(kw_only=True)
class Case:
    """A rule, tried from three sides.

    Attributes:
        code: Code of the rule.
        breaks: A dossier with one finding of it.
        about: What that finding is about.
        mended_by: Records that the remedy would put in place.
        mended_without: Records that the remedy would take out.
        border: The last dossier that still passes, or the first that does not.
        border_found: Whether the border is a finding.
    """

    code: str
    breaks: Dossier
    about: Ref
    mended_by: tuple[Record, ...] = ()
    mended_without: tuple[Ref, ...] = ()
    border: Dossier
    border_found: bool = False
