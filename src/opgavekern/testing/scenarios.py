"""Golden scenarios: a small dossier in one file, with the findings that are expected of it.

A scenario is a dossier that stands by itself, which names its plugins, its day (`as_of`) and its
records, with one part more, `scenario`: what checking should find. A jurist can read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Final

import attrs

from opgavekern.base.errors import DossierError, Location, OpgavekernError, Problem
from opgavekern.base.frames import Columns, columns
from opgavekern.base.near import one_of
from opgavekern.base.results import Result
from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Text, message, quoted
from opgavekern.files.atomic import write_atomically
from opgavekern.files.door import Door, decoded, shown
from opgavekern.files.reading import parse_dossier
from opgavekern.files.refusals import Refusal
from opgavekern.files.writing_yaml import yaml_text
from opgavekern.governance import CheckResult, Failure, Governance, check, governed
from opgavekern.model import Ref, kind_named
from opgavekern.testing.scenario_parts import Expected, Part, split

_AGREES: Final = Text(nl="zoals verwacht", en="as expected")


@attrs.frozen(kw_only=True)
class ScenarioResult(Result):
    """What a scenario came to.

    Attributes:
        file: The scenario.
        language: The language of its dossier, in which it says what findings say.
        expected: What it expects, in order of code and subject.
        found: What checking finds, in the same form.
        failures: Rules that gave no answer; a scenario with one never succeeds.
    """

    file: str
    language: Language
    expected: tuple[Expected, ...]
    found: tuple[Expected, ...]
    failures: tuple[Failure, ...]

    COLUMNS: ClassVar[Columns] = columns(sign=str, code=str, subject=str, says=str)

    @property
    def is_as_expected(self) -> bool:
        """Checking finds what is expected, no less and no more, and every rule answered."""
        return not self.failures and all(sign == " " for sign, _ in self._compared())

    def to_records(self) -> list[dict[str, Any]]:
        """Return a row for each finding; `-` is missing, `+` is not expected."""
        return [
            {"sign": sign, "code": one.code, "subject": one.subject, "says": one.says}
            for sign, one in self._compared()
        ]

    def describe(self, language: Language = "en") -> str:
        """Return the difference, a finding a line: `-` is missing, `+` is not expected."""
        if self.is_as_expected:
            return f"{self.file}: {_AGREES.text(language)}"
        said = message(
            "{file}: controleren vindt iets anders (- ontbreekt, + is niet verwacht)",
            "{file}: checking finds something else (- is missing, + is not expected)",
            file=self.file,
        ).text(language)
        lines = [f"  {sign} {one}" for sign, one in self._compared()]
        return "\n".join([said, *lines, *(f"  ! {one.text(language)}" for one in self.failures)])

    def _compared(self) -> list[tuple[str, Expected]]:
        """Lay what is expected beside what is found; what says nothing agrees with any words."""
        left = list(self.found)
        signed: list[tuple[str, Expected]] = []
        # Exact words choose first, so that what says nothing does not take their finding.
        for one in sorted(self.expected, key=lambda one: not one.says):
            match = next((other for other in left if one.fits(other)), None)
            if match is not None:
                left.remove(match)
            signed.append((" " if match is not None else "-", match or one))
        signed += [("+", one) for one in left]
        return sorted(signed, key=lambda pair: (_order(pair[1]), "-+ ".index(pair[0])))


def run_scenario(path: str | Path, *, limits: Limits = Limits()) -> ScenarioResult:
    """Check the dossier of a scenario, and lay what is found beside what is expected.

    Args:
        path: A file that ends in `.scenario.yaml`.
        limits: How much input is accepted.

    Raises:
        DossierError: It cannot be read, gives no day, or names a plugin that is not there.
        PluginError: A plugin that it names breaks the contract.
    """
    return _run(Path(path), limits)[0]


def update_scenario(path: str | Path, *, limits: Limits = Limits()) -> bool:
    """Write down in a scenario what checking finds, in the place of what was expected.

    The rest of the file stays as it is, comments included.

    Args:
        path: A file that ends in `.scenario.yaml`.
        limits: How much input is accepted.

    Returns:
        Whether the file changed.

    Raises:
        DossierError: As `run_scenario` does; also where a rule gave no answer, since no scenario
            should come to expect that.
        PluginError: A plugin that it names breaks the contract.
    """
    result, text, part = _run(Path(path), limits)
    if result.failures:
        raise OpgavekernError(
            message(
                "{file} blijft zoals het is: {failures}",
                "{file} stays as it is: {failures}",
                file=result.file,
                failures=tuple(message("{one}", "{one}", one=one) for one in result.failures),
            )
        )
    if result.is_as_expected:
        return False
    key = "verwacht" if result.language == "nl" else "expected"
    items: list[Any] = [one.plain(result.language) for one in result.found]
    write_atomically(path, part.rewritten(text, key, yaml_text({key: items}, indent=2)).encode())
    return True


def _run(path: Path, limits: Limits) -> tuple[ScenarioResult, str, Part]:
    file = shown(path)
    try:
        text = decoded(Door(path, limits).read(), file)
        part = split(text, file, limits)
    except Refusal as refused:
        raise DossierError(refused.problems) from None
    dossier, governance = governed(
        parse_dossier(part.without(text), name=file, format="yaml", limits=limits)
    )
    _refuse_nobodys(part, governance, file)
    language = dossier.header.language
    result = check(dossier, governance, limits=limits)
    return (
        ScenarioResult(
            file=file,
            language=language,
            expected=tuple(sorted(part.expected, key=_order)),
            found=tuple(sorted(_found(result, part, language), key=_order)),
            failures=tuple(one for one in result.failures if part.is_about(one.code)),
        ),
        text,
        part,
    )


def _refuse_nobodys(part: Part, governance: Governance, file: str) -> None:
    """Refuse a scenario about rules that no plugin has: it would pass whatever they find."""
    codes = [one.code for one in governance.rules]
    known = sorted({*codes, *(one.info.namespace for one in governance.plugins)})
    unknown = [one for one in part.only if one not in known]
    if unknown:
        raise DossierError(
            Problem(
                code="unknown-rule",
                message=message(
                    "geen plugin van dit dossier heeft {code}",
                    "no plugin of this dossier has {code}",
                    code=quoted(one),
                ),
                remedy=one_of(known, word=one),
                location=Location(file=file, line=part.first + 1),
            )
            for one in unknown
        )


def _found(result: CheckResult, part: Part, language: Language) -> Iterator[Expected]:
    """Yield what is found, and what became of each waiver, which is a record like another."""
    for finding in result.findings:
        if part.is_about(finding.code):
            said = finding.message.text(language)
            yield Expected(code=finding.code, subject=_named(finding.subject, language), says=said)
    for waiver in result.waivers:
        if part.is_about(waiver.rule):
            subject = _named(Ref("waiver", waiver.waiver), language)
            said = waiver.status.text(language)
            yield Expected(code=waiver.rule, subject=subject, says=said)


def _named(subject: Ref, language: Language) -> str:
    kind = kind_named(subject.kind)
    return f"{kind.label.text(language) if kind is not None else subject.kind} {subject.id}"


def _order(one: Expected) -> tuple[str, str, str]:
    return (one.code, one.subject, one.says)
