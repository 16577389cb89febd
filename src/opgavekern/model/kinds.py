"""Every kind of record that a dossier can hold, in the order in which people read them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

import attrs

from opgavekern.base.errors import OpgavekernError
from opgavekern.base.labels import Term as Word
from opgavekern.base.labels import folded, label_of
from opgavekern.base.near import did_you_mean_either
from opgavekern.base.texts import LANGUAGES, Language, Text, message, quoted
from opgavekern.model.areas import Area, AreaSuccession, PopulationGroup
from opgavekern.model.calendar import (
    Body,
    ClosedPeriod,
    Election,
    MeetingSeries,
    SubmissionDeadline,
)
from opgavekern.model.competencies import Competency, CompetencyFramework
from opgavekern.model.decisions import (
    AgendaItem,
    Decision,
    Meeting,
    Motion,
    PlanningDocument,
    Pledge,
    Question,
)
from opgavekern.model.direction import ContentFrame, Direction, Score
from opgavekern.model.goals import (
    Contribution,
    Effort,
    Goal,
    Indicator,
    Observation,
    PlanVersion,
    Precedence,
)
from opgavekern.model.issues import Issue, Lifecycle
from opgavekern.model.learning import (
    Assessment,
    EnablingCondition,
    Intervention,
    Lesson,
    Reflection,
)
from opgavekern.model.offices import Appointment, Portfolio, Role, Term
from opgavekern.model.organisations import Organisation, Unit
from opgavekern.model.people import Absence, Pairing, Person, Proficiency
from opgavekern.model.policies import (
    Ambition,
    BudgetProgramme,
    BudgetShare,
    Measure,
    Policy,
    TargetGroup,
)
from opgavekern.model.programmes import Agreement, Method, Programme, ProgrammeItem
from opgavekern.model.record import Record
from opgavekern.model.signals import Need, Signal
from opgavekern.model.stakeholders import (
    Involvement,
    ParticipationLevel,
    ParticipationMoment,
    Stakeholder,
)
from opgavekern.model.teams import Assignment, Team
from opgavekern.model.ties import Tie, TieKind, TieSurvey
from opgavekern.model.waivers import Waiver


@attrs.frozen(kw_only=True)
class Kind:
    """One kind of record.

    Attributes:
        name: Singular identifier, as in a `Ref`: `issue`.
        plural: Plural identifier, as in a dossier: `issues`.
        record: Its class.
        dutch_plural: The plural in Dutch, as people write it.
    """

    name: str
    plural: str
    record: type[Record]
    dutch_plural: str

    @property
    def label(self) -> Text:
        """One of them, in words."""
        return Text(nl=label_of(self.record).nl, en=self.name.replace("_", " "))

    @property
    def plural_label(self) -> Text:
        """Several of them, in words."""
        return Text(nl=self.dutch_plural, en=self.plural.replace("_", " "))


def _kind(name: str, plural: str, record: type[Record], dutch_plural: str) -> Kind:
    return Kind(name=name, plural=plural, record=record, dutch_plural=dutch_plural)


KINDS: Final = (
    _kind("area", "areas", Area, "gebieden"),
    _kind("area_succession", "area_successions", AreaSuccession, "gebiedswijzigingen"),
    _kind("population_group", "population_groups", PopulationGroup, "bevolkingsgroepen"),
    _kind("organisation", "organisations", Organisation, "organisaties"),
    _kind("unit", "units", Unit, "afdelingen"),
    _kind("person", "people", Person, "personen"),
    _kind("proficiency", "proficiencies", Proficiency, "competentieniveaus"),
    _kind("absence", "absences", Absence, "afwezigheden"),
    _kind("pairing", "pairings", Pairing, "koppelingen"),
    _kind("role", "roles", Role, "rollen"),
    _kind("term", "terms", Term, "bestuursperiodes"),
    _kind("appointment", "appointments", Appointment, "benoemingen"),
    _kind("portfolio", "portfolios", Portfolio, "portefeuilles"),
    _kind(
        "competency_framework", "competency_frameworks", CompetencyFramework, "competentiekaders"
    ),
    _kind("competency", "competencies", Competency, "competenties"),
    _kind("signal", "signals", Signal, "signalen"),
    _kind("need", "needs", Need, "behoeften"),
    _kind("issue", "issues", Issue, "opgaven"),
    _kind("lifecycle", "lifecycles", Lifecycle, "levenslopen"),
    _kind("ambition", "ambitions", Ambition, "ambities"),
    _kind("policy", "policies", Policy, "beleidsstukken"),
    _kind("measure", "measures", Measure, "maatregelen"),
    _kind("target_group", "target_groups", TargetGroup, "doelgroepen"),
    _kind("budget_programme", "budget_programmes", BudgetProgramme, "begrotingsprogramma's"),
    _kind("budget_share", "budget_shares", BudgetShare, "dekkingen"),
    _kind("programme", "programmes", Programme, "programma's"),
    _kind("programme_item", "programme_items", ProgrammeItem, "programmaonderdelen"),
    _kind("agreement", "agreements", Agreement, "afspraken"),
    _kind("method", "methods", Method, "werkwijzen"),
    _kind("goal", "goals", Goal, "doelen"),
    _kind("effort", "efforts", Effort, "inspanningen"),
    _kind("precedence", "precedences", Precedence, "afhankelijkheden"),
    _kind("contribution", "contributions", Contribution, "bijdragen"),
    _kind("indicator", "indicators", Indicator, "indicatoren"),
    _kind("observation", "observations", Observation, "waarnemingen"),
    _kind("plan_version", "plan_versions", PlanVersion, "planversies"),
    _kind("stakeholder", "stakeholders", Stakeholder, "belanghebbenden"),
    _kind("involvement", "involvements", Involvement, "betrokkenheden"),
    _kind("participation_level", "participation_levels", ParticipationLevel, "participatieniveaus"),
    _kind(
        "participation_moment", "participation_moments", ParticipationMoment, "participatiemomenten"
    ),
    _kind("tie_kind", "tie_kinds", TieKind, "relatiesoorten"),
    _kind("tie", "ties", Tie, "relaties"),
    _kind("tie_survey", "tie_surveys", TieSurvey, "relatieonderzoeken"),
    _kind("team", "teams", Team, "teams"),
    _kind("assignment", "assignments", Assignment, "inzetten"),
    _kind("body", "bodies", Body, "organen"),
    _kind("meeting_series", "meeting_series", MeetingSeries, "vergaderreeksen"),
    _kind("submission_deadline", "submission_deadlines", SubmissionDeadline, "aanlevertermijnen"),
    _kind("closed_period", "closed_periods", ClosedPeriod, "sluitingsperiodes"),
    _kind("election", "elections", Election, "verkiezingen"),
    _kind("meeting", "meetings", Meeting, "vergaderingen"),
    _kind("agenda_item", "agenda_items", AgendaItem, "agendapunten"),
    _kind("decision", "decisions", Decision, "besluiten"),
    _kind("motion", "motions", Motion, "moties"),
    _kind("question", "questions", Question, "vragen"),
    _kind("pledge", "pledges", Pledge, "toezeggingen"),
    _kind("planning_document", "planning_documents", PlanningDocument, "p&c-documenten"),
    _kind("direction", "directions", Direction, "koersbepalingen"),
    _kind("content_frame", "content_frames", ContentFrame, "inhoudelijke kaders"),
    _kind("score", "scores", Score, "scores"),
    _kind("enabling_condition", "enabling_conditions", EnablingCondition, "voorwaarden"),
    _kind("assessment", "assessments", Assessment, "voorwaardenmetingen"),
    _kind("intervention", "interventions", Intervention, "interventies"),
    _kind("reflection", "reflections", Reflection, "reflecties"),
    _kind("lesson", "lessons", Lesson, "lessen"),
    _kind("waiver", "waivers", Waiver, "ontheffingen"),
)


if TYPE_CHECKING:

    class KindName(Word):
        """What a kind of record is called, where a dossier speaks of the kind itself."""

        def __new__(cls, identifier: str) -> KindName:
            """Return the name of the kind with this plural identifier."""

else:
    KindName = Word(
        "KindName",
        {kind.plural.upper(): (kind.plural, kind.dutch_plural) for kind in KINDS},
        module=__name__,
    )
    KindName.__doc__ = "What a kind of record is called, where a dossier speaks of the kind itself."


@functools.cache
def _by_name() -> dict[str, Kind]:
    return {name: kind for kind in KINDS for name in (kind.name, kind.plural)}


@functools.cache
def _by_class() -> dict[type, Kind]:
    return {kind.record: kind for kind in KINDS}


def kind_named(name: str) -> Kind | None:
    """Return the kind by its singular or plural identifier; None for any other name."""
    return _by_name().get(name)


class UnknownKindError(OpgavekernError, LookupError):
    """A word that names no kind of record.

    Attributes:
        remedy: Which kind may have been meant, or which there are.
    """

    def __init__(self, word: str) -> None:
        said = message("er is geen soort {word}", "there is no kind {word}", word=quoted(word))
        super().__init__(said)
        self.word = word
        words = {language: kind_words(language) for language in LANGUAGES}
        examples = message(
            "Bijvoorbeeld: opgave, persoon, gebied, organisatie, team, besluit.",
            "For example: issue, person, area, organisation, team, decision.",
        )
        self.remedy = did_you_mean_either(word, words, examples)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.word,), {"language": self.language})


def kind_words(*languages: Language) -> tuple[str, ...]:
    """Return what one of each kind is called, in every language if none is named, as typed."""
    names = (kind.label.text(one) for kind in KINDS for one in languages or LANGUAGES)
    return tuple(dict.fromkeys(name.replace(" ", "_") for name in names))


def kind_called(word: str) -> Kind:
    """Return the kind that a word means: an identifier or a label, of one or of several.

    Raises:
        UnknownKindError: It means none, or more than one; says which comes near.
    """
    kind = _by_word().get(folded(word))
    if kind is None:
        raise UnknownKindError(word)
    return kind


@functools.cache
def _by_word() -> dict[str, Kind | None]:
    """Return every kind by what it may be called; None for a word that two are called."""
    found: dict[str, Kind | None] = {}
    for kind in KINDS:
        labels = (
            label.text(language)
            for label in (kind.label, kind.plural_label)
            for language in LANGUAGES
        )
        for word in {folded(one) for one in (kind.name, kind.plural, *labels)}:
            found[word] = kind if word not in found else None
    return found


def kind_of(record: Record | type[Record]) -> Kind:
    """Return the kind of a record or of its class."""
    return _by_class()[record if isinstance(record, type) else type(record)]


@functools.cache
def fields_in_order(cls: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class as people read them: id first, its own, then shared ones."""
    shared = {one.name for one in attrs.fields(Record)} if cls is not Record else set()
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    if not issubclass(cls, Record):
        return fields
    return tuple(sorted(fields, key=lambda one: (one.name != "id", one.name in shared)))
