"""When plugins beside each other say different things of one rule for the same records."""

from __future__ import annotations

import itertools

from opgavekern.base.texts import Message, message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.changes import RuleChange, parameter_of, value_of
from opgavekern.governance.refusing import refused

HOOK = "opgavekern_rule_changes"


def refuse_contradictions(told: list[tuple[ActivePlugin, RuleChange]]) -> None:
    """Refuse changes that give one parameter two values, or switch off what others set.

    Args:
        told: Changes of one rule that hold for the same records, of layers beside each other.

    Raises:
        PluginError: Names both plugins and both values; a RulesError where one of them is a
            dossier's own file of rules.
    """
    for pair in itertools.combinations(told, 2):
        # What a dossier's own file says is told there, with its place.
        (one, first), (other, second) = sorted(pair, key=lambda told: told[0].place is None)
        about, also = parameter_of(first), parameter_of(second)
        is_same = value_of(first) == value_of(second)
        if (about == also and is_same) or (about != also and about and also):
            continue
        raise refused(
            one,
            message(
                "{code}: {said}, en volgens {other} {theirs}, voor dezelfde gegevens; geen van de "
                "twee gaat boven de ander. Spreek één waarde af, of zet een van de twee uit.",
                "{code}: {said}, and by {other} {theirs}, for the same records; neither stands "
                "over the other. Agree on one value, or leave one of the two out.",
                code=first.rule,
                said=said_of(first),
                other=" ".join((other.name, other.installed_as)).strip(),
                theirs=said_of(second),
            ),
            hook=HOOK,
            location=first.location,
            beside=other.name,
        )


def said_of(change: RuleChange) -> Message:
    """Say what a change makes of a rule."""
    name = parameter_of(change)
    if not name:
        return message("de regel staat uit", "the rule is off")
    return message(
        "{name} = {value}", "{name} = {value}", name=name, value=str(value_of(change))[:40]
    )
