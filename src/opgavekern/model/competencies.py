"""Competencies, and the frameworks that give them a scale."""

from __future__ import annotations

import attrs

from opgavekern.base.labels import dutch
from opgavekern.base.texts import Prose
from opgavekern.model.record import Record
from opgavekern.model.references import CompetencyFrameworkId, CompetencyId


@dutch("schaaltrede", level="niveau", label="benaming")
@attrs.frozen(kw_only=True)
class ScaleStep:
    """One step of a scale.

    Attributes:
        level: Its number; higher is more.
        label: What it is called.
    """

    level: int
    label: str


@dutch("competentiekader", id="id", name="naam", version="versie", scale="schaal")
@attrs.frozen(kw_only=True)
class CompetencyFramework(Record):
    """A set of competencies with one scale.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        version: Edition of the framework.
        scale: Its steps, from low to high.
    """

    id: CompetencyFrameworkId
    name: str
    version: str = ""
    scale: tuple[ScaleStep, ...] = ()


@dutch("gedragsindicator", level="niveau", behaviour="gedrag")
@attrs.frozen(kw_only=True)
class BehaviourIndicator:
    """What someone at a level visibly does.

    Attributes:
        level: Step of the framework's scale.
        behaviour: What one sees.
    """

    level: int
    behaviour: str


@dutch(
    "competentie",
    id="id",
    name="naam",
    framework="kader",
    definition="definitie",
    indicators="gedragsindicatoren",
)
@attrs.frozen(kw_only=True)
class Competency(Record):
    """Something that people can, on the scale of its framework.

    Attributes:
        id: Name within the dossier.
        name: As people say it.
        framework: The framework that it belongs to.
        definition: What it means.
        indicators: What one sees at each level.
    """

    id: CompetencyId
    name: str
    framework: CompetencyFrameworkId | None = None
    definition: Prose = Prose("")
    indicators: tuple[BehaviourIndicator, ...] = ()
