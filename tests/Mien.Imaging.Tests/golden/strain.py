#!/usr/bin/python3
"""Strain by the two published programs' own formulas on a 6 x 5 field, as OpticalStrainTests quotes it."""
import numpy as np
import pandas as pd
from scipy import ndimage

y, x = np.mgrid[0:5, 0:6].astype(float)
u = np.sin(x + 0.5 * y)
v = np.cos(0.7 * x * y)


def softnet(u, v):
    ux, uy = u - pd.DataFrame(u).shift(-1, axis=1), u - pd.DataFrame(u).shift(-1, axis=0)
    vx, vy = v - pd.DataFrame(v).shift(-1, axis=1), v - pd.DataFrame(v).shift(-1, axis=0)
    return np.array(np.sqrt(ux**2 + vy**2 + 0.5 * (uy + vx) ** 2).ffill(axis=1).ffill(axis=0))


def meb(u, v):
    u1, u2 = (ndimage.sobel(u, axis=k, mode="constant") for k in (0, 1))
    v1, v2 = (ndimage.sobel(v, axis=k, mode="constant") for k in (0, 1))
    return np.sqrt(u1**2 + v2**2 + 0.5 * (u2**2 + v1**2))


for name, field in ("SoftNet", softnet(u, v)), ("Meb", meb(u, v)):
    print(name, ", ".join(f"{field[j, i]:.5f}f" for j, i in [(0, 0), (2, 3), (4, 5), (4, 1), (1, 5)]))
