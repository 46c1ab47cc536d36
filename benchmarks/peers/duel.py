"""The peer's side of a duel: see benchmarks/README.md."""

import ctypes
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


def blas_threads(count):
    """Sets OpenBLAS's own threads, which PyTorch does not: on small matrices the two pools get in each other's way."""
    try:
        ctypes.CDLL("libopenblas.so.0").openblas_set_num_threads(count)
    except OSError:
        pass  # PyTorch has another BLAS here.


def with_blas_threads(candidates):
    """Every candidate twice: with two threads of OpenBLAS's own, and with one."""

    def held(count, work):
        def run():
            if held.count != count:
                blas_threads(count)
                held.count = count
            work()

        return run

    held.count = None
    return [
        (f"{description}, {count} BLAS threads", held(count, work))
        for description, work in candidates
        for count in (2, 1)
    ]


def serve(description, run_round):
    """Answers the duel's rounds until its end."""
    print("ready", description, flush=True)
    for line in sys.stdin:
        print(run_round(int(line.split()[1])), flush=True)
