"""Golden values for the tests of significance, by SciPy 1.10 and statsmodels 0.13 (Debian): python3 tests.py"""
import itertools

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.power import NormalIndPower

from bootstrap import subject, uf1

for b, c in ((12, 5), (0, 3), (40, 61), (7, 7), (150, 260)):
    exact = mcnemar([[0, b], [c, 0]], exact=True)
    corrected = mcnemar([[0, b], [c, 0]], exact=False, correction=True)
    print("mcnemar", b, c, repr(exact.pvalue), repr(corrected.statistic), repr(corrected.pvalue))

for z in (0.3, 1.0, 1.96, 3.2, 3.6, 8.0, -1.5):
    print("normal sf", z, repr(stats.norm.sf(z)))
for q in (0.975, 0.8, 0.2, 1e-9):
    print("normal ppf", q, repr(stats.norm.ppf(q)))

pairs = [(subject(d, i), subject(d, i, 1)) for d, n in enumerate([7, 5]) for i in range(n)]
differences = []
for swaps in itertools.product([False, True], repeat=len(pairs)):
    first = sum(b if s else a for s, (a, b) in zip(swaps, pairs))
    second = sum(a if s else b for s, (a, b) in zip(swaps, pairs))
    differences.append(uf1(second) - uf1(first))
observed = differences[0]
print("permutation", repr(observed), np.mean(np.abs(differences) >= abs(observed) - 1e-12))

# A statistic that SciPy can permute itself: the mean of one number a subject (all of one class: accuracy).
x, y = np.array([4, 2, 5, 1, 3, 0, 2, 4]), np.array([5, 4, 5, 3, 2, 2, 3, 5])
print("scipy permutation", stats.permutation_test((x, y), lambda a, b: np.mean(b - a), permutation_type="samples", n_resamples=np.inf).pvalue)
print("dz", repr(np.mean(y - x) / np.std(y - x, ddof=1)))

effect = 0.03 / (0.021 * np.sqrt(68))
print("subjects", NormalIndPower(ddof=0).solve_power(effect, alpha=0.05, power=0.8, ratio=0))

from statsmodels.stats.multitest import multipletests

print("holm", multipletests([0.01, 0.4, 0.04, 0.03, 0.6], method="holm")[1])


print("spearman", repr(stats.spearmanr([1, 2, 2, 5, 3, 0, 0], [2, 1, 4, 6, 6, -1, 3]).correlation))
