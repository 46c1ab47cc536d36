#!/usr/bin/env python3
"""Draws the mean made-up motion of every action unit as a page of arrows; needs nothing but Python.

    ./mien generate --videos 24000 --subjects 400 --seed 3 --out maps
    docs/pictures/action-units.py maps > action-units.svg

A map's scale and zero are lost in its bytes, so u and v are taken about their medians and divided by the map's root mean
square; the mean is over at most 200 maps on which the unit was shown on both sides and no other was.
"""
import csv, math, statistics, struct, sys, zlib

NAMES = {1: "inner brow raiser", 2: "outer brow raiser", 4: "brow lowerer", 5: "upper lid raiser", 6: "cheek raiser",
         7: "lid tightener", 9: "nose wrinkler", 10: "upper lip raiser", 12: "lip corner puller", 14: "dimpler",
         15: "lip corner depressor", 17: "chin raiser", 20: "lip stretcher", 23: "lip tightener", 24: "lip pressor",
         25: "lips part", 26: "jaw drop"}
MOST, CELLS, SCALE = 200, 28, 7


def pixels(path):
    """The samples of an 8-bit RGB PNG."""
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height = struct.unpack(">II", data[at + 8:at + 16])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    raw, stride, before, out = zlib.decompress(packed), 3 * width, bytearray(3 * width), []
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left, up, corner = (row[i - 3] if i > 2 else 0), before[i], (before[i - 3] if i > 2 else 0)
            guess = left + up - corner
            paeth = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            row[i] = (row[i] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        out += row
        before = row
    return out


def motion(path):
    samples = pixels(path)
    planes = [[s - statistics.median(samples[c::3]) for s in samples[c::3]] for c in (0, 1)]
    size = math.sqrt(sum(s * s for plane in planes for s in plane) / len(planes[0])) or 1
    return [[s / size for s in plane] for plane in planes]


def field(folder, rows):
    sums = [[0.0] * CELLS**2, [0.0] * CELLS**2]
    for row in rows:
        for plane, values in zip(sums, motion(f"{folder}/{row['file']}")):
            for i, value in enumerate(values):
                plane[i] += value / len(rows)
    return sums


def face():
    """Where an average face lies in the tight crop (CropLayout.Tight): brows, eyes, nose, mouth."""
    es, ey, brow, mouth, half = 8.17, 7.7, 3.68, 12.08, 6.35
    for s in (-1, 1):
        x = 14 + s * es
        yield f"M{x - 5 * s} {ey - brow + .4} Q{x} {ey - brow - 1.2} {x + 4 * s} {ey - brow + .9}"
        yield f"M{x - 3.4} {ey} Q{x} {ey - 2.4} {x + 3.4} {ey} Q{x} {ey + 1.8} {x - 3.4} {ey}"
    yield f"M{14 - 2.6} {ey + 7.6} Q14 {ey + 9} {14 + 2.6} {ey + 7.6}"
    yield f"M{14 - half} {ey + mouth} Q14 {ey + mouth - 1.6} {14 + half} {ey + mouth} Q14 {ey + mouth + 2.6} {14 - half} {ey + mouth}"


def panel(unit, u, v, count):
    yield f'<rect width="{CELLS}" height="{CELLS}" fill="#f6f6f4"/>'
    for path in face():
        yield f'<path d="{path}" fill="none" stroke="#b9b9b2" stroke-width=".35"/>'
    longest = max(math.hypot(a, b) for a, b in zip(u, v))
    for y in range(0, CELLS, 2):
        for x in range(0, CELLS, 2):
            here = [y * CELLS + x, y * CELLS + x + 1, (y + 1) * CELLS + x, (y + 1) * CELLS + x + 1]
            a, b = (sum(p[i] for i in here) / 4 / longest * 2.6 for p in (u, v))
            size = math.hypot(a, b)
            if size < .3:
                continue
            x0, y0, x1, y1 = x + 1, y + 1, x + 1 + a, y + 1 + b
            barb = [(x1 - .45 * (a * math.cos(t) - b * math.sin(t)) / size * min(1.4, size),
                     y1 - .45 * (a * math.sin(t) + b * math.cos(t)) / size * min(1.4, size)) for t in (-.5, .5)]
            yield (f'<path d="M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}M{barb[0][0]:.2f} {barb[0][1]:.2f}L{x1:.2f} {y1:.2f}'
                   f'L{barb[1][0]:.2f} {barb[1][1]:.2f}" fill="none" stroke="#1f5fa8" stroke-width=".28"/>')


def page(folder):
    rows = list(csv.DictReader(open(f"{folder}/index.csv")))
    columns, step, side = 6, 30, CELLS + 4
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * step + 2} {3 * side + 3}" '
             f'width="{(columns * step + 2) * SCALE}" height="{(3 * side + 3) * SCALE}"><rect width="100%" height="100%" fill="white"/>']
    for place, (unit, name) in enumerate(NAMES.items()):
        shown = [row for row in rows if row["action_units"] == str(unit)][:MOST]
        if not shown:
            sys.exit(f"{folder} has no map of action unit {unit} alone: generate more maps.")
        x, y = 2 + place % columns * step, 4 + place // columns * side
        lines.append(f'<text x="{x}" y="{y - 2}" font-family="sans-serif" font-size="2.1" fill="#222">{unit} {name}</text>')
        lines.append(f'<g transform="translate({x} {y})">' + "".join(panel(unit, *field(folder, shown), len(shown))) + "</g>")
    return "\n".join([*lines, "</svg>"])


print(page(sys.argv[1]))
