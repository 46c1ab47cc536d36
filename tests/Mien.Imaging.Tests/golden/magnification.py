#!/usr/bin/python3
"""Linear Eulerian magnification by OpenCV's pyramids on six made-up 47 x 38 frames, for EulerianMagnifierTests."""
import cv2
import numpy as np

W, H, ALPHA, QUICK, SLOW, CUTOFF, LEVELS = 47, 38, 8.0, 0.4, 0.05, 16.0, 3
y, x = np.mgrid[0:H, 0:W].astype(np.float32)
frames = [128 + 50 * np.sin(0.35 * (x + 0.3 * np.sin(0.9 * t))) + 30 * np.cos(0.2 * y - 0.05 * t) for t in range(6)]


def split(frame):
    bands = []
    for _ in range(LEVELS):
        small = cv2.pyrDown(frame)
        bands.append(frame - cv2.pyrUp(small, dstsize=frame.shape[::-1]))
        frame = small
    return bands + [frame]


def join(bands):
    frame = bands[-1]
    for band in bands[-2::-1]:
        frame = cv2.pyrUp(frame, dstsize=band.shape[::-1]) + band
    return frame


quick = slow = split(frames[0].astype(np.float32))
for t in range(1, 6):
    now = split(frames[t].astype(np.float32))
    quick = [QUICK * n + (1 - QUICK) * q for n, q in zip(now, quick)]
    slow = [SLOW * n + (1 - SLOW) * s for n, s in zip(now, slow)]
    delta, wavelength = CUTOFF / 8 / (1 + ALPHA), np.hypot(W, H) / 3
    filtered = [None] * (LEVELS + 1)
    for band in range(LEVELS, -1, -1):
        gain = 0 if band in (0, LEVELS) else min(ALPHA, 2 * (wavelength / delta / 8 - 1))
        filtered[band] = np.float32(gain) * (quick[band] - slow[band])
        wavelength /= 2
out = frames[5] + join(filtered)
print(", ".join(f"{out[j, i]:.3f}f" for j, i in [(0, 0), (10, 20), (37, 46), (20, 5), (30, 33)]))
