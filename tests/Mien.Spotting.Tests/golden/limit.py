"""Golden values of Sensitivity/DetectionLimitTests.cs by scikit-learn: a logistic model with a pull of 0.02 on all of its
coefficients, the columns centred."""
import numpy as np
from sklearn.linear_model import LogisticRegression

sizes = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8]
durations = [0.07, 0.1, 0.15, 0.25, 0.35, 0.5]
rows = [(np.log(s), np.log(d), i * 2 + j + i * j % 3 > 8) for i, s in enumerate(sizes) for j, d in enumerate(durations)]
x = np.array([r[:2] for r in rows])
y = np.array([r[2] for r in rows])
middle = x.mean(0)
model = LogisticRegression(C=1 / 0.02, tol=1e-13, max_iter=100000, fit_intercept=False, solver="newton-cholesky")
model.fit(np.c_[np.ones(len(x)), x - middle], y)
b = model.coef_[0]
start = b[0] - b[1:] @ middle
print("coefficients", b, "chance", 1 / (1 + np.exp(-(start + b[1:] @ np.log([0.7, 0.2])))))
print("size", np.exp((np.log(9) - start - b[2] * np.log(0.3)) / b[1]))
