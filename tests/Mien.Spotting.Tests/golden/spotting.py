"""Golden values of Scoring/RealTruthTests.cs, by NumPy-free Python, openpyxl and scikit-learn.

    python3 spotting.py DATA        DATA: the folder with annotations/ and metrics-golden/

Prints, for the coding tables of CAS(ME)^2 and SAMM Long Videos, TP FP FN of spotters that anybody can write: windows of
a fixed length side by side over every video, one interval over the whole of every video, the truth itself shifted by some
frames; and spotting and recognition of the worked example of spot-then-recognise. Pairs are found by maximum bipartite
matching on sets of frames.
"""
import csv, sys
from openpyxl import load_workbook
from sklearn.metrics import f1_score, precision_score, recall_score


def matching(truth, predicted, threshold=0.5):
    """Size of the largest one-to-one matching; frames as sets."""
    sets = [set(range(a, b + 1)) for a, b in truth]
    near = []
    for a, b in predicted:
        frames = set(range(a, b + 1))
        near.append([i for i, s in enumerate(sets) if len(s & frames) >= threshold * len(s | frames)])
    taker = {}

    def take(p, tried):
        for t in near[p]:
            if t not in tried:
                tried.add(t)
                if t not in taker or take(taker[t], tried):
                    taker[t] = p
                    return True
        return False

    for p in range(len(predicted)):
        take(p, set())
    return taker


def counts(truth, predicted):
    tp = sum(len(matching(truth.get(v, []), predicted.get(v, []))) for v in set(truth) | set(predicted))
    return tp, sum(map(len, predicted.values())) - tp, sum(map(len, truth.values())) - tp


def casme(data):
    book = load_workbook(f"{data}/annotations/spotting/CASME_sq_gt.xlsx", data_only=True)
    coding, subjects, videos = book.worksheets
    people = {str(r[2]): str(r[1])[1:] for r in subjects.iter_rows(values_only=True) if r[2]}
    codes = {str(r[1]): str(r[0]) for r in videos.iter_rows(values_only=True) if r[1]}
    truth = {"micro": {}, "macro": {}}
    for r in coding.iter_rows(values_only=True):
        if r[0] is None:
            continue
        name = str(r[1]).rsplit("_", 1)[0]
        video = f"{people[str(r[0])].zfill(2)}_{codes[name].zfill(4)}"
        onset, apex, offset = int(r[2]), int(r[3]), int(r[4])
        kind = "macro" if str(r[7]).startswith("macro") else "micro"
        truth[kind].setdefault(video, []).append((onset, offset if offset else apex))
    with open(f"{data}/annotations/spotting/cas_duration.csv") as f:
        lengths = {r["vid"].replace("casme_", ""): int(r["duration"]) for r in csv.DictReader(f)}
    return truth, lengths


def samm(data):
    sheet = load_workbook(f"{data}/annotations/spotting/SAMMLV_gt.xlsx", data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(i for i, r in enumerate(rows) if r[0] == "Subject")
    at = {name: i for i, name in enumerate(rows[head])}
    truth = {"micro": {}, "macro": {}}
    for r in rows[head + 1 :]:
        if r[at["Filename"]]:
            kind = "macro" if str(r[at["Type"]]).startswith("Macro") else "micro"
            interval = (round(float(r[at["Onset"]])), round(float(r[at["Offset"]])))
            truth[kind].setdefault(str(r[at["Filename"]]).rsplit("_", 1)[0], []).append(interval)
    with open(f"{data}/annotations/spotting/samm_duration.csv") as f:
        lengths = {r["sub_name"].replace("samm_", ""): int(r["duration"]) for r in csv.DictReader(f)}
    return truth, lengths


def spotters(name, truth, lengths, micro, macro, shift):
    for kind, length in (("micro", micro), ("macro", macro)):
        windows = {v: [(a, a + length - 1) for a in range(1, n - length + 2, length)] for v, n in lengths.items()}
        whole = {v: [(1, n)] for v, n in lengths.items()}
        late = {v: [(a + shift, b + shift) for a, b in t] for v, t in truth[kind].items()}
        print(name, kind, "windows", length, *counts(truth[kind], windows))
        print(name, kind, "whole", *counts(truth[kind], whole))
        print(name, kind, "late", shift, *counts(truth[kind], late))


def example(data):
    def read(name):
        with open(f"{data}/metrics-golden/strs-{name}.csv") as f:
            return [((r["subject"], r["video"]), (int(r["onset"]), int(r["offset"])), r["emotion"]) for r in csv.DictReader(f)]

    truth, predicted = read("truth"), read("predicted")
    pairs, tp = [], 0
    for video in {t[0] for t in truth}:
        here, guess = [t for t in truth if t[0] == video], [p for p in predicted if p[0] == video]
        for t, p in matching([t[1] for t in here], [p[1] for p in guess]).items():
            pairs.append((here[t][2], guess[p][2]))
    tp, fp, fn = len(pairs), len(predicted) - len(pairs), len(truth) - len(pairs)
    keys = dict(labels=sorted({t[2] for t in truth}), average="macro", zero_division=0)
    true, called = zip(*pairs)
    p, r, f = (score(true, called, **keys) for score in (precision_score, recall_score, f1_score))
    spotting, analysis = 2 * tp / (2 * tp + fp + fn), 2 * p * r / (p + r)
    print("example", tp, fp, fn, "P", p, "R", r, "F1", analysis, "UF1", f, "STRS", spotting * analysis)


if __name__ == "__main__":
    spotters("casme-sq", *casme(sys.argv[1]), 12, 40, 5)
    spotters("samm-lv", *samm(sys.argv[1]), 74, 250, 20)
    example(sys.argv[1])
