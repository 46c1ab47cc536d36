#!/usr/bin/python3
"""TIM as published (graph Laplacian, singular value decomposition) on five made-up frames of seven pixels, for TimTests."""
import numpy as np

n, count = 5, 4
pixel, time = np.mgrid[0:7, 0:n]
frames = 100 + 40 * np.sin(0.9 * pixel + 0.7 * time) + 9 * np.cos(pixel * time * 0.8 + time**2)
mean = frames.mean(axis=1, keepdims=True)
u, s, vt = np.linalg.svd(frames - mean, full_matrices=False)
u, q = u[:, :-1], (s[:, None] * vt)[:-1]
path = np.diag(np.ones(n - 1), 1) + np.diag(np.ones(n - 1), -1)
values, vectors = np.linalg.eigh(np.diag(path.sum(0)) - path)
w = np.linalg.solve(q @ q.T, q @ vectors[:, 1:])
k = np.arange(1, n)


def curve(t):
    return np.sin(np.pi * k * t + np.pi * (n - k) / (2 * n))


m = (q[:, 0] @ w) / curve(1 / n)
for i in range(count):
    t = i / (count - 1) * (1 - 1 / n) + 1 / n
    new = u @ np.linalg.solve(w.T, m * curve(t)) + mean[:, 0]
    print(", ".join(f"{value:.4f}f" for value in new))
