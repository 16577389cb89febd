from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import attrs
import pytest
from tests.governance.plugins import Plugin, a_rule

from opgavekern.base.errors import DossierError, PluginError
from opgavekern.files import read_dossier, write_dossier
from opgavekern.governance import (
    Governance,
    Layer,
    RulesError,
    Stricter,
    check,
    check_against,
    explain,
    load,
    parameter,
    read_rules,
    recheck,
    what_if,
)

pytestmark = pytest.mark.needs("yaml")

ON = date(2026, 9, 1)
HEADER = "format: 1\nlanguage: nl\norganisation: ons\nas_of: 2026-09-01\n"
RULES = """\
naamruimte: TUIN
titel: Regels van de tuinstad
regels:
- code: TUIN-001
  titel: Opgave zonder omschrijving
  waarom: Zonder omschrijving weet niemand waar het om gaat.
  ernst: waarschuwing
  soort: beleid
  grondslag: {verwijzing: Besluit 12, artikel: lid 2, nagezocht: ja}
  geldig: 2026
  ontheffing door: [gemeentesecretaris]
  elke: opgave
  moet:
    omschrijving: {is: ingevuld}
  melding: "{onderwerp} van {eigenaren} heeft geen omschrijving."
  oplossing: Schrijf er een.
"""


def a_dossier(folder: Path, rules: str = RULES, name: str = "regels.yaml") -> Path:
    """Write a dossier of one organisation with an issue, and rules of its own."""
    (folder / "dossier.yaml").write_text(HEADER, "utf-8")
    (folder / "organisaties.yaml").write_text("- {id: ons, naam: Ons, soort: gemeente}\n", "utf-8")
    (folder / "opgaven.yaml").write_text("- {id: o, titel: Groen, eigenaren: [ons]}\n", "utf-8")
    (folder / name).write_text(rules, "utf-8")
    return folder


def test_a_dossiers_own_rules_govern_it(tmp_path: Path) -> None:
    """They find what they ask, in the layer project, for what the dossier's organisation has."""
    dossier, governance = load(a_dossier(tmp_path))
    (own,) = governance.plugins
    assert (own.info.layer, own.info.governs) == (Layer.PROJECT, {"ons"})
    (finding,) = check(dossier, governance).findings
    assert finding.message.text("nl") == "Groen van Ons heeft geen omschrijving."
    assert (finding.code, finding.plugin, finding.severity.value) == (
        "TUIN-001",
        "dossier",
        "warning",
    )
    assert str(finding.location).endswith("opgaven.yaml:1:3")
    (rule,) = governance.rules
    assert (rule.waivable_by, rule.valid.last) == ({"gemeentesecretaris"}, date(2026, 12, 31))
    assert rule.basis.verified
    assert not check(dossier, governance, on=date(2027, 1, 1)).findings


def test_the_receipt_says_which_text_of_the_rules_it_was(tmp_path: Path) -> None:
    """Another text is another version, so that a later check can say that a rule changed."""
    dossier, governance = load(a_dossier(tmp_path))
    (own,) = check(dossier, governance).receipt.plugins
    assert (own.name, own.distribution, len(own.version)) == ("dossier", "regels.yaml", 12)
    before = check(dossier, governance).receipt
    a_dossier(tmp_path, RULES.replace("{is: ingevuld}", "{is: leeg}"))
    difference = check_against(*load(tmp_path), before)
    (cause,) = difference.gone[0].causes
    assert "de plugin dossier: versie" in cause.said.text("nl")


def test_lines_that_end_otherwise_are_the_same_rules(tmp_path: Path) -> None:
    """What git or an editor makes of line ends changes no version."""
    version = load(a_dossier(tmp_path))[1].plugins[0].version
    (tmp_path / "regels.yaml").write_bytes(RULES.replace("\n", "\r\n").encode())
    assert load(tmp_path)[1].plugins[0].version == version


def test_every_answer_of_the_engine_holds_for_own_rules(tmp_path: Path) -> None:
    """Explained with its place, checked again, supposed away, and run in another process."""
    dossier, governance = load(a_dossier(tmp_path))
    result = check(dossier, governance)
    told = explain(governance, "TUIN-001", on=ON)
    assert told.location is not None
    assert str(told.location).endswith("regels.yaml:4:9")
    assert recheck(dossier, governance, since=result) == result
    assert what_if(dossier, governance, without=["TUIN-001"]).removed == result.findings
    assert check(dossier, governance, isolate="process") == result
    assert pickle.loads(pickle.dumps(governance)) == governance  # noqa: S301 - made on the spot


def test_rules_travel_with_the_dossier(tmp_path: Path) -> None:
    """Reading first and governing later, also after pickling, leaves none of them out."""
    read = pickle.loads(pickle.dumps(read_dossier(a_dossier(tmp_path))))  # noqa: S301 - ours
    assert [one.code for one in Governance.of(read).rules] == ["TUIN-001"]
    assert [one.code for one in Governance.of(read, allow=[]).rules] == ["TUIN-001"]


@attrs.frozen
class Load:
    """A number that lower layers may fill or tighten."""

    most: int = parameter(
        5, unit="issues", tighten=Stricter.LOWER, open_to=[Layer.PROJECT, Layer.MUNICIPALITY]
    )


def a_national(**fields: object) -> Plugin:
    """Make a national plugin with one rule."""
    return Plugin(a_rule("TST-001", parameters=Load, **fields), layer=Layer.NATIONAL)


def governed_by(folder: Path, *plugins: Plugin) -> Governance:
    """Activate plugins beside the rules of a dossier's folder."""
    from opgavekern.governance.written.own import own_rules

    own = own_rules(read_dossier(folder))
    return Governance.activate([*plugins, own])


CHANGE = """\
wijzigingen:
- scherpt aan: TST-001
  parameter: most
  waarde: {value}
  grondslag: Ons besluit
"""


def test_a_change_gets_the_type_of_the_parameter(tmp_path: Path) -> None:
    """What stands there is text, and becomes the whole number that the rule asks for."""
    governance = governed_by(a_dossier(tmp_path, CHANGE.format(value=3)), a_national())
    (way,) = (one for one in explain(governance, "TST-001", on=ON).ways if "ons" in one.bodies)
    assert way.parameters[0].value == "3"
    assert way.parameters[0].plugins == ("dossier",)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (CHANGE.format(value="veel"), ":4:11", "veel"),
        (CHANGE.format(value=9), ":2:16", "vraagt minder"),
        (CHANGE.format(value=3).replace("TST-001", "TST-010"), ":2:16", "Bedoelt u"),
        (CHANGE.format(value=3).replace("most", "mots"), ":2:16", "Bedoelt u"),
        (CHANGE.format(value=3).replace("scherpt aan", "wijkt af van"), ":2:17", "niemand"),
        (RULES.replace("TUIN", "TST"), ":1:13", "naamruimte"),
    ],
)
def test_what_is_not_allowed_is_told_with_its_place(
    tmp_path: Path, text: str, place: str, said: str
) -> None:
    """Values of another type, what asks less, unknown rules and numbers, a taken namespace."""
    with pytest.raises(RulesError) as caught:
        governed_by(a_dossier(tmp_path, text), a_national())
    (problem,) = caught.value.problems
    assert str(problem.location).endswith(f"regels.yaml{place}")
    assert said in caught.value.text("nl")


def test_two_of_one_layer_that_contradict_are_told_in_the_file(tmp_path: Path) -> None:
    """A plugin of the layer project that sets the same number otherwise is named."""
    from opgavekern.governance import Basis, Tighten

    other = Tighten(rule="TST-001", basis=Basis(reference="x"), parameter="most", value=2)
    beside = Plugin(name="abc", namespace="ABC", changes=[other], layer=Layer.PROJECT)
    folder = a_dossier(tmp_path, CHANGE.format(value=3))
    with pytest.raises(RulesError, match=r"regels.yaml:2:16: TST-001: most = 3, and by abc"):
        governed_by(folder, a_national(), beside)


def test_all_problems_of_a_dossier_are_told_at_once(tmp_path: Path) -> None:
    """Of its own rules, its header and its records; and of broken text where it breaks."""
    a_dossier(tmp_path, RULES.replace("elke: opgave", "elke: opgaav"))
    (tmp_path / "dossier.yaml").write_text(HEADER + "plugins: [nll]\n", "utf-8")
    with pytest.raises(DossierError) as caught:
        load(tmp_path)
    assert {one.code for one in caught.value.problems} == {"unknown-plugin", "unknown-kind"}
    (tmp_path / "opgaven.yaml").write_text("- {id: o, title: 1, kleur: rood}\n", "utf-8")
    with pytest.raises(DossierError) as caught:
        load(tmp_path)
    assert "unknown-kind" in {one.code for one in caught.value.problems}
    a_dossier(tmp_path, "regels: [\n")
    with pytest.raises(DossierError) as caught:
        load(tmp_path)
    assert [one.code for one in caught.value.problems] == ["not-yaml"]


def test_there_is_one_file_of_rules(tmp_path: Path) -> None:
    """A second one is refused, and so is one in a form that holds no rules."""
    a_dossier(a_dossier(tmp_path), name="rules.json")
    with pytest.raises(DossierError, match="stand in one file"):
        read_dossier(tmp_path)
    (tmp_path / "rules.json").unlink()
    (tmp_path / "regels.csv").write_text("code\n", "utf-8")
    with pytest.raises(DossierError, match=r"\.yaml, \.json"):
        read_dossier(tmp_path)


class Reading(Plugin):
    """A plugin whose rules stand in a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="tuin", namespace="TUIN")
        self.path = path

    from opgavekern.governance import hookimpl

    @hookimpl
    def opgavekern_rules(self) -> object:
        """Return the rules of the file."""
        return read_rules(self.path).rules

    @hookimpl
    def opgavekern_rule_changes(self) -> object:
        """Return the changes of the file."""
        return read_rules(self.path).changes


def test_a_plugin_declares_what_a_file_says(tmp_path: Path) -> None:
    """`read_rules` gives a plugin its rules and changes, from a file or from its folder."""
    text = RULES + CHANGE.format(value=3)
    governance = Governance.activate([Reading(a_dossier(tmp_path, text)), a_national()])
    assert [one.code for one in governance.rules] == ["TST-001", "TUIN-001"]
    read = read_rules(tmp_path / "regels.yaml")
    assert (read.namespace, read.title.nl, len(read.digest)) == (
        "TUIN",
        "Regels van de tuinstad",
        64,
    )


def test_a_plugins_file_that_is_wrong_names_plugin_and_place(tmp_path: Path) -> None:
    """Whatever is wrong with it is told as a fault of the plugin, with file, line and column."""
    a_dossier(tmp_path, RULES.replace("moet:", "mot:"))
    with pytest.raises(PluginError, match=r"tuin .*regels.yaml:13:3: unknown field"):
        Governance.activate([Reading(tmp_path)])
    a_dossier(tmp_path, CHANGE.format(value="veel"))
    with pytest.raises(PluginError, match=r"tuin .*regels.yaml:4:11"):
        Governance.activate([Reading(tmp_path), a_national()])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No file, an empty folder, or one of another form."""
    for path in (tmp_path / "rules.yaml", tmp_path):
        with pytest.raises(RulesError):
            read_rules(path)
    (tmp_path / "rules.txt").write_text("x", "utf-8")
    with pytest.raises(RulesError, match=r"\.yaml or \.json"):
        read_rules(tmp_path / "rules.txt")


def test_writing_a_dossier_leaves_its_rules_where_they_are(tmp_path: Path) -> None:
    """Byte for byte, comments and all, when the dossier is written where it stands."""
    folder = a_dossier(tmp_path, "# Van ons\n" + RULES)
    dossier = read_dossier(folder)
    changed = attrs.evolve(next(iter(dossier.issues)), title="Groener")
    write_dossier(dossier.replace(changed), folder)
    assert (folder / "regels.yaml").read_text("utf-8") == "# Van ons\n" + RULES
    assert len(load(folder)[1].rules) == 1


def test_rules_come_along_to_another_folder_and_to_no_file(tmp_path: Path) -> None:
    """Letter for letter, in the place of those that stood there; a file of a dossier holds none."""
    source = tmp_path / "source"
    source.mkdir()
    dossier = read_dossier(a_dossier(source, "# Van ons\n" + RULES))
    target = tmp_path / "target"
    write_dossier(dossier, target)
    assert (target / "regels.yaml").read_text("utf-8") == "# Van ons\n" + RULES
    assert write_dossier(dossier, target) == ()
    (target / "regels.yaml").rename(target / "rules.yaml")
    (target / "rules.yaml").write_text("rules: []\n", "utf-8")
    write_dossier(dossier, target)
    assert sorted(one.name for one in target.glob("r*.yaml")) == ["regels.yaml"]
    write_dossier(dossier.replace(), tmp_path / "one.yaml")
    assert not load(tmp_path / "one.yaml")[1].rules


def test_a_dossier_from_elsewhere_leaves_rules_that_stand_there(tmp_path: Path) -> None:
    """One that was built in code knows nothing of rules, and takes none away."""
    folder = a_dossier(tmp_path)
    built = read_dossier(folder).records()
    from opgavekern.model import Dossier

    header = {"language": "nl", "organisation": "ons", "as_of": "2026-09-01"}
    write_dossier(Dossier.from_records(built, header=header), folder)
    assert (folder / "regels.yaml").read_text("utf-8") == RULES
