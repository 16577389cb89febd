"""What a lower layer makes of records that a higher one brings: other names, fewer of them."""

from __future__ import annotations

import attrs

from opgavekern.governance.declarations.rules import Basis
from opgavekern.model import Ref


@attrs.frozen(kw_only=True)
class FactChange:
    """A change of a record that a higher layer brings; one of the three below.

    Attributes:
        record: The record.
        basis: Where the change stands, such as a decision of the executive.
    """

    record: Ref
    basis: Basis


@attrs.frozen(kw_only=True)
class RenameFact(FactChange):
    """Another name for a record: people see it, references stay as they are.

    Attributes:
        name: As people here say it.
    """

    name: str


@attrs.frozen(kw_only=True)
class RetireFact(FactChange):
    """A record that is of no use here: it is not laid under the dossier."""


@attrs.frozen(kw_only=True)
class MergeFact(FactChange):
    """A record that became another one: what refers to it in facts refers to that one.

    Attributes:
        into: The record that it became, of the same kind.
    """

    into: Ref
