#!/usr/bin/python3
"""OpenCV 4.6 on the made-up pair of WarpedPair.cs (96 x 80): its fields sampled every 16 pixels, into flow.txt (standard output)."""
import cv2
import numpy as np

WIDTH, HEIGHT, STEP = 96, 80, 16


def texture(x, y):
    total = np.zeros_like(x)
    for k in range(24):
        angle, frequency = 2.399963229728653 * k, 2 * np.pi / (4 + 1.565 * k)
        total += np.sin(frequency * (x * np.cos(angle) + y * np.sin(angle)) + 1.7 * k * k)
    return np.clip(np.floor(127.5 + 24 * total), 0, 255).astype(np.uint8)


def pair(width, height, amplitude=1.5):
    y, x = np.mgrid[0:height, 0:width].astype(float)
    u = amplitude * np.sin(2 * np.pi * y / height) * np.cos(np.pi * x / width)
    v = amplitude * 0.7 * np.cos(2 * np.pi * x / width) * np.sin(np.pi * y / height)
    return texture(x + u, y + v), texture(x, y)


def show(name, flow):
    sampled = flow[STEP // 2 :: STEP, STEP // 2 :: STEP].reshape(-1)
    print(name + ":", " ".join(f"{value:.4f}" for value in sampled))


first, second = pair(WIDTH, HEIGHT)
show("Farneback", cv2.calcOpticalFlowFarneback(first, second, None, 0.5, 3, 15, 3, 5, 1.2, 0))
gaussian = cv2.OPTFLOW_FARNEBACK_GAUSSIAN
show("Farneback, Gaussian window", cv2.calcOpticalFlowFarneback(first, second, None, 0.7, 2, 11, 2, 7, 1.5, gaussian))
for preset, name in enumerate(["ultrafast", "fast", "medium"]):
    show("DIS " + name, cv2.DISOpticalFlow_create(preset).calc(first, second, None))
