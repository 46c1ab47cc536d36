#!/usr/bin/env python3
"""Cuts moments out of long made-up videos, with and without expressions, as one prepared set of motion maps.

usage: moments.py MIEN FILMS OUT

FILMS is what `mien generate --long` wrote. Of each expression the map is from onset to apex, of each blink and head movement
likewise, of talking from a moment to the widest opening of the mouth near it, of rest between two moments 0.2 s apart in which
nothing is shown. The label of all but the expressions is "none", their emotion says what they are. Needs no package.
"""
import csv, os, subprocess, sys

mien, films, out = sys.argv[1:4]
rows = list(csv.DictReader(open(f"{films}/truth.csv")))
videos = {v["video"]: v for v in csv.DictReader(open(f"{films}/videos.csv"))}


def moments(video):
    rate = int(videos[video]["frame_rate"])
    events = [e for e in rows if e["video"] == video]
    shown = [e for e in events if e["kind"] in ("micro", "macro")]
    def clear(first, last, of):
        return all(last < int(e["onset"]) or first > int(e["offset"]) for e in of)
    for e in events:
        first, apex = int(e["onset"]), int(e["apex"])
        if e["kind"] in ("micro", "macro"):
            yield e["class"], e["kind"], first, apex, e["action_units"]
        elif e["kind"] == "talk":
            first = apex - round(0.12 * rate)
            if clear(first, apex, shown):
                yield "none", "talk", first, apex, ""
        else:
            # A head that takes seconds is seen for as long as a micro-expression at most.
            first = max(first, apex - rate // 2)
            if clear(first, apex, shown):
                yield "none", e["kind"], first, apex, ""
    step, length = 2 * rate, round(0.2 * rate)
    for first in range(rate, int(videos[video]["frames"]) - rate, step):
        if clear(first - length, first + 2 * length, events):
            yield "none", "rest", first, first + length, ""


os.makedirs(f"{out}/maps")
index = csv.writer(open(f"{out}/index.csv", "w"), lineterminator="\n")
index.writerow("dataset,subject,clip,label,emotion,onset,apex,offset,action_units,file".split(","))
for video, about in videos.items():
    rate = int(about["frame_rate"])
    for number, (label, kind, onset, apex, units) in enumerate(moments(video)):
        name, clip = f"{video}-{number:03}", f"{out}/clip"
        subprocess.run(["rm", "-rf", clip])
        done = subprocess.run(
            [*mien.split(), "prepare", f"{films}/{about['file']}", "--onset", str(onset), "--apex", str(apex),
             "--start", str(max(0, (onset - 4) / rate)), "--end", str((apex + 4) / rate),
             "--head-motion", "affine", "--size", "28", "--quiet", "--out", clip], capture_output=True, text=True)
        if done.returncode != 0:
            print(name, kind, done.stdout.strip(), done.stderr.strip(), file=sys.stderr)
            continue
        made = next(csv.DictReader(open(f"{clip}/index.csv")))["file"]
        os.rename(f"{clip}/{made}", f"{out}/maps/{name}.npy")
        index.writerow(["made-up-video", about["subject"], name, label, kind, onset, apex, "", units, f"maps/{name}.npy"])
        subprocess.run(["rm", "-rf", clip])
