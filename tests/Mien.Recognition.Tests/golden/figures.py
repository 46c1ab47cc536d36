"""Golden figures for FigureTests, by scikit-learn 1.2.1 (Debian package python3-sklearn): python3 figures.py"""
from sklearn import metrics

MATRIX = [[219, 22, 9], [40, 62, 7], [21, 3, 59]]
cells = [(t, p) for t in range(3) for p in range(3) for _ in range(MATRIX[t][p])]
truth, predicted = zip(*cells)
precision, recall, _, _ = metrics.precision_recall_fscore_support(truth, predicted, average="macro")
print("uf1", metrics.f1_score(truth, predicted, average="macro"))
print("uar", metrics.balanced_accuracy_score(truth, predicted))
print("accuracy", metrics.accuracy_score(truth, predicted))
print("macroPrecision", precision)
print("macroF1OfMeans", 2 * precision * recall / (precision + recall))
print("microF1", metrics.f1_score(truth, predicted, average="micro"))
print("weightedPrecision", metrics.precision_score(truth, predicted, average="weighted"))
print("weightedRecall", metrics.recall_score(truth, predicted, average="weighted"))
print("weightedF1", metrics.f1_score(truth, predicted, average="weighted"))
