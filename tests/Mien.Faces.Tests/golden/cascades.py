"""Makes the made-up cascades and the golden windows that OpenCV finds with them, and with the installed ones.

    apt install python3-opencv opencv-data
    python3 cascades.py [PICTURE.pgm ...] > cascades.csv

The cascades are random trees over random features in both of OpenCV's formats; the picture is a formula, the same as
in the tests. Photographs are gray PGM made with `ffmpeg -i NAME.jpg -pix_fmt gray NAME.pgm`; only sums over the raw
windows and the grouped boxes are written down.
"""

import os
import random
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
WINDOW = 20


def upright(rng, blocks=1):
    w, h = rng.randint(1, WINDOW // blocks), rng.randint(1, WINDOW // blocks)
    return rng.randint(0, WINDOW - blocks * w), rng.randint(0, WINDOW - blocks * h), w, h


def tilted(rng):
    while True:
        x, y, w, h = rng.randint(0, 19), rng.randint(0, 19), rng.randint(1, 9), rng.randint(1, 9)
        if x - h >= 0 and x + w <= WINDOW and y + w + h <= WINDOW:
            return x, y, w, h


def haar(rng, lean):
    place = tilted if lean else upright
    first, second = place(rng), place(rng)
    ratio = first[2] * first[3] / (second[2] * second[3])
    return [first + (-1.0,), second + (round(ratio, 3),)], lean


def rects(feature):
    lines = "".join("<_>%d %d %d %d %g</_>" % r for r in feature[0])
    return "<rects>%s</rects><tilted>%d</tilted>" % (lines, feature[1])


def new_format(kind, seed, stages, trees, deep):
    rng = random.Random(seed)
    out, features = [], []
    for s in range(stages):
        weak = []
        for _ in range(trees):
            nodes, count = [], 2 if deep else 1
            for n in range(count):
                if kind == "HAAR":
                    features.append("<_>%s</_>" % rects(haar(rng, rng.random() < 0.4)))
                    tail = "%.6f" % rng.uniform(-0.05, 0.05)
                else:
                    features.append("<_><rect>%d %d %d %d</rect></_>" % upright(rng, 3))
                    tail = " ".join(str(rng.randint(-(2**31), 2**31 - 1)) for _ in range(8))
                left, right = (1, -2) if deep and n == 0 else (0, -1)
                nodes.append("%d %d %d %s" % (left, right, len(features) - 1, tail))
            leaves = " ".join("%.6f" % rng.uniform(-1, 1) for _ in range(count + 1))
            weak.append(
                "<_><internalNodes>%s</internalNodes><leafValues>%s</leafValues></_>" % (" ".join(nodes), leaves))
        out.append("<_><maxWeakCount>%d</maxWeakCount><stageThreshold>-0.4</stageThreshold>"
                   "<weakClassifiers>%s</weakClassifiers></_>" % (trees, "".join(weak)))
    size = 256 if kind == "LBP" else 0
    return ("<cascade type_id=\"opencv-cascade-classifier\"><stageType>BOOST</stageType>"
            "<featureType>%s</featureType><height>%d</height><width>%d</width>"
            "<stageParams><maxWeakCount>%d</maxWeakCount></stageParams>"
            "<featureParams><maxCatCount>%d</maxCatCount></featureParams><stageNum>%d</stageNum>"
            "<stages>%s</stages><features>%s</features></cascade>"
            % (kind, WINDOW, WINDOW, trees, size, stages, "\n".join(out), "\n".join(features)))


def old_format(seed, stages, trees):
    rng = random.Random(seed)
    out = []
    for s in range(stages):
        weak = []
        for t in range(trees):
            def node(children):
                return ("<_><feature>%s</feature><threshold>%.6f</threshold>%s</_>"
                        % (rects(haar(rng, rng.random() < 0.3)), rng.uniform(-0.05, 0.05), children))
            leaf = lambda side: "<%s_val>%.6f</%s_val>" % (side, rng.uniform(-1, 1), side)
            if t % 2:
                weak.append("<_>" + node(leaf("left") + leaf("right")) + "</_>")
            else:
                weak.append("<_>" + node(leaf("left") + "<right_node>1</right_node>")
                            + node(leaf("left") + leaf("right")) + "</_>")
        out.append("<_><trees>%s</trees><stage_threshold>-0.4</stage_threshold>"
                   "<parent>%d</parent><next>-1</next></_>" % ("\n".join(weak), s - 1))
    return ("<cascade type_id=\"opencv-haar-classifier\"><size>%d %d</size><stages>%s</stages></cascade>"
            % (WINDOW, WINDOW, "\n".join(out)))


def pattern():
    y, x = np.mgrid[0:150, 0:200]
    noise = (x * 7919 + y * 104729 + (x * y * 31)) % 61
    return ((x * 2 + y + 60 * ((x // 23 + y // 17) % 2) + noise) % 256).astype(np.uint8)


def report(name, path, picture, image):
    cascade = cv2.CascadeClassifier(path)
    assert not cascade.empty(), path
    raw = cascade.detectMultiScale(image, 1.1, 0)
    boxes = sorted(tuple(int(v) for v in box) for box in cascade.detectMultiScale(image, 1.1, 3))
    total = sum(3 * int(x) + 5 * int(y) + 7 * int(w) + 11 * int(h) for x, y, w, h in raw)
    print("%s,%s,%d,%d,%s" % (name, picture, len(raw), total, ";".join(" ".join(map(str, b)) for b in boxes)))


def main():
    made = {
        "haar-stumps": new_format("HAAR", 1, 4, 6, False),
        "haar-trees": new_format("HAAR", 2, 4, 6, True),
        "lbp-stumps": new_format("LBP", 3, 4, 6, False),
        "haar-old": old_format(5, 4, 6),
    }
    print("cascade,picture,windows,checksum,boxes")
    for name, text in made.items():
        path = os.path.join(HERE, name + ".xml")
        with open(path, "w") as out:
            out.write("<?xml version=\"1.0\"?>\n<opencv_storage>\n%s\n</opencv_storage>\n" % text)
        report(name, path, "pattern", pattern())
    photographs = sys.argv[1:]
    for name, count in (
        ("haarcascades/haarcascade_frontalface_alt2", 4),
        ("haarcascades/haarcascade_frontalface_default", 2),
        ("haarcascades/haarcascade_smile", 1),
        ("haarcascades/haarcascade_licence_plate_rus_16stages", 1),
        ("lbpcascades/lbpcascade_frontalface", 4),
        ("lbpcascades/lbpcascade_frontalface_improved", 2),
    ):
        for path in photographs[-count:]:
            picture = os.path.splitext(os.path.basename(path))[0]
            report(name, "/usr/share/opencv4/" + name + ".xml", picture, cv2.imread(path, cv2.IMREAD_GRAYSCALE))


main()
