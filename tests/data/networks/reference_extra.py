"""Adds to every <name>.reference.json what sna and igraph do not give, by brute force or closed form.

core_periphery_exhaustive  Borgatti & Everett (1999) discrete model, all 2^n splits (n <= 21), Pearson correlation of
                           the off-diagonal cells with the ideal pattern. Three patterns:
                           cp_ones: 1 if i or j is core; cp_zeros: 1 only if both are core; cp_missing: core-core 1,
                           periphery-periphery 0, core-periphery cells left out.
global_exact_sd / z        Exact sd of the global Gould-Fernandez counts under a Bernoulli digraph. sna 2.7-1 leaves out
                           the pairs of two-paths that conflict on an arc for b_IO, b_OI, and part of them for w_I and t.
Usage: python reference_extra.py FOLDER [FOLDER ...]
"""

import csv, json, math, sys
from collections import Counter
from pathlib import Path
import numpy as np


def global_exact_sd(sizes, d):
    q, N = 1 - d, sum(sizes)
    a, b, c, p = d**3 * q**3, d**4 * q**2, d**5 * q, d * d * q
    v = {
        "w_I": sum(
            x * (x - 1) * (x - 2) * (p * (1 - p) + (4 * x - 10) * (a - b) + (x - 3) * c)
            for x in sizes
        )
    }
    v["b_IO"] = v["b_OI"] = sum(
        x * (N - x) * (x - 1) * (p * (1 - p) + (N - 3) * a - (2 * x - 3) * b + (x - 2) * c)
        for x in sizes
    )
    v["t"] = N * (N - 1) * (N - 2) * (p * (1 - p) + (4 * N - 10) * (a - b) + (N - 3) * c)
    return {k: math.sqrt(max(x, 0)) for k, x in v.items()}


def core_periphery(A, ids):
    n = len(A)
    W = A + A.T
    size = 1 << n
    s = np.zeros(size)
    k = np.zeros(size, dtype=np.int8)
    for i in range(n):
        h = 1 << i
        w = np.zeros(h)
        for j in range(i):
            w[1 << j : 1 << (j + 1)] = w[: 1 << j] + W[i, j]
        s[h : 2 * h] = s[:h] + w
        k[h : 2 * h] = k[:h] + 1
    deg = W.sum(1)
    D = np.zeros(size)
    for i in range(n):
        D[1 << i : 2 << i] = D[: 1 << i] + deg[i]
    S = A.sum()
    K = k.astype(float)
    pp = S - (D - s)
    M = n * (n - 1.0)

    def corr(M, sx, sy, sxy):
        with np.errstate(all="ignore"):
            r = (M * sxy - sx * sy) / np.sqrt((M * sx - sx * sx) * (M * sy - sy * sy))
        return np.where(np.isfinite(r), r, -2)

    cc, ppn = K * (K - 1), (n - K) * (n - K - 1)
    out = {}
    for name, r in (
        ("cp_ones", corr(M, M - ppn, S, S - pp)),
        ("cp_zeros", corr(M, cc, S, s)),
        ("cp_missing", corr(cc + ppn, cc, s + pp, s)),
    ):
        m = r.max()
        best = np.flatnonzero(r >= m - 1e-9)
        out[name] = {
            "correlation": float(m),
            "optima": int(len(best)),
            "core": [[ids[i] for i in range(n) if b >> i & 1] for b in best[:5].tolist()],
        }
    return out


for folder in map(Path, sys.argv[1:]):
    meta = json.loads((folder / "network.json").read_text("utf-8"))
    path = folder / f"{meta['name']}.reference.json"
    ref = json.loads(path.read_text("utf-8"))
    nodes = list(csv.DictReader((folder / "nodes.csv").open(encoding="utf-8")))
    edges = list(csv.DictReader((folder / "edges.csv").open(encoding="utf-8")))
    for rel, f in meta["relations"].items():
        if f.get("two_mode"):
            for r in (ref["relations"].get(rel + "_bodies_projection"),):
                if r:
                    g = r["gould_fernandez_domain"]
                    n = r["n"]
                    x = global_exact_sd(
                        list(g["class_sizes"].values()), 2 * r["ties"] / (n * (n - 1))
                    )
                    g["global"]["exact_sd"] = x
                    g["global"]["exact_z"] = {
                        k: (g["global"]["raw"][k] - g["global"]["expected"][k]) / v
                        for k, v in x.items()
                        if v
                    }
            continue
        r = ref["relations"][rel]
        sub = [x for x in nodes if x.get("mode", "1") in ("1", "")]
        ids = [x["id"] for x in sub]
        ix = {v: i for i, v in enumerate(ids)}
        A = np.zeros((len(ids),) * 2)
        for e in edges:
            if e["relation"] == rel and e["source"] != e["target"]:
                A[ix[e["source"]], ix[e["target"]]] = 1
                if not f["directed"]:
                    A[ix[e["target"]], ix[e["source"]]] = 1
        for p in meta["partition"]:
            g = r["partition"][p]["gould_fernandez"]["global"]
            n = len(ids)
            x = global_exact_sd(list(Counter(v[p] for v in sub).values()), A.sum() / (n * (n - 1)))
            g["exact_sd"] = x
            g["exact_z"] = {k: (g["raw"][k] - g["expected"][k]) / v for k, v in x.items() if v}
        if len(ids) <= 21:
            r["core_periphery_exhaustive"] = core_periphery(A, ids)
    path.write_text(json.dumps(ref, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(meta["name"])
