"""Several regressions in one table."""

from __future__ import annotations

import pytest
from tests.network.published import network

from opgavekern.network import NetworkError, model_table, mrqap


def test_as_papers_print_it() -> None:
    """A column for each model, a line for each term of any, stars, p-values and fit."""
    advice = network("krackhardt", "advice")
    friends, chiefs = network("krackhardt", "friendship"), network("krackhardt", "reports_to")
    table = model_table(
        {
            "1": mrqap(advice, {"friends": friends}, permutations=1000),
            "2": mrqap(advice, {"friends": friends, "chief": chiefs}, permutations=1000),
            "logit": mrqap(advice, {"chief": chiefs}, family="logistic", permutations=20),
        }
    )
    heads, constant, friendly, chief, cells, *fit = table.lines("nl")
    assert heads == ("", "1", "2", "logit")
    assert constant[0] == "(intercept)"
    assert friendly[1].startswith("0,179* (0,0")
    assert friendly[3] == ""
    assert chief[1] == ""
    assert chief[2] == "0,472*** (0,001)"
    assert cells == ("Paren", "420", "420", "420")
    assert [line[0] for line in fit] == ["R²", "−2LL", "AIC"]
    assert fit[0][3] == fit[1][1] == ""
    assert "| friends | 0.179* (0.0" in table.to_markdown()
    assert "* p < 0.05" in table.to_markdown()
    assert "<th>logit</th>" in table._repr_html_()
    assert [row["model"] for row in table.to_records()].count("2") == 3


def test_at_least_one() -> None:
    """A table of nothing is refused."""
    with pytest.raises(NetworkError, match="no model"):
        model_table({})


def test_names_head_the_columns() -> None:
    """A list of models has no names to put above the columns."""
    with pytest.raises(NetworkError, match=r"models=.* cannot be; give a dict with names"):
        model_table(["model"])  # type: ignore[arg-type]
