"""The relations and numbers that practice has can be said; what is odd is for rules to find.

Source: the modelling digest of the domain, "Cardinalities".
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from opgavekern.model import (
    AreaLevel,
    Dossier,
    IssueId,
    OrganisationId,
    OrganisationKind,
    PersonId,
    PortfolioId,
    Ref,
    TeamId,
)
from opgavekern.testing import (
    a_budget_programme,
    a_budget_share,
    a_contribution,
    a_dossier,
    a_goal,
    a_person,
    a_portfolio,
    a_programme,
    a_stakeholder,
    a_team,
    a_unit,
    an_agreement,
    an_area,
    an_assignment,
    an_effort,
    an_involvement,
    an_issue,
    an_organisation,
    completed,
)

ISSUE = IssueId("veilig-centrum")
DAY = date(2026, 6, 1)


def same_again(dossier: Dossier) -> Dossier:
    """The dossier by way of its plain records, with all that it refers to."""
    whole = completed(dossier)
    assert whole.unresolved() == ()
    return Dossier.from_records(whole.records())


def test_an_issue_has_one_of_each_at_a_time() -> None:
    """One coordinating sponsor at a time beside any number of others, one official, one lead."""
    dossier = same_again(
        a_dossier(
            an_issue(
                id=ISSUE,
                political_sponsors=[
                    {"person": "p-1", "valid": "../2025"},
                    {"person": "p-2", "valid": "2026/.."},
                ],
                co_sponsors=["p-3", "p-4"],
                official_sponsors="p-5",
                leads="p-6",
                portfolios=["wonen", "veiligheid"],
            ),
            an_issue(id="groen", leads="p-6"),
        )
    )
    issue = dossier.issues[ISSUE]
    assert dossier.sponsor_of(ISSUE, DAY) == "p-2"
    assert [holder.person for holder in issue.co_sponsors] == ["p-3", "p-4"]
    assert dossier.official_sponsor_of(ISSUE, DAY) == "p-5"
    assert [led.id for led in dossier.issues_led_by(PersonId("p-6"), DAY)] == ["groen", ISSUE]
    assert len(issue.portfolios) == 2


def test_an_issue_is_in_several_areas_under_one_parent() -> None:
    """Areas of several levels stand together; an issue is part of at most one other."""
    dossier = same_again(
        a_dossier(
            an_area(id="helmond", level="municipality", code="2023GM0794"),
            an_area(id="bloemvelden", level="neighbourhood", parent="helmond"),
            an_area(id="regio", level="region", comprises=["2023GM0794", "2023GM0392"]),
            an_issue(id=ISSUE, areas=["bloemvelden", "regio"], parent="leefbaar"),
        )
    )
    levels = {dossier.areas[area].level for area in dossier.issues[ISSUE].areas}
    assert levels == {AreaLevel.NEIGHBOURHOOD, AreaLevel.REGION}
    assert [part.id for part in dossier.parts_of(IssueId("leefbaar"))] == [ISSUE]


def test_budget_programmes_pay_shares_by_year() -> None:
    """No programme, or several, each with percentage, amount and year."""
    dossier = same_again(
        a_dossier(
            an_issue(id=ISSUE),
            a_budget_programme(id="bp-1", valid="2026/2029"),
            a_budget_share(issue=ISSUE, programme="bp-1", year=2026, share=60, amount=120000),
            a_budget_share(issue=ISSUE, programme="bp-2", year=2026, share="40"),
            a_budget_share(issue=ISSUE, programme="bp-1", year=2027),
        )
    )
    shares = {(share.programme, share.year): share.share for share in dossier.budget_of(ISSUE)}
    assert shares == {
        ("bp-1", 2026): Decimal(60),
        ("bp-2", 2026): Decimal(40),
        ("bp-1", 2027): None,
    }


def test_goals_and_efforts_are_many_to_many_with_weights() -> None:
    """An issue has goals; efforts serve several, goals have several, goals serve goals."""
    dossier = same_again(
        a_dossier(
            a_goal(id="g-1", issues=[ISSUE]),
            a_goal(id="g-2", issues=[ISSUE, "groen"]),
            an_effort(id="e-1"),
            an_effort(id="e-2"),
            a_contribution(contributor="e-1", goal="g-1", weight=0.7),
            a_contribution(contributor="e-1", goal="g-2", weight=0.3),
            a_contribution(contributor="e-2", goal="g-1"),
            a_contribution(contributor="goal:g-2", goal="g-1"),
        )
    )
    assert len(dossier.goals_of(ISSUE)) == 2
    assert len(dossier.contributions.by("goal")["g-1"]) == 3
    assert len(dossier.contributions.by("contributor")[Ref("effort", "e-1")]) == 2


def test_a_team_has_issues_and_areas() -> None:
    """An issue team for one issue, an area team for one area and several issues."""
    dossier = same_again(
        a_dossier(
            a_team(id="t-1", issues=ISSUE),
            a_team(id="t-2", kind="area", areas="noord", issues=[ISSUE, "groen"]),
        )
    )
    assert [team.id for team in dossier.teams_of(ISSUE)] == ["t-1", "t-2"]


def test_an_assignment_says_all_that_is_agreed() -> None:
    """Person, team, role, period, hours, releasing unit and manager, and how firm it is."""
    dossier = same_again(
        a_dossier(
            a_person(
                id="p-1",
                employment=[
                    {"organisation": "helmond", "unit": "wonen", "valid": "../2026-06"},
                    {"organisation": "helmond", "unit": "zorg", "valid": "2026-07/.."},
                ],
            ),
            a_unit(id="wonen", organisation="helmond", managers="p-9"),
            *(
                an_assignment(
                    id=f"a-{number}",
                    person="p-1",
                    team=f"t-{number}",
                    role="adviseur",
                    hours_per_week="8.25",
                    unit="wonen",
                    status=status,
                    released_by="p-9",
                    valid="2026",
                )
                for number, status in enumerate(["requested", "committed", "withdrawn"])
            ),
        )
    )
    person = dossier.people[PersonId("p-1")]
    employed = [person.employment_on(date(2026, month, 15)) for month in (6, 7)]
    assert [one and one.unit for one in employed] == ["wonen", "zorg"]
    assert len(dossier.assignments_of(PersonId("p-1"))) == 3
    assert len(dossier.assignments_in(TeamId("t-1"))) == 1


def test_an_organisation_has_a_dated_kind_and_coverage() -> None:
    """What it was, what it is, where it works from when to when, what it went into."""
    organisation = an_organisation(
        id="o-1",
        kind="joint_arrangement",
        former_kinds=[
            {"kind": "charity", "last": "2019-12-31"},
            {"kind": "care", "last": "2009-12-31"},
        ],
        covers=[{"area": "noord", "valid": "../2024"}, "oost"],
        succeeded_by="o-2",
    )
    found = same_again(a_dossier(organisation)).organisations[OrganisationId("o-1")]
    kinds = [found.kind_on(date(year, 12, 31)) for year in (2009, 2010, 2019, 2020)]
    assert kinds == [
        OrganisationKind.CARE,
        OrganisationKind.CHARITY,
        OrganisationKind.CHARITY,
        OrganisationKind.JOINT_ARRANGEMENT,
    ]
    assert [cover.area for cover in found.covers] == ["noord", "oost"]


def test_an_involvement_says_what_a_stakeholder_has_to_do_with_an_issue() -> None:
    """Role, interest, influence, position, level, formal instrument, period."""
    dossier = same_again(
        a_dossier(
            a_stakeholder(id="woonpartners", party="organisation:woonpartners"),
            an_agreement(id="pa-2026", kind="performance"),
            an_involvement(
                stakeholder="woonpartners",
                issue=ISSUE,
                role="mede-eigenaar",
                interest=0.9,
                influence="0.8",
                position=-0.5,
                level="coproduceren",
                agreement="pa-2026",
                valid="2026/..",
            ),
        )
    )
    (involvement,) = dossier.involvements_of(ISSUE)
    assert (involvement.interest, involvement.influence, involvement.position) == (0.9, 0.8, -0.5)
    assert dossier.at(date(2025, 12, 31)).involvements_of(ISSUE) == ()


def test_a_portfolio_changes_hands() -> None:
    """Portfolio holders follow each other; in between there is none."""
    portfolio = a_portfolio(
        holders=[
            {"person": "p-1", "valid": "../2026-03-18"},
            {"person": "p-2", "valid": "2026-06-01/.."},
        ]
    )
    found = same_again(a_dossier(portfolio)).portfolios[PortfolioId("portfolio-1")]
    days = (date(2026, 3, 18), date(2026, 3, 19), date(2026, 6, 1))
    assert [found.holder_on(day) for day in days] == ["p-1", None, "p-2"]


def test_a_programme_serves_issues_with_partners() -> None:
    """A district programme of several issues, areas and partners, adopted by a decision."""
    dossier = same_again(
        a_dossier(
            a_programme(
                kind="district",
                issues=[ISSUE, "groen"],
                areas=["noord"],
                partners=["woonpartners", "wijkraad"],
                decision="b-1",
                method="wijkgericht",
                valid="2026/2029",
            )
        )
    )
    assert len(dossier.programmes_of(ISSUE)) == 1
