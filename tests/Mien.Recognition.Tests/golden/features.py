"""Golden values for FeatureGoldenTests, by NumPy 1.24, SciPy 1.10 and scikit-image 0.19 (Debian packages python3-numpy,
python3-scipy and python3-skimage): python3 features.py > features.csv

The features are computed anew here from their definitions, with whole arrays instead of loops over pixels: histograms by
numpy.histogram and numpy.add.at, regions by skimage.measure.points_in_poly, patterns by skimage.feature.local_binary_pattern
or by shifted arrays, gradients by numpy.gradient. Inputs are made of whole numbers, so that any language makes the same."""
import numpy as np
from skimage.feature import local_binary_pattern
from skimage.measure import points_in_poly

HEIGHT, WIDTH = 23, 20


def flow(frames):
    """[frames, height, width, (u, v, strain)] in thirtieths; strain is not negative."""
    i = np.arange(frames * HEIGHT * WIDTH * 3, dtype=np.int64).reshape(frames, HEIGHT, WIDTH, 3)
    values = ((i * i * 31 + i * 17) % 997 - 498).astype(np.float32) / np.float32(30)
    values[..., 2] = np.abs(values[..., 2])
    return values


def gray(frames, height, width):
    i = np.arange(frames * height * width, dtype=np.int64).reshape(frames, height, width)
    return ((i * i * 13 + i * 7) % 251).astype(np.float64)


def blocks(height, width, rows, columns):
    y, x = np.mgrid[:height, :width]
    return (y * rows // height) * columns + x * columns // width


def histograms(block, index, weight, count, bins):
    table = np.zeros((count, bins))
    np.add.at(table, (block.ravel(), index.ravel()), weight.ravel())
    total = table.sum(1, keepdims=True)
    return np.divide(table, total, out=np.zeros_like(table), where=total > 0)


def turn(first, second, bins):
    return np.floor((np.arctan2(second, first) / (2 * np.pi) + 0.5) * bins).astype(int) % bins


def hoof(f, bins, rows, columns):
    u, v = f[..., 0].astype(float), f[..., 1].astype(float)
    index = np.clip(np.floor((np.arctan2(v, np.abs(u)) / np.pi + 0.5) * bins).astype(int), 0, bins - 1)
    block = np.broadcast_to(blocks(HEIGHT, WIDTH, rows, columns), u.shape)
    return histograms(block, index, np.hypot(u, v), rows * columns, bins)


def bi_woof(f, bins, rows, columns):
    u, v, strain = (f[..., c].astype(float) for c in range(3))
    block = np.broadcast_to(blocks(HEIGHT, WIDTH, rows, columns), u.shape)
    table = histograms(block, turn(u, v, bins), np.hypot(u, v), rows * columns, bins)
    table *= np.array([strain[block == b].mean() for b in range(rows * columns)])[:, None]
    return table / np.linalg.norm(table)


# FaceTemplate: the average face in the crop of mien prepare, left half with its mirror twins.
HALF = """0 16 .096 .329 1 15 .098 .437 2 14 .106 .544 3 13 .130 .650 4 12 .174 .745 5 11 .242 .827 6 10 .320 .901 7 9 .405 .961
8 8 .5 .976 17 26 .193 .225 18 25 .238 .179 19 24 .301 .163 20 23 .368 .170 21 22 .433 .197 27 27 .5 .292 28 28 .5 .359
29 29 .5 .421 30 30 .5 .492 31 35 .419 .539 32 34 .457 .555 33 33 .5 .570 36 45 .272 .306 37 44 .312 .286 38 43 .359 .285
39 42 .399 .311 40 47 .358 .316 41 46 .312 .319 48 54 .342 .677 49 53 .395 .648 50 52 .458 .638 51 51 .5 .644 57 57 .5 .774
58 56 .454 .771 59 55 .394 .744 60 64 .366 .680 61 63 .458 .665 62 62 .5 .671 66 66 .5 .729 67 65 .457 .721""".split()
p = np.zeros((68, 2))
for a, b, x, y in np.array(HALF, float).reshape(-1, 4):
    p[int(b)], p[int(a)] = (1 - x, y), (x, y)
up = p - [0, 0.2 * (p[42:48].mean(0) - p[36:42].mean(0))[0]]
cheek, mouth, corner, lip, chin, lid = ((p[a] + p[b]) / 2 for a, b in ((3, 29), (4, 33), (5, 59), (6, 58), (8, 57), (2, 41)))
LEFT = [(p[17], up[17], up[19], p[19]), (p[19], up[19], up[21], p[21]), (p[21], up[21], (up[21] + up[22]) / 2, p[27]),
        (p[1], p[0], p[17], p[36]), (p[36], p[17], p[19], p[38]), (p[38], p[19], p[21], p[39]), (p[39], p[21], p[27], p[28]),
        (p[3], p[2], lid, cheek), (cheek, lid, p[41], p[39]), (cheek, p[39], p[28], p[29]), (mouth, cheek, p[29], p[33]),
        (corner, mouth, p[33], p[59]), (lip, corner, p[59], p[58]), (chin, lip, p[58], p[57]), (p[4], p[3], cheek, mouth),
        (p[5], p[4], mouth, corner), (p[6], p[5], corner, lip), (p[8], p[6], lip, chin)]
REGIONS = [np.array(r) for r in LEFT] + [np.array(r) * [-1, 1] + [1, 0] for r in LEFT]


def mdmo(f):
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    places = np.c_[((x + 0.5) / WIDTH).ravel(), ((y + 0.5) / HEIGHT).ravel()]
    means = []
    for region in REGIONS:
        inside = points_in_poly(places, region)
        mean = np.zeros(2)
        for frame in f.reshape(len(f), -1, 3)[:, inside, :2].astype(float):
            angle = np.arctan2(frame[:, 1], frame[:, 0])
            edges = (np.arange(9) - 0.5) * np.pi / 4
            counts, _ = np.histogram(np.mod(angle + np.pi / 8, 2 * np.pi) - np.pi / 8, edges)
            main = np.argmax(counts)
            chosen = np.abs(np.angle(np.exp(1j * (angle - main * np.pi / 4)))) < np.pi / 8
            mean += frame[chosen].mean(0) / len(f) if inside.any() else 0
        means.append(mean)
    means = np.array(means)
    length = np.hypot(*means.T)
    return np.r_[length / length.max(), np.arctan2(means[:, 1], means[:, 0])]


def lbp_top(g, rx, ry, rt, points, codes_of, bins_of, bins, rows, columns):
    frames, height, width = g.shape
    inner = (slice(rt, frames - rt), slice(ry, height - ry), slice(rx, width - rx))
    block = np.broadcast_to(blocks(height - 2 * ry, width - 2 * rx, rows, columns), g[inner].shape)
    planes = [histograms(block, bins_of[codes_of(g, plane)[inner]], np.ones(block.shape), rows * columns, bins)
              for plane in range(3)]
    return np.stack(planes, 1)


def by_skimage(g, plane):
    """Radius 1 in all directions, four neighbours; the rows of a plane's pictures run along its second axis."""
    codes = np.zeros(g.shape, int)
    for k in range(g.shape[plane]):
        at = [np.s_[k], np.s_[:, k], np.s_[:, :, k]][plane]
        codes[at] = local_binary_pattern(g[at], 4, 1, "default")
    return codes


def by_shifts(g, plane):
    """rx 1, ry 2, rt 3, eight neighbours at the nearest places."""
    (first, r1), (second, r2) = [((2, 1), (1, 2)), ((2, 1), (0, 3)), ((1, 2), (0, 3))][plane]
    codes = np.zeros(g.shape, int)
    for n in range(8):
        a, b = (np.floor(np.round(r * t, 9) + 0.5).astype(int) for r, t in ((r1, np.cos(np.pi * n / 4)), (r2, np.sin(np.pi * n / 4))))
        codes += (np.roll(g, (-a, b), (first, second)) >= g) * 2 ** n
    return codes


def uniform(points):
    changes = [bin(c ^ ((c << 1 | c >> points - 1) & (1 << points) - 1)).count("1") for c in range(1 << points)]
    few = [c for c in range(1 << points) if changes[c] <= 2]
    return np.array([few.index(c) if changes[c] <= 2 else len(few) for c in range(1 << points)]), len(few) + 1


def hog3d(g, bins, rows, columns):
    t, y, x = np.gradient(g)
    block = np.broadcast_to(blocks(*g.shape[1:], rows, columns), g.shape)
    return np.stack([histograms(block, turn(a, b, bins), np.hypot(a, b), rows * columns, bins)
                     for a, b in ((x, y), (x, t), (y, t))], 1)


def show(name, values):
    print(name, *(f"{v:.8g}" for v in np.ravel(values)), sep=",")


for frames in (1, 3):
    show(f"flow {frames}|hoof bins=8 rows=3 columns=4", hoof(flow(frames), 8, 3, 4))
    show(f"flow {frames}|bi-woof bins=8 rows=3 columns=4", bi_woof(flow(frames), 8, 3, 4))
    show(f"flow {frames}|mdmo crop=face", mdmo(flow(frames)))
show("gray 7 12 11|lbp-top points=4 rx=1 ry=1 rt=1 patterns=all rows=2 columns=3",
     lbp_top(gray(7, 12, 11), 1, 1, 1, 4, by_skimage, np.arange(16), 16, 2, 3))
show("gray 9 12 11|lbp-top points=8 rx=1 ry=2 rt=3 patterns=uniform rows=2 columns=1",
     lbp_top(gray(9, 12, 11), 1, 2, 3, 8, by_shifts, *uniform(8), 2, 1))
show("gray 4 12 11|3dhog bins=6 rows=2 columns=3", hog3d(gray(4, 12, 11), 6, 2, 3))
