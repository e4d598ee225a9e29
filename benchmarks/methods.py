"""Ways to cluster, side by side on held-out surveys: ``python -m benchmarks.methods`` rewrites docs/themes-methods.md.

AMI with the gold themes at their true number, the same vectors for all. The written standard is taken out first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.held_out import Held, surveys
from benchmarks.run import table
from benchmarks.themes import ROOT
from textmine.language.lemmas import content_lemmas
from textmine.themes.cluster import cluster_centres, grow_tree, language_axis, nearest, unit_rows
from textmine.themes.number import suggest_n_themes

PAGE = ROOT / "docs" / "themes-methods.md"
CHOSEN = "Ward, then the nearest centre (shipped)"
Rows = np.ndarray
Method = Callable[[Held, Rows, int], np.ndarray]


def placed(held: Held) -> Rows:
    """Unit rows without mean and written standard, as ThemeModel places them."""
    shifted = held.vectors - held.vectors.mean(axis=0)
    axis = language_axis(held.vectors, held.languages)
    return unit_rows(shifted - np.outer(shifted @ axis, axis))


def ward(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Clusters of the tree as they are."""
    return grow_tree(rows).cut(n)


def shipped(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Ward's clusters, each text moved to the nearest centre: what ThemeModel does."""
    return nearest(rows, cluster_centres(rows, grow_tree(rows).cut(n)))


def ward_on_graph(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Ward's method that only joins neighbours."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.neighbors import kneighbors_graph

    return AgglomerativeClustering(n, connectivity=kneighbors_graph(rows, 10)).fit_predict(rows)


def neighbours(rows: Rows, k: int) -> Any:
    """Symmetric graph of the k nearest neighbours, weighted by cosine."""
    from sklearn.neighbors import kneighbors_graph

    graph = kneighbors_graph(rows, k, mode="distance")
    graph.data = np.maximum(1 - graph.data**2 / 2, 0)
    return graph.maximum(graph.T)


def leiden(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Leiden on 15 neighbours, the resolution set so that n clusters come out, or as near as ten trials get."""
    from sknetwork.clustering import Leiden

    graph, low, high = neighbours(rows, 15), 0.1, 10.0
    best: tuple[int, np.ndarray] | None = None
    for _trial in range(10):
        middle = (low * high) ** 0.5
        labels = Leiden(resolution=middle, random_state=0).fit_predict(graph)
        found = len(set(labels))
        if best is None or abs(found - n) < abs(best[0] - n):
            best = found, labels
        low, high = (middle, high) if found < n else (low, middle)
    assert best is not None
    return best[1]


def hdbscan(_: Held, rows: Rows, n: int) -> np.ndarray:  # noqa: ARG001 - it chooses the number itself
    """HDBSCAN on 15 principal components; what it leaves out is one cluster more."""
    from sklearn.cluster import HDBSCAN
    from sklearn.decomposition import PCA

    reduced = unit_rows(PCA(15, random_state=0).fit_transform(rows))
    return HDBSCAN(min_cluster_size=5, min_samples=2, copy=True).fit_predict(reduced)


def kmeans(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Spherical k-means, the best of five starts."""
    from sklearn.cluster import KMeans

    return KMeans(n, n_init=5, random_state=0).fit_predict(rows)


def consensus(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Average linkage of how often 20 runs of spherical k-means put two texts together."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.cluster import KMeans

    runs = [KMeans(n, n_init=1, random_state=seed).fit_predict(rows) for seed in range(20)]
    apart = 1 - np.mean([run[:, None] == run for run in runs], axis=0)
    return fcluster(linkage(squareform(apart, checks=False), "average"), n, "maxclust")


def smoothed(rows: Rows, k: int = 10) -> Rows:
    """Each row halfway to the weighted mean of its neighbours."""
    graph = neighbours(rows, k)
    return unit_rows(rows + (graph @ rows) / np.maximum(graph.sum(axis=1), 1e-9))


def ward_smoothed(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Ward on rows drawn towards their neighbours, then the nearest centre."""
    return nearest(rows, cluster_centres(rows, grow_tree(smoothed(rows)).cut(n)))


def with_words(analyzer: str, weight: float, smooth: bool = False) -> Method:
    """Ward on vectors beside 100 dimensions of TF-IDF over lemmas or their characters."""

    def method(held: Held, rows: Rows, n: int) -> np.ndarray:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        lemmas = [" ".join(words) for words in content_lemmas(held.texts, held.languages)]
        ngrams = (3, 5) if analyzer == "char_wb" else (1, 1)
        tfidf = TfidfVectorizer(analyzer=analyzer, ngram_range=ngrams, sublinear_tf=True, min_df=2)
        words = TruncatedSVD(100, random_state=0).fit_transform(tfidf.fit_transform(lemmas))
        joint = unit_rows(np.hstack([rows, weight * unit_rows(words - words.mean(axis=0))]))
        clusters = grow_tree(smoothed(joint, 15) if smooth else joint).cut(n)
        return nearest(joint, cluster_centres(joint, clusters))

    return method


def principal(_: Held, rows: Rows, n: int) -> np.ndarray:
    """Ward on 40 principal components, then the nearest centre."""
    from sklearn.decomposition import PCA

    reduced = unit_rows(PCA(40, random_state=0).fit_transform(rows))
    return nearest(rows, cluster_centres(rows, grow_tree(reduced).cut(n)))


METHODS: dict[str, Method] = {
    CHOSEN: shipped,
    "Ward alone": ward,
    "Ward on a graph of 10 neighbours": ward_on_graph,
    "Leiden on a graph of 15 neighbours": leiden,
    "HDBSCAN (chooses the number itself)": hdbscan,
    "spherical k-means": kmeans,
    "spherical k-means, consensus of 20": consensus,
    "Ward, 40 principal components": principal,
    "Ward, rows smoothed over 10 neighbours": ward_smoothed,
    "Ward, lemmas beside vectors, 0.3": with_words("word", 0.3),
    "Ward, lemmas beside vectors, 0.5": with_words("word", 0.5),
    "Ward, characters of lemmas, 0.3": with_words("char_wb", 0.3),
    "Ward, characters of lemmas, 0.5": with_words("char_wb", 0.5),
    "Ward, characters of lemmas, 0.5, smoothed": with_words("char_wb", 0.5, smooth=True),
}


def compare(held: list[Held]) -> list[dict[str, Any]]:
    """One row a method: mean AMI, and the difference from the shipped one with its standard error over surveys."""
    from sklearn.metrics import adjusted_mutual_info_score

    scores: dict[str, list[float]] = {name: [] for name in METHODS}
    for survey in held:
        rows, n = placed(survey), len(set(survey.gold))
        for name, method in METHODS.items():
            scores[name].append(float(adjusted_mutual_info_score(survey.gold, method(survey, rows, n))))
    result = []
    for name, values in sorted(scores.items(), key=lambda pair: -np.mean(pair[1])):
        apart = np.array(values) - np.array(scores[CHOSEN])
        error = apart.std(ddof=1) / len(apart) ** 0.5
        result.append(
            {
                "method": name,
                "AMI": f"{np.mean(values):.3f}",
                "against the shipped one": "" if name == CHOSEN else f"{apart.mean():+.3f} ± {error:.3f}",
            }
        )
    return result


def main() -> None:
    """Write the page and print it."""
    held = surveys()
    chosen = [suggest_n_themes(len(set(survey.texts))) for survey in held]
    off = [abs(own / len(set(survey.gold)) - 1) for own, survey in zip(chosen, held, strict=True)]
    sections = [
        "# Ways to cluster",
        "Written by `python -m benchmarks.methods`. Vectors: an encoder tuned for 160 steps without these "
        f"{len(held)} surveys (`benchmarks/held_out.py`). True number of themes; ± is one standard error of the paired "
        "difference over surveys. Seed 0.",
        table(compare(held)),
        f"Number of themes chosen by itself: off by {np.mean(off):.0%} on average and {max(off):.0%} at most "
        f"({min(chosen)}-{max(chosen)} chosen).",
    ]
    PAGE.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
