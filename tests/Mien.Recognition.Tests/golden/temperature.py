"""The golden value of ModelCalibrationTests: temperature of least negative log likelihood, by SciPy. Run: python3 temperature.py"""
import numpy as np
from scipy.optimize import minimize_scalar

rows = np.array([[0.9, 0.05, 0.05], [0.7, 0.2, 0.1], [0.1, 0.85, 0.05], [0.2, 0.3, 0.5], [0.97, 0.02, 0.01], [0.05, 0.15, 0.8]])
labels = np.array([0, 1, 1, 2, 2, 2])


def loss(temperature):
    logits = np.log(rows) / temperature
    return -(logits[np.arange(6), labels] - np.log(np.exp(logits).sum(1))).sum()


found = minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10})
print(f"{found.x:.6f}")
