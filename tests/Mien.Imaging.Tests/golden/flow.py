#!/usr/bin/python3
"""OpenCV 4.6 on the made-up pair of WarpedPair.cs (96 x 80): its fields sampled every 16 pixels, into flow.txt (standard output)."""
import sys
from pathlib import Path

import cv2

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks" / "peers"))
from flow_pair import pair  # noqa: E402

WIDTH, HEIGHT, STEP = 96, 80, 16


def show(name, flow):
    sampled = flow[STEP // 2 :: STEP, STEP // 2 :: STEP].reshape(-1)
    print(name + ":", " ".join(f"{value:.4f}" for value in sampled))


first, second, _ = pair(WIDTH, HEIGHT)
show("Farneback", cv2.calcOpticalFlowFarneback(first, second, None, 0.5, 3, 15, 3, 5, 1.2, 0))
gaussian = cv2.OPTFLOW_FARNEBACK_GAUSSIAN
show("Farneback, Gaussian window", cv2.calcOpticalFlowFarneback(first, second, None, 0.7, 2, 11, 2, 7, 1.5, gaussian))
for preset, name in enumerate(["ultrafast", "fast", "medium"]):
    show("DIS " + name, cv2.DISOpticalFlow_create(preset).calc(first, second, None))
