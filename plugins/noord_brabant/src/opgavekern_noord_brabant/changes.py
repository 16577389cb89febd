"""What the province changes of national rules."""

from __future__ import annotations

from opgavekern.base import Text
from opgavekern.governance import Basis, RuleChange, Tighten
from opgavekern_noord_brabant.options import NoordBrabantOptions

_UNSAID = "Opties van het dossier, zonder brief van de provincie"


def changes_for(options: NoordBrabantOptions) -> tuple[RuleChange, ...]:
    """Return what is stricter here than the act: the day of the budget, where the dossier says so.

    No such day was found in a public source, so none is set without the option.
    """
    if options.budget_before_day == 15:
        return ()
    basis = Basis(
        reference=options.budget_day_reference or _UNSAID,
        explanation=Text(
            nl="De provincie wil begrotingen eerder dan de wet vraagt; niet nagegaan.",
            en="The province wants budgets earlier than the act asks; not verified.",
        ),
        verified=False,
    )
    day = options.budget_before_day
    return (Tighten(rule="NL-050", parameter="day", value=day, basis=basis),)
