"""The peer's side of a duel: see benchmarks/README.md."""

import sys
import time

ROUND_SECONDS = 0.4


def repeat(work, seconds=ROUND_SECONDS):
    """Milliseconds of one piece of work, the mean over a round."""
    start = time.perf_counter()
    count = 0
    while True:
        work()
        count += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return 1000 * elapsed / count


def faster(candidates, seconds=ROUND_SECONDS):
    """Of several (description, work) the one with the best of three rounds."""
    best = min(candidates, key=lambda candidate: min(repeat(candidate[1], seconds) for _ in range(3)))
    return best


def serve(description, run_round):
    """Answers the duel's rounds until its end."""
    print("ready", description, flush=True)
    for line in sys.stdin:
        print(run_round(int(line.split()[1])), flush=True)
