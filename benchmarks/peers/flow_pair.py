"""A made-up pair of pictures with a known smooth field between them: the same bytes as tests/Mien.Imaging.Tests/Flow/WarpedPair.cs."""

import numpy as np


def texture(x, y):
    total = np.zeros_like(x)
    for k in range(24):
        angle, frequency = 2.399963229728653 * k, 2 * np.pi / (4 + 1.565 * k)
        total += np.sin(frequency * (x * np.cos(angle) + y * np.sin(angle)) + 1.7 * k * k)
    return np.clip(np.floor(127.5 + 24 * total), 0, 255).astype(np.uint8)


def pair(width, height, amplitude=1.5):
    """The first picture, the second, and the flow from first to second (height x width x 2)."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    u = amplitude * np.sin(2 * np.pi * y / height) * np.cos(np.pi * x / width)
    v = amplitude * 0.7 * np.cos(2 * np.pi * x / width) * np.sin(np.pi * y / height)
    return texture(x + u, y + v), texture(x, y), np.dstack([u, v])


def serve(name, estimate):
    """The peer's side of a duel over 224 x 224 pixels with OpenCV; estimate(first, second) gives the flow."""
    import cv2
    import duel

    cv2.setNumThreads(2)
    first, second, truth = pair(224, 224)
    error = np.sqrt(((estimate(first, second) - truth) ** 2).sum(axis=2)).mean()
    description = f"OpenCV {cv2.__version__} {name}, two threads, mean end-point error {error:.4f} px"
    duel.serve(description, lambda _: duel.repeat(lambda: estimate(first, second)))
