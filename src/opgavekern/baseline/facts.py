"""Facts that dossiers can refer to without writing them down."""

from __future__ import annotations

from typing import Final

from opgavekern.base.texts import Prose
from opgavekern.model import (
    BehaviourIndicator,
    Competency,
    CompetencyFramework,
    CompetencyFrameworkId,
    CompetencyId,
    Dossier,
    Evidence,
    Lifecycle,
    LifecycleId,
    Method,
    MethodId,
    MethodStep,
    ParticipationLevel,
    ParticipationLevelId,
    Phase,
    Role,
    RoleId,
    RoleKind,
    ScaleStep,
    Source,
    Status,
    StatusName,
    TieKind,
    TieKindId,
    WeightMeaning,
)

_LADDER: Final = (
    ("informeren", "Men hoort wat er gaat gebeuren."),
    ("raadplegen", "Men wordt gehoord; het bestuur weegt mee wat gezegd is."),
    ("adviseren", "Men geeft advies; het bestuur wijkt daar alleen met redenen van af."),
    ("coproduceren", "Men maakt samen een oplossing; het bestuur verbindt zich daaraan."),
    ("meebeslissen", "Men beslist mee; het bestuur neemt het besluit over."),
    ("zelfbeheer", "Men doet en beslist zelf; het bestuur ondersteunt."),
)
_SCALE: Final = (
    "in de basis, of met hulp",
    "zelfstandig",
    "stimuleert de directe omgeving",
    "inspireert de organisatie",
)
_COMPETENCIES: Final = (
    (
        "programmatisch",
        "Programmatisch werken",
        "Doelen, inspanningen en middelen in samenhang sturen, over afdelingen heen.",
        (
            "Weet aan welk doel het eigen werk bijdraagt.",
            "Legt verband tussen inspanningen en doelen en stuurt bij.",
            "Helpt anderen keuzes te maken binnen het programma.",
            "Brengt organisaties tot een gezamenlijk programma.",
        ),
    ),
    (
        "effectgericht",
        "Effectgericht werken",
        "Beginnen bij wat er in de samenleving moet veranderen, en nagaan of dat gebeurt.",
        (
            "Kan zeggen voor wie het werk bedoeld is.",
            "Benoemt het beoogde effect en volgt of het optreedt.",
            "Vraagt anderen naar het effect en stopt wat niet werkt.",
            "Laat de organisatie sturen op effect in plaats van productie.",
        ),
    ),
    (
        "integraal",
        "Integraal werken",
        "Een vraagstuk van alle kanten bekijken en vakgebieden verbinden.",
        (
            "Kent de vakgebieden die het eigen werk raken.",
            "Betrekt andere vakgebieden uit zichzelf.",
            "Laat vakgebieden samen tot één aanpak komen.",
            "Neemt schotten tussen afdelingen en organisaties weg.",
        ),
    ),
    (
        "samenwerken",
        "Samenwerken",
        "Met mensen en organisaties met eigen belangen tot resultaat komen.",
        (
            "Houdt zich aan afspraken en deelt wat anderen moeten weten.",
            "Maakt belangen bespreekbaar en zoekt wat verbindt.",
            "Bouwt aan vertrouwen tussen partijen.",
            "Brengt partijen samen die elkaar niet vonden.",
        ),
    ),
    (
        "reflectie",
        "Reflectievermogen",
        "Terugkijken op het eigen handelen en daarvan leren, ook samen.",
        (
            "Vraagt om een reactie op het eigen werk.",
            "Past het eigen handelen aan na terugkijken.",
            "Organiseert dat een team samen leert.",
            "Maakt leren gewoon in de organisatie.",
        ),
    ),
)
_TIE_KINDS: Final = (
    ("samenwerking", "Werkt samen met", False),
    ("advies", "Vraagt advies aan", True),
    ("financiering", "Financiert", True),
    ("conflict", "Is in conflict met", False),
)
_ROLES: Final = (
    ("wethouder", "Wethouder", RoleKind.EXECUTIVE_MEMBER),
    ("ambtelijk-opdrachtgever", "Ambtelijk opdrachtgever", RoleKind.OFFICIAL_SPONSOR),
    ("opgavemanager", "Opgavemanager", RoleKind.ISSUE_LEAD),
    ("gebiedsmanager", "Gebiedsmanager", RoleKind.AREA_MANAGER),
    ("gebiedsverbinder", "Gebiedsverbinder", RoleKind.AREA_LIAISON),
    ("lijnmanager", "Lijnmanager", RoleKind.LINE_MANAGER),
    ("programmamanager", "Programmamanager", RoleKind.PROGRAMME_MANAGER),
    ("teamlid", "Teamlid", RoleKind.TEAM_MEMBER),
    ("griffier", "Griffier", RoleKind.CLERK),
    ("gemeentesecretaris", "Gemeentesecretaris", RoleKind.SECRETARY),
    ("provinciesecretaris", "Provinciesecretaris", RoleKind.SECRETARY),
    ("secretaris-directeur", "Secretaris-directeur", RoleKind.SECRETARY),
)
#: Rules that must find nothing before an issue goes into a phase.
_GATES: Final = {
    Phase.MANDATED: ("NL-001", "NL-002", "NL-003", "NL-004"),
    Phase.DELIVERING: ("NL-010", "NL-011", "NL-012", "NL-013"),
}
_STEPS: Final = (
    MethodStep(
        name="ophalen",
        title="Ophalen wat er leeft",
        description=Prose("Luisteren in het gebied; signalen en cijfers naast elkaar leggen."),
        roles=(RoleId("gebiedsverbinder"),),
        products=("lijst met signalen en behoeften",),
        phase=Phase.EXPLORING,
        evidence=(Evidence.SIGNALS,),
        participation_level=ParticipationLevelId("raadplegen"),
        next_steps=("opdracht",),
    ),
    MethodStep(
        name="opdracht",
        title="De opdracht vaststellen",
        description=Prose("Het bestuur stelt vast wat er moet veranderen, en wie ervoor staat."),
        roles=(RoleId("wethouder"), RoleId("ambtelijk-opdrachtgever"), RoleId("opgavemanager")),
        products=("opdracht",),
        phase=Phase.DEFINED,
        evidence=(Evidence.MANDATE,),
        gate="Bestuurlijk en ambtelijk opdrachtgever, opgavemanager en besluit zijn er.",
        gate_rules=_GATES[Phase.MANDATED],
        next_steps=("programmeren",),
    ),
    MethodStep(
        name="programmeren",
        title="Samen een programma maken",
        description=Prose("Met belanghebbenden doelen, inspanningen en acties afspreken."),
        roles=(RoleId("opgavemanager"), RoleId("gebiedsverbinder")),
        products=("doelen en inspanningen", "programma"),
        phase=Phase.PROGRAMMING,
        evidence=(Evidence.GOALS, Evidence.EFFORTS, Evidence.ITEMS, Evidence.DECISION),
        gate="Doelen, inspanningen, team en dekking zijn er.",
        gate_rules=_GATES[Phase.DELIVERING],
        participation_level=ParticipationLevelId("coproduceren"),
        planning_moment="programmabegroting",
        next_steps=("realiseren",),
    ),
    MethodStep(
        name="realiseren",
        title="Uitvoeren met bewoners",
        description=Prose("Acties uitvoeren, en onderweg met bewoners bijsturen."),
        roles=(RoleId("opgavemanager"), RoleId("teamlid")),
        products=("uitgevoerde acties",),
        phase=Phase.DELIVERING,
        evidence=(Evidence.RESULTS,),
        participation_level=ParticipationLevelId("adviseren"),
        next_steps=("evalueren",),
    ),
    MethodStep(
        name="evalueren",
        title="Terugkijken en leren",
        description=Prose("Meten, met betrokkenen terugkijken, en vastleggen wat anderen helpt."),
        roles=(RoleId("opgavemanager"), RoleId("teamlid")),
        products=("metingen", "geleerde lessen"),
        phase=Phase.EVALUATING,
        evidence=(Evidence.OBSERVATION, Evidence.REFLECTION, Evidence.LESSON),
        participation_level=ParticipationLevelId("raadplegen"),
    ),
)


def _levels() -> list[ParticipationLevel]:
    source = Source(reference="Participatieladder, naar gemeentelijk gebruik", verified=False)
    return [
        ParticipationLevel(
            id=ParticipationLevelId(name),
            name=name.capitalize(),
            rank=rank,
            description=Prose(description),
            source=source,
        )
        for rank, (name, description) in enumerate(_LADDER, start=1)
    ]


def _competencies() -> list[Competency | CompetencyFramework]:
    framework = CompetencyFramework(
        id=CompetencyFrameworkId("opgavegericht"),
        name="Opgavegericht werken",
        version="1",
        scale=tuple(ScaleStep(level=n, label=label) for n, label in enumerate(_SCALE, start=1)),
    )
    return [
        framework,
        *(
            Competency(
                id=CompetencyId(id),
                name=name,
                framework=framework.id,
                definition=Prose(definition),
                indicators=tuple(
                    BehaviourIndicator(level=level, behaviour=behaviour)
                    for level, behaviour in enumerate(behaviours, start=1)
                ),
            )
            for id, name, definition, behaviours in _COMPETENCIES
        ),
    ]


def _lifecycle() -> Lifecycle:
    return Lifecycle(
        id=LifecycleId("nl"),
        name="Landelijke levensloop",
        statuses=tuple(
            Status(
                name=StatusName(phase.label.nl.replace(" ", "_")),
                phase=phase,
                label=phase.label.nl if " " in phase.label.nl else "",
                gate_rules=_GATES.get(phase, ()),
            )
            for phase in Phase
        ),
    )


def _method() -> Method:
    return Method(
        id=MethodId("programma-in-vijf-stappen"),
        name="Programma in vijf stappen",
        description=Prose(
            "Eerst programmeren met belanghebbenden, daarna realiseren met bewoners. Zonder "
            "doorlooptijden en uren: die zet elke gemeente in haar eigen werkwijze."
        ),
        steps=_STEPS,
        source=Source(reference="Opgavegericht werken, praktijk van gemeenten", verified=False),
    )


def _tie_kinds() -> list[TieKind]:
    return [
        TieKind(
            id=TieKindId(id),
            name=name,
            is_directed=is_directed,
            weight_means=WeightMeaning.STRENGTH,
        )
        for id, name, is_directed in _TIE_KINDS
    ]


def _roles() -> list[Role]:
    return [Role(id=RoleId(id), name=name, kind=kind) for id, name, kind in _ROLES]


FACTS: Final = Dossier.of(
    *_levels(), *_competencies(), _lifecycle(), _method(), *_tie_kinds(), *_roles()
)
