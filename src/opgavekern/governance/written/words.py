"""The words of a rules file besides those of the model, in Dutch and English."""

from __future__ import annotations

from typing import Any, Final

import attrs

from opgavekern.base.labels import Term, dutch

#: How a dossier's own rules are called where plugins are named, and the namespace of a file that
#: names none.
OWN_NAME: Final = "dossier"
OWN_NAMESPACE: Final = "DOSSIER"


class Asked(Term):
    """What may be asked of a value besides how it compares."""

    IS = "is", "is"
    NOT = "not", "niet"
    CONTAINS = "contains", "bevat"
    HOW_MANY = "how_many", "hoeveel"
    EVERY = "every", "elk"


class Fill(Term):
    """Whether something was filled in."""

    EMPTY = "empty", "leeg"
    FILLED = "filled", "ingevuld"


class Joint(Term):
    """How conditions are put together, and what is asked of other records."""

    ALL = "all", "alle"
    ANY = "any", "een van"
    NOT = "not", "niet"
    THERE_ARE = "there_are", "er zijn"
    THERE_ARE_NO = "there_are_no", "er zijn geen"


class Derived(Term):
    """What is not written in a record, and follows from it."""

    PHASE = "phase", "fase"


class DayWord(Term):
    """A day that moves along with the day of the check."""

    TODAY = "today", "vandaag"


@dutch("dag", days_ago="dagen geleden", in_days="over dagen")
@attrs.frozen(kw_only=True)
class DayForm:
    """A day, counted from the day of the check.

    Attributes:
        days_ago: So many days before it.
        in_days: So many days after it.
    """

    days_ago: int | None = None
    in_days: int | None = None


@dutch(
    "andere gegevens",
    kind="soort",
    by="via",
    where="waar",
    at_least="minstens",
    at_most="hoogstens",
)
@attrs.frozen(kw_only=True)
class RelatedForm:
    """Other records that refer to this one.

    Attributes:
        kind: What they are.
        by: The field in which they refer to it; may be left out where only one can.
        where: Which of them count.
        at_least: The fewest; one where nothing is said.
        at_most: The most.
    """

    kind: str
    by: str | None = None
    where: Any = None
    at_least: int | None = None
    at_most: int | None = None


@dutch("tekst in twee talen", nl="nl", en="en")
@attrs.frozen(kw_only=True)
class TextForm:
    """A text in both languages.

    Attributes:
        nl: In Dutch.
        en: In English.
    """

    nl: str
    en: str


@dutch(
    "grondslag",
    reference="verwijzing",
    article="artikel",
    address="adres",
    explanation="toelichting",
    verified="nagezocht",
)
@attrs.frozen(kw_only=True)
class BasisForm:
    """Where a rule or a change stands.

    Attributes:
        reference: Name of the law, ordinance or decision.
        article: Article and paragraph.
        address: Where it can be read.
        explanation: What it says, in one line.
        verified: Whether someone read the text in force.
    """

    reference: str
    article: str | None = None
    address: str | None = None
    explanation: str | None = None
    verified: bool | None = None


@dutch(
    "regel",
    code="code",
    name="naam",
    title="titel",
    rationale="waarom",
    severity="ernst",
    kind="soort",
    basis="grondslag",
    valid="geldig",
    waivable_by="ontheffing door",
    each="elke",
    where="waar",
    must="moet",
    message="melding",
    remedy="oplossing",
)
@attrs.frozen(kw_only=True)
class RuleForm:
    """A requirement of each record of a kind.

    Attributes:
        code: The namespace and a number, never used again: `DOSSIER-001`.
        name: Identifier, for programs; made of the code where it is left out.
        title: What is the matter when it finds something, in one line.
        rationale: Why the rule exists.
        severity: How much a finding weighs; a warning where nothing is said.
        kind: Law, policy or convention; a convention where nothing is said.
        basis: Where it stands.
        valid: First and last day on which it holds.
        waivable_by: Roles of which the holder may grant a waiver.
        each: The kind of record that it is about.
        where: Which of them it concerns; all where nothing is said.
        must: What must hold of each of those.
        message: What is the matter with one that does not; `{subject}` names it, and a field
            between braces says what stands in that.
        remedy: What to do.
    """

    code: str
    name: str | None = None
    title: str
    rationale: str
    severity: str | None = None
    kind: str | None = None
    basis: BasisForm
    valid: str | None = None
    waivable_by: tuple[str, ...] | None = None
    each: str
    where: Any = None
    must: Any
    message: str
    remedy: str


@dutch(
    "wijziging",
    fills="vult in",
    tightens="scherpt aan",
    departs_from="wijkt af van",
    parameter="parameter",
    value="waarde",
    basis="grondslag",
    valid="geldig",
)
@attrs.frozen(kw_only=True)
class ChangeForm:
    """A change of a rule of a higher layer; one of the first three says how, and of which rule.

    Attributes:
        fills: Code of a rule of which it gives a number that the rule leaves open.
        tightens: Code of a rule of which it makes a number stricter.
        departs_from: Code of a rule from which it departs; off where no number is named.
        parameter: Name of the number.
        value: What it becomes.
        basis: Where the change stands.
        valid: First and last day on which it holds.
    """

    fills: str | None = None
    tightens: str | None = None
    departs_from: str | None = None
    parameter: str | None = None
    value: Any = None
    basis: BasisForm
    valid: str | None = None


@dutch("regels", namespace="naamruimte", title="titel", rules="regels", changes="wijzigingen")
@attrs.frozen(kw_only=True)
class RulesForm:
    """A rules file.

    Attributes:
        namespace: Two to eight capitals with which the codes of its rules begin; `DOSSIER` where
            a dossier's own file says nothing.
        title: What it brings, in one line.
        rules: Requirements of its own.
        changes: Changes of rules of higher layers.
    """

    namespace: str | None = None
    title: str | None = None
    rules: tuple[RuleForm, ...] | None = None
    changes: tuple[ChangeForm, ...] | None = None
