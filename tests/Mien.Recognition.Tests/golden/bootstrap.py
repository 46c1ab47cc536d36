"""Golden intervals for SubjectBootstrapTests, by numpy 1.24 alone: python3 bootstrap.py

Subjects are resampled within their dataset, 200,000 times; the ends of the 95 % interval are numpy's quantiles.
"""
import numpy as np

DRAWS = 200_000
random = np.random.default_rng(7)


def subject(dataset, index, shift=0):
    return np.array([[(7 * index + 3 * t + 5 * p + 2 * dataset + shift) % 5 + (3 if t == p else 0) for p in range(3)] for t in range(3)])


def uf1(m):
    hits = np.diagonal(m, axis1=-2, axis2=-1)
    return np.mean(2 * hits / (m.sum(-1) + m.sum(-2)), axis=-1)


def uar(m):
    return np.mean(np.diagonal(m, axis1=-2, axis2=-1) / m.sum(-1), axis=-1)


if __name__ == "__main__":
    sizes = [7, 5]
    picks = [random.integers(0, n, (DRAWS, n)) for n in sizes]

    def pooled(shift):
        return sum(np.array([subject(d, i, shift) for i in range(n)])[picks[d]].sum(1) for d, n in enumerate(sizes))

    first, second = pooled(0), pooled(1)
    for name, figure in (("uf1", uf1), ("uar", uar)):
        print(name, *np.quantile(figure(first), [0.025, 0.975]))
    difference = uf1(second) - uf1(first)
    print("difference", *np.quantile(difference, [0.025, 0.975]), "standard error", difference.std(ddof=1))
