#!/usr/bin/python3
"""Resized values by OpenCV 4.6 of the 9 x 7 plane 10 x + 7 y + 30 sin(x y), as ResizerTests quotes them."""
import cv2
import numpy as np

y, x = np.mgrid[0:7, 0:9]
plane = (10 * x + 7 * y + 30 * np.sin(x * y)).astype(np.float32)
for name, method, size in [
    ("Area", cv2.INTER_AREA, (4, 3)),
    ("Bilinear", cv2.INTER_LINEAR, (4, 3)),
    ("Bilinear", cv2.INTER_LINEAR, (13, 10)),
    ("Bicubic", cv2.INTER_CUBIC, (4, 3)),
    ("Bicubic", cv2.INTER_CUBIC, (13, 10)),
]:
    small = cv2.resize(plane, size, interpolation=method)
    # A few samples of the larger results are enough: corner, edge, inside.
    picked = small.ravel()[:: max(1, small.size // 12)]
    print(name, size, ", ".join(f"{v:.4f}f" for v in picked))
