"""Judging candidates by one criterion, under the guard under which rules run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from opgavekern.base.errors import MissingExtraError
from opgavekern.base.labels import Term
from opgavekern.base.running import Limits
from opgavekern.base.texts import LANGUAGES, Message, Text, is_sendable, message
from opgavekern.governance.active import ActivePlugin
from opgavekern.governance.declarations.criteria import (
    Criterion,
    CriterionContext,
    Judgement,
    Verdict,
)
from opgavekern.governance.declarations.findings import Named, Severity
from opgavekern.governance.guarding import what_and_where
from opgavekern.governance.in_force import CriterionVersion
from opgavekern.governance.outcomes import Failure, RuleStatus
from opgavekern.governance.stamping import TELL, RuleFault
from opgavekern.model import Dossier, Ref, WithheldError, kind_named

_GIVE: Final = message("Geef die gegevens mee.", "Hand over those records too.")
_INSTALL: Final = message("Installeer het, en vraag het opnieuw.", "Install it, and ask again.")
_SAYABLE: Final = (str, int, float, Decimal, date, Ref, Text, Message, Term, Named)
_CANDIDATE: Final = "candidate"


def judge_all(
    dossier: Dossier,
    way: CriterionVersion,
    plugin: ActivePlugin,
    candidates: Iterable[Ref],
    on: date,
    *,
    limits: Limits = Limits(),
) -> Mapping[Ref, Judgement] | Failure:
    """Judge every candidate by one criterion; where it fails for one, it gives no answer at all.

    Args:
        dossier: What is known; the criterion sees only the kinds that it reads.
        way: What is asked, by the numbers in force for the candidates.
        plugin: Whose criterion it is.
        candidates: Signals and issues.
        on: The day.
        limits: How long a message may be.
    """
    criterion = way.rule
    withheld = sorted(one for one in criterion.reads if dossier.of_kind(one).is_withheld)
    if withheld:
        kinds = tuple(kind.plural_label for one in withheld if (kind := kind_named(one)))
        said = message(
            "het criterium leest {kinds}, en die zijn achtergehouden",
            "the criterion reads {kinds}, which were withheld",
            kinds=kinds,
        )
        return _failure(criterion, plugin, RuleStatus.NOT_RUN, said, _GIVE)
    try:
        view, numbers = dossier.view(only=criterion.reads), way.parameters
        return {
            one: _stamped(
                criterion.judge(view, CriterionContext(on=on, candidate=one, parameters=numbers)),
                one,
                dossier,
                limits,
            )
            for one in candidates
        }
    except RuleFault as fault:
        return _failure(criterion, plugin, RuleStatus.FAILED, fault.said, fault.remedy)
    except MissingExtraError as error:
        return _failure(criterion, plugin, RuleStatus.NOT_RUN, error.message, _INSTALL)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - reported with who raised it
        return _failure(criterion, plugin, RuleStatus.FAILED, _said_of(error), TELL)


def _failure(
    criterion: Criterion[Any],
    plugin: ActivePlugin,
    status: RuleStatus,
    said: Message,
    remedy: Message,
) -> Failure:
    return Failure(
        code=criterion.code,
        plugin=plugin.name,
        distribution=plugin.installed_as,
        severity=Severity.BLOCKING if criterion.is_required else Severity.ADVICE,
        status=status,
        message=said,
        remedy=remedy,
    )


def _stamped(given: object, candidate: Ref, dossier: Dossier, limits: Limits) -> Judgement:
    """Verify a judgement and put names in the place of references."""
    if not isinstance(given, Judgement) or not isinstance(given.verdict, Verdict):
        raise RuleFault(
            message(
                "het criterium geeft {found} in plaats van een Judgement",
                "the criterion gives {found} instead of a Judgement",
                found=type(given).__name__,
            )
        )
    values = {_CANDIDATE: candidate, **given.values}
    if not all(isinstance(one, _SAYABLE) for one in values.values()):
        raise RuleFault(
            message(
                "een waarde in het oordeel is geen tekst, getal, dag of verwijzing",
                "a value in the judgement is no text, number, day or reference",
            )
        )
    named = {name: _named(one, dossier) for name, one in values.items()}
    made = attrs.evolve(given, values=named)
    try:
        said = [made.reason.text(language) for language in LANGUAGES]
    except KeyError as error:
        raise RuleFault(
            message(
                "de tekst van het oordeel vraagt om {place}, en values geeft dat niet",
                "the text of the judgement asks for {place}, which values does not give",
                place=str(error)[:80],
            )
        ) from None
    if not all(one.strip() and is_sendable(one) for one in said):
        raise RuleFault(
            message(
                "de tekst van het oordeel ontbreekt in een van de twee talen, of is niet te "
                "schrijven",
                "the text of the judgement is missing in one of the languages, or cannot be "
                "written",
            )
        )
    if max(map(len, said)) > limits.message_characters:
        raise RuleFault(
            message(
                "de tekst van het oordeel is langer dan {most} tekens",
                "the text of the judgement is longer than {most} characters",
                most=limits.message_characters,
            )
        )
    return made


def _named(value: Any, dossier: Dossier) -> Any:
    if isinstance(value, Ref):
        kind = kind_named(value.kind)
        is_known = kind is not None and not dossier.of_kind(kind.plural).is_withheld
        return Named(value, dossier.name_of(value) if is_known else value.id)
    return value.label if isinstance(value, Term) else value


def _said_of(error: BaseException) -> Message:
    """Tell what a criterion raised and where, never in its own words: those may quote the data."""
    if isinstance(error, WithheldError):
        return message(
            "het criterium leest gegevens die het niet opgeeft in reads: {error}",
            "the criterion reads records that it does not declare in reads: {error}",
            error=what_and_where(error),
        )
    return message(
        "het criterium mislukt: {error}",
        "the criterion fails: {error}",
        error=what_and_where(error),
    )
