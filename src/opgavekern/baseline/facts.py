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
    Lifecycle,
    LifecycleId,
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
            Status(name=StatusName(phase.label.nl.replace(" ", "_")), phase=phase)
            for phase in Phase
        ),
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


FACTS: Final = Dossier.of(*_levels(), *_competencies(), _lifecycle(), *_tie_kinds(), *_roles())
