"""What a bundle of replication runs: our own script, and one for R with `sna`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from opgavekern.network import (
    ActorPanel,
    Brokerage,
    Centralisation,
    Cohesion,
    CUGTest,
    EIIndex,
    Equivalence,
    NetworkRegression,
    NetworkResult,
    QAPCorrelation,
)

_PYTHON: Final = '''\
"""Compute the figures of figures.csv anew, with opgavekern; exits 1 if one differs."""

import csv
import sys
from pathlib import Path

import networkx as nx

from opgavekern.network import {function}

HERE = Path(__file__).parent


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def graph_of_file(name):
    graph = nx.{graph}()
    for row in rows("actors.csv"):
        graph.add_node(row["actor"], group=row.get("group"))
    graph.add_edges_from((row["source"], row["target"]) for row in rows(name))
    return graph


graph = graph_of_file("ties.csv")
{calls}
off = 0.0
for row in rows("figures.csv"):
    value = found[row["actor"], row["figure"]]
    off = max(off, abs(value - float(row["value"])))
print(result.describe())
print(f"{{len(rows('figures.csv'))}} figures, largest deviation {{off:.3g}}")
sys.exit(off > 1e-9)
'''

_PYTHON_CALLS: Final = MappingProxyType(
    {
        Brokerage: """\
result = brokerage(graph, "group", sd="{sd}", permutations={count}, seed={seed})
found = {{
    (actor, one.role.value + said): value
    for actor in graph
    for one in result.of(actor)
    for said, value in (("", one.count), (" expected", one.expected), (" sd", one.sd))
}}""",
        EIIndex: """result = ei_index(graph, "group", permutations={count}, seed={seed})
found = {{("", "index"): result.index, ("", "expected"): result.expected}}
if result.chance is not None:
    found["", "p at least"] = result.chance.p_at_least""",
        QAPCorrelation: """other = graph_of_file("other.csv")
result = qap(graph, other, permutations={count}, seed={seed})
found = {{
    ("", "correlation"): result.correlation,
    ("", "p at least"): result.chance.p_at_least,
}}""",
        Cohesion: """result = {asked}
found = {{("", row["measure"]): row["value"] for row in result.to_records()}}""",
        Centralisation: """result = {asked}
found = {{("", row["measure"]): row["centralisation"] for row in result.to_records()}}""",
        CUGTest: """

def figure(graph):
    rows = {asked}.to_records()
    return next(row["{column}"] for row in rows if row["measure"] == "{measure}")


result = cug(graph, figure, condition="{condition}", draws={count}, seed={seed})
found = {{
    ("", "observed"): result.observed,
    ("", "p at least"): result.chance.p_at_least,
    ("", "p at most"): result.chance.p_at_most,
}}""",
        NetworkRegression: """nx.set_edge_attributes(graph, 1.0, "value")
predictors = {{}}
for row in rows("predictors.csv"):
    values = predictors.setdefault(row["term"], nx.create_empty_copy(graph))
    values.add_edge(row["source"], row["target"], value=float(row["value"]))
result = mrqap(
    graph,
    predictors,
    family="{family}",
    relabelling="{relabelling}",
    permutations={count},
    seed={seed},
    weight="value",
    weight_means="strength",
)
found = {{}}
for one in result.terms:
    found["", f"{{one.name}}: coefficient"] = one.coefficient
    found["", f"{{one.name}}: statistic"] = one.statistic
    found["", f"{{one.name}}: p two-sided"] = one.chance and one.chance.p_two_sided""",
        Equivalence: """result = {asked}
found = {{
    (actor, f"to {{place}}"): value
    for actor, row in zip(result.actors, result.values)
    for place, value in enumerate(row, 1)
}}""",
        ActorPanel: """result = {asked}
found = {{
    (row["actor"], name): value for row in result.to_records() for name, value in row.items()
}}""",
    }
)

_R: Final = """\
# Compute the figures of figures.csv with R's sna, which opgavekern did not use; stops where
# one differs. Run it in this folder: Rscript replicate.R. What rests on chance is drawn
# otherwise in R and is compared within five standard errors of both.
suppressPackageStartupMessages(library(sna))
actors <- read.csv("actors.csv", colClasses = "character")
matrix_of <- function(file) {{
  ties <- read.csv(file, colClasses = "character")
  m <- matrix(0, nrow(actors), nrow(actors), dimnames = list(actors$actor, actors$actor))
  m[cbind(ties$source, ties$target)] <- 1
  if ({symmetric}) m <- pmax(m, t(m))
  m
}}
A <- matrix_of("ties.csv")
found <- list()
say <- function(actor, figure, value) found[[paste(actor, figure)]] <<- unname(value)
draws <- {count}
{calls}
told <- read.csv(
  "figures.csv", colClasses = c("character", "character", "numeric"), na.strings = character()
)
for (row in seq_len(nrow(told))) {{
  value <- found[[paste(told$actor[row], told$figure[row])]]
  is_chance <- grepl("p (at least|at most|two-sided)$", told$figure[row])
  if (is_chance) cat(told$figure[row], value, "here,", told$value[row], "told\\n")
  p <- min(max(told$value[row], 1 / (draws + 1)), draws / (draws + 1))
  room <- if (is_chance) 5 * sqrt(2 * p * (1 - p) / draws) + 2 / (draws + 1) else 1e-9
  if (abs(value - told$value[row]) > room)
    stop(paste(told$actor[row], told$figure[row], "is", value, "here,", told$value[row], "told"))
}}
cat(nrow(told), "figures are those of sna", as.character(packageVersion("sna")), "\\n")
"""

#: Figures of a whole network, by their names here; of no two-path transitivity has no value.
_R_WHOLE: Final = """mode <- if ({symmetric}) "graph" else "digraph"
way <- if ({symmetric}) "undirected" else "directed"
turns <- function(measure, ...) function(g) centralization(g, measure, mode = mode, ...)
whole <- list(
  density = function(g) gden(g, mode = mode),
  transitivity_weak = function(g) {{
    two_paths <- g %*% g
    diag(two_paths) <- 0
    if (any(two_paths > 0)) gtrans(g, mode = mode, measure = "weak") else NaN
  }},
  connectedness = function(g) connectedness(g),
  components = function(g) components(g, "weak"),
  isolates = function(g) length(isolates(g)),
  cutpoints = function(g) length(cutpoints(g, mode = mode, connected = "weak")),
  mutual_pairs = function(g) dyad.census(g)[1],
  asymmetric_pairs = function(g) dyad.census(g)[2],
  null_pairs = function(g) dyad.census(g)[3],
  reciprocity_dyadic = function(g) grecip(g, measure = "dyadic"),
  reciprocity_among_tied = function(g) grecip(g, measure = "dyadic.nonnull"),
  reciprocity_edgewise = function(g) grecip(g, measure = "edgewise"),
  hierarchy = function(g) hierarchy(g, measure = "krackhardt"),
  efficiency = function(g) efficiency(g),
  strong_components = function(g) components(g, "strong"),
  centralisation_degree = turns(degree, cmode = "freeman", diag = FALSE),
  centralisation_in_degree = turns(degree, cmode = "indegree", diag = FALSE),
  centralisation_out_degree = turns(degree, cmode = "outdegree", diag = FALSE),
  centralisation_betweenness = turns(betweenness, cmode = way),
  centralisation_closeness = turns(closeness, cmode = way)
)
"""

_R_CALLS: Final = MappingProxyType(
    {
        Brokerage: """roles <- c(
  "coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total"
)
b <- brokerage(A, actors$group)
for (i in seq_len(nrow(actors))) for (r in seq_along(roles)) {{
  say(actors$actor[i], roles[r], b$raw.nli[i, r])
  say(actors$actor[i], paste(roles[r], "expected"), b$exp.nli[i, r])
  say(actors$actor[i], paste(roles[r], "sd"), b$sd.nli[i, r])
}}""",
        EIIndex: """# sna has no E-I index: it is counted from the sociomatrix here.
set.seed({seed})
index <- function(groups) {{
  between <- outer(groups, groups, "!=")
  (sum(A[between]) - sum(A[!between])) / sum(A)
}}
pairs <- 2 * outer(actors$group, actors$group, "!=") - 1
diag(pairs) <- 0
say("", "index", index(actors$group))
say("", "expected", sum(pairs) / (nrow(A) * (nrow(A) - 1)))
drawn <- replicate(draws, index(sample(actors$group)))
say("", "p at least", (sum(drawn >= index(actors$group) - 1e-10) + 1) / (draws + 1))""",
        QAPCorrelation: """set.seed({seed})
B <- matrix_of("other.csv")
mode <- if ({symmetric}) "graph" else "digraph"
correlate <- function(g, g1 = 1, g2 = 2, ...) gcor(g, g1 = g1, g2 = g2, mode = mode)
say("", "correlation", gcor(A, B, mode = mode))
q <- qaptest(list(A, B), correlate, g1 = 1, g2 = 2, reps = draws)
say("", "p at least", (sum(q$dist >= q$testval - 1e-10) + 1) / (draws + 1))""",
        Cohesion: _R_WHOLE
        + """asked <- unique(read.csv("figures.csv", colClasses = "character")$figure)
for (figure in asked) say("", figure, as.numeric(whole[[figure]](A)))""",
        Centralisation: _R_WHOLE
        + """asked <- unique(read.csv("figures.csv", colClasses = "character")$figure)
for (figure in asked) say("", figure, whole[[paste0("centralisation_", figure)]](A))""",
        CUGTest: _R_WHOLE
        + """set.seed({seed})
figure <- function(g) as.numeric(whole[["{figure}"]](as.sociomatrix.sna(g)))
test <- cug.test(A, figure, mode = mode, cmode = "{cmode}", reps = draws)
drawn <- test$rep.stat[is.finite(test$rep.stat)]
say("", "observed", test$obs.stat)
say("", "p at least", (sum(drawn >= test$obs.stat - 1e-10) + 1) / (length(drawn) + 1))
say("", "p at most", (sum(drawn <= test$obs.stat + 1e-10) + 1) / (length(drawn) + 1))""",
        NetworkRegression: """set.seed({seed})
listed <- read.csv(
  "predictors.csv", colClasses = c("character", "character", "character", "numeric"),
  na.strings = character()
)
terms <- unique(listed$term)
matrix_of_term <- function(term) {{
  of <- listed[listed$term == term, ]
  m <- matrix(0, nrow(actors), nrow(actors), dimnames = list(actors$actor, actors$actor))
  m[cbind(of$source, of$target)] <- of$value
  if ({symmetric}) m <- m + t(m)
  m
}}
fit <- {netlm}(
  A, lapply(terms, matrix_of_term), mode = if ({symmetric}) "graph" else "digraph",
  nullhyp = "{nullhyp}", reps = draws
)
terms <- c("(intercept)", terms)
for (i in seq_along(terms)) {{
  drawn <- fit$dist[, i][is.finite(fit$dist[, i])]
  as_extreme <- sum(abs(drawn) >= abs(fit$tstat[i]) - 1e-10)
  say("", paste0(terms[i], ": coefficient"), fit$coefficients[i])
  say("", paste0(terms[i], ": statistic"), fit$tstat[i])
  say("", paste0(terms[i], ": p two-sided"), (as_extreme + 1) / (length(drawn) + 1))
}}""",
        Equivalence: """mode <- if ({symmetric}) "graph" else "digraph"
alike <- suppressWarnings(sedist(A, method = "{likeness}", mode = mode))
for (i in seq_len(nrow(actors))) for (j in seq_len(nrow(actors)))
  say(actors$actor[i], paste("to", j), alike[i, j])""",
        ActorPanel: """mode <- if ({symmetric}) "graph" else "digraph"
way <- if ({symmetric}) "undirected" else "directed"
each <- function(figure, values)
  for (i in seq_len(nrow(actors))) say(actors$actor[i], figure, values[i])
measures <- list(
  degree = function() degree(A, gmode = mode, cmode = "freeman"),
  in_degree = function() degree(A, gmode = mode, cmode = "indegree"),
  out_degree = function() degree(A, gmode = mode, cmode = "outdegree"),
  betweenness = function() betweenness(A, gmode = mode, cmode = way),
  closeness = function() closeness(A, gmode = mode, cmode = way),
  harmonic = function() closeness(
    A, gmode = mode, cmode = if ({symmetric}) "suminvundir" else "suminvdir"
  ),
  stress = function() stresscent(A, gmode = mode, cmode = way),
  load = function() loadcent(A, gmode = mode, cmode = way),
  flow_betweenness = function() flowbet(A, gmode = mode, cmode = "rawflow"),
  information = function() infocent(A, gmode = mode, cmode = "weak"),
  core = function() kcores(A, mode = mode, cmode = "freeman")
)
asked <- unique(read.csv("figures.csv", colClasses = "character")$figure)
for (figure in asked) each(figure, measures[[figure]]())""",
    }
)

#: What each script imports, by the results of which there are bundles.
FUNCTIONS: Final = MappingProxyType(
    {
        ActorPanel: "actors",
        Brokerage: "brokerage",
        Centralisation: "centralisation",
        Cohesion: "cohesion",
        CUGTest: "{called}, cug",
        EIIndex: "ei_index",
        Equivalence: "equivalence",
        NetworkRegression: "mrqap",
        QAPCorrelation: "qap",
    }
)


def scripts_of(
    result: NetworkResult, *, permutations: int, is_directed: bool, choices: Mapping[str, str]
) -> dict[str, str]:
    """Return the scripts that compute the figures, with opgavekern and with R's `sna`, by name.

    Args:
        result: What they give.
        permutations: How many there are of what rests on chance.
        is_directed: Ties go one way, in what is compared.
        choices: What else they must know, by the name that they use.
    """
    kind = type(result)
    symmetric = "FALSE" if is_directed else "TRUE"
    said = {
        "seed": str(result.reading.seed or 0),
        "count": str(permutations),
        "symmetric": symmetric,
        **choices,
    }
    return {
        "replicate.py": _PYTHON.format(
            function=FUNCTIONS[kind].format(**said),
            graph="DiGraph" if is_directed else "Graph",
            calls=_PYTHON_CALLS[kind].format(**said),
        ),
        "replicate.R": _R.format(
            calls=_R_CALLS[kind].format(**said), count=permutations or 1000, symmetric=symmetric
        ),
    }
