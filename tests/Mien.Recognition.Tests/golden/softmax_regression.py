"""Golden values of SoftmaxRegressionTests: scikit-learn's LogisticRegression on numbers that both sides can make.

Debian's python3-sklearn 1.2.1:  python3 softmax_regression.py
"""
import numpy as np
from sklearn.linear_model import LogisticRegression

N, F, C = 30, 4, 3
x = np.array([[np.sin(1 + 0.7 * i + 1.3 * f + 0.11 * i * f) for f in range(F)] for i in range(N)])
y = np.array([(i * i + i // 4) % C for i in range(N)])
weights = [1.0, 1.5, 0.7]
for strength in (0.05, 2.0):
    model = LogisticRegression(
        C=strength, solver="newton-cg", class_weight=dict(enumerate(weights)), tol=1e-9, max_iter=10000, multi_class="multinomial"
    ).fit(x.astype(np.float32).astype(np.float64), y)
    print(strength)
    for c in range(C):
        print("  [" + ", ".join(f"{v:.9f}" for v in [*model.coef_[c], model.intercept_[c] - model.intercept_.mean()]) + "],")
