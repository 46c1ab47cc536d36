#!/usr/bin/python3
"""Li, Huang and Zhao's scores by numpy's fftn, window by window, on twelve made-up 26 x 21 frames, for LbpFrequencyTests."""
import numpy as np

FRAMES, W, H, WINDOW, BLOCKS, STRONGEST = 12, 26, 21, 7, 2, 3
y, x = np.mgrid[0:H, 0:W].astype(float)


def frame(t):
    push = 1.5 * np.exp(-((t - 7) ** 2) / 4)
    return (100 + 30 * np.sin(0.7 * (x + push * (x > 12))) + 20 * np.cos(0.9 * y + 0.31 * x)).astype(np.float32)


def lbp(p):
    center, code, bit = p[1:-1, 1:-1], 0, 0
    for j in (0, 1, 2):
        for i in (0, 1, 2):
            if (i, j) != (1, 1):
                code = code + ((p[j : H - 2 + j, i : W - 2 + i] >= center).astype(int) << bit)
                bit += 1
    return code


codes = np.stack([lbp(frame(t)) for t in range(FRAMES)])
padded = np.concatenate([codes[:1].repeat(WINDOW // 2, 0), codes, codes[-1:].repeat(WINDOW // 2, 0)])
bw, bh = (W - 2) // BLOCKS, (H - 2) // BLOCKS
w, v, u = np.meshgrid(*[np.fft.fftfreq(n, 1 / n) for n in (WINDOW, bh, bw)], indexing="ij")
high = u**2 + v**2 + w**2 >= ((WINDOW + 1) // 2) ** 2
scores = []
for t in range(FRAMES):
    window = padded[t : t + WINDOW]
    sums = [
        np.abs(np.fft.fftn(window[:, j * bh : (j + 1) * bh, i * bw : (i + 1) * bw]))[high].sum()
        for j in range(BLOCKS)
        for i in range(BLOCKS)
    ]
    scores.append(sum(sorted(sums)[-STRONGEST:]))
print(", ".join(f"{s:.2f}" for s in scores))
