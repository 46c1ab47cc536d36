#!/usr/bin/python3
"""OpenCV's GaussianBlur of a made-up 21 x 17 float picture at a corner, an edge and inside, for GaussianFilterTests."""
import cv2
import numpy as np

y, x = np.mgrid[0:17, 0:21]
plane = (100 + 50 * np.sin(0.9 * x) * np.cos(0.7 * y) + 3 * x).astype(np.float32)
for sigma in 0.8, 2.5:
    smooth = cv2.GaussianBlur(plane, (0, 0), sigma)
    print(sigma, ", ".join(f"{smooth[j, i]:.4f}f" for j, i in [(0, 0), (16, 10), (8, 9)]))
