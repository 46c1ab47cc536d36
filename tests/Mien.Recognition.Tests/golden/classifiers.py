"""Golden values for SupportVectorMachineTests and LogisticTests, by scikit-learn 1.2.1 (Debian package python3-sklearn),
whose SVC is LIBSVM: python3 classifiers.py > classifiers.csv

Samples are made of whole numbers, so that any language makes the same ones. Samples 0 to 47 are learnt from, 48 to 59
are scored."""
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

CLASSES, FEATURES, LEARNT, ALL = 3, 7, 48, 60
# Classes of 24, 16 and 8 samples, so that weights matter.
labels = np.array([(0, 0, 0, 1, 1, 2)[i % 6] for i in range(ALL)])
samples = np.array(
    [[((i * i * 31 + k * 17 + i * k * 7) % 97 + 30 * (labels[i] == k)) / np.float32(97) for k in range(FEATURES)]
     for i in range(ALL)], dtype=np.float32).astype(np.float64)


def show(name, model):
    ovo = model.decision_function(samples[LEARNT:])
    model.decision_function_shape = "ovr"
    ovr = model.decision_function(samples[LEARNT:])
    for i in range(ALL - LEARNT):
        print(name, LEARNT + i, *(repr(float(v)) for v in (*ovo[i], *ovr[i])), sep=",")


def svc(**settings):
    return SVC(decision_function_shape="ovo", shrinking=False, **settings).fit(samples[:LEARNT], labels[:LEARNT])


balanced = {"class_weight": "balanced"}
show("svm kernel=linear c=1 weights=equal", svc(kernel="linear", C=1))
show("svm kernel=linear c=0.01 weights=balanced", svc(kernel="linear", C=0.01, **balanced))
show("svm kernel=rbf c=10 gamma=scale weights=balanced", svc(kernel="rbf", C=10, **balanced))
show("svm kernel=rbf c=0.5 gamma=0.3 weights=equal tolerance=1e-6", svc(kernel="rbf", C=0.5, gamma=0.3, tol=1e-6))
for c, weights in ((1, "balanced"), (0.1, None)):
    model = LogisticRegression(C=c, class_weight=weights, solver="newton-cg", tol=1e-12, max_iter=100_000)
    model.fit(samples[:LEARNT], labels[:LEARNT])
    for i, row in enumerate(model.predict_proba(samples[LEARNT:])):
        name = f"logistic c={c} weights={weights or 'equal'}"
        print(name, LEARNT + i, *(repr(float(v)) for v in row), sep=",")
