"""Who was asked and who answered."""

from __future__ import annotations

import networkx as nx
import pytest

from opgavekern.network import NetworkError, Survey
from opgavekern.network.foundation.surveys import survey_of


def test_who_answers_was_asked() -> None:
    """An answer of who was not asked is refused."""
    with pytest.raises(NetworkError, match=r"1 answered without being asked, among them .c"):
        Survey(asked=["a", "b"], answered=["c"])


def test_response_rate() -> None:
    """The response rate is the share of those asked that answered."""
    assert Survey(["a", "b"], ["a"]).response_rate == 0.5
    assert Survey([], []).response_rate is None


def test_one_name_is_no_list() -> None:
    """A text where a list of names belongs is not taken for its letters."""
    with pytest.raises(NetworkError, match="is one name"):
        Survey(asked="ab", answered=[])


def test_names_of_others_stay_out_of_its_words() -> None:
    """How a survey shows itself names nobody."""
    assert repr(Survey(["Jan"], ["Jan"])) == "Survey(1 asked, 1 answered)"


def test_survey_is_about_the_graph() -> None:
    """A survey of others than the graph holds, or something else in its place, is refused."""
    graph = nx.Graph([("a", "b")])
    assert survey_of(graph) is None
    graph.graph["survey"] = Survey(["a", "z"], [])
    with pytest.raises(NetworkError, match=r"not in the graph: 1, among them .z"):
        survey_of(graph)
    graph.graph["survey"] = {"asked": ["a"]}
    with pytest.raises(NetworkError, match="is dict, no Survey"):
        survey_of(graph)
