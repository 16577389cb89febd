"""What a bundle of replication runs: our own script, and one for R with `sna`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from opgavekern.exchange.networks.replication_figures import asked_of
from opgavekern.network import (
    ActorPanel,
    Brokerage,
    Centralisation,
    Cohesion,
    EIIndex,
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
told <- read.csv("figures.csv", colClasses = c("character", "character", "numeric"))
for (row in seq_len(nrow(told))) {{
  value <- found[[paste(told$actor[row], told$figure[row])]]
  is_chance <- told$figure[row] == "p at least"
  p <- min(max(told$value[row], 1 / (draws + 1)), draws / (draws + 1))
  room <- if (is_chance) 5 * sqrt(2 * p * (1 - p) / draws) + 2 / (draws + 1) else 1e-9
  if (abs(value - told$value[row]) > room)
    stop(paste(told$actor[row], told$figure[row], "is", value, "here,", told$value[row], "told"))
}}
cat(nrow(told), "figures are those of sna", as.character(packageVersion("sna")), "\\n")
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
        Cohesion: """mode <- if ({symmetric}) "graph" else "digraph"
whole <- function(figure, value) say("", figure, as.numeric(value))
whole("density", gden(A, mode = mode))
whole("transitivity_weak", gtrans(A, mode = mode, measure = "weak"))
whole("connectedness", connectedness(A))
whole("components", components(A, "weak"))
whole("isolates", length(isolates(A)))
whole("cutpoints", length(cutpoints(A, mode = mode, connected = "weak")))
if (mode == "digraph") {{
  pairs <- dyad.census(A)
  whole("mutual_pairs", pairs[1])
  whole("asymmetric_pairs", pairs[2])
  whole("null_pairs", pairs[3])
  whole("reciprocity_dyadic", grecip(A, measure = "dyadic"))
  whole("reciprocity_among_tied", grecip(A, measure = "dyadic.nonnull"))
  whole("reciprocity_edgewise", grecip(A, measure = "edgewise"))
  whole("hierarchy", hierarchy(A, measure = "krackhardt"))
  whole("efficiency", efficiency(A))
  whole("strong_components", components(A, "strong"))
}}""",
        Centralisation: """mode <- if ({symmetric}) "graph" else "digraph"
way <- if ({symmetric}) "undirected" else "directed"
turns <- function(figure, measure, ...)
  say("", figure, centralization(A, measure, mode = mode, ...))
turns("degree", degree, cmode = "freeman", diag = FALSE)
turns("in_degree", degree, cmode = "indegree", diag = FALSE)
turns("out_degree", degree, cmode = "outdegree", diag = FALSE)
turns("betweenness", betweenness, cmode = way)
turns("closeness", closeness, cmode = way)""",
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

_FUNCTIONS: Final = MappingProxyType(
    {
        ActorPanel: "actors",
        Brokerage: "brokerage",
        Centralisation: "centralisation",
        Cohesion: "cohesion",
        EIIndex: "ei_index",
        QAPCorrelation: "qap",
    }
)


def our_script(result: NetworkResult, *, permutations: int, sd: str) -> str:
    """Return the script that computes the figures with opgavekern."""
    kind = type(result)
    return _PYTHON.format(
        function=_FUNCTIONS[kind],
        graph="DiGraph" if result.reading.is_directed else "Graph",
        calls=_PYTHON_CALLS[kind].format(
            count=permutations, seed=result.reading.seed or 0, sd=sd, asked=asked_of(result)
        ),
    )


def r_script(result: NetworkResult, *, permutations: int) -> str:
    """Return the script that computes the figures with R's `sna`."""
    is_symmetric = "FALSE" if result.reading.is_directed else "TRUE"
    said = {"seed": result.reading.seed or 0, "symmetric": is_symmetric}
    calls = _R_CALLS[type(result)].format(**said)
    return _R.format(calls=calls, count=permutations or 1000, symmetric=is_symmetric)
