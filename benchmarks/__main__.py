"""Time dlcore against its matrix products alone, PyTorch and a plain textbook implementation.

The bound of a workload (GEMM) is the time that its matrix products take by themselves, forward and
backward, in the same dtype, written into arrays that exist already. A step is to draw the batch,
forward, loss, backward, update. Each block of steps is timed beside a block of the bound; a number
with × is the median over rounds of their ratio, and a limit is what dlcore promises. Run it by
`make bench`, which sets one BLAS thread, on a machine that does nothing else.
"""

import argparse
import os
import sys

import numpy as np

from benchmarks import measure
from benchmarks.workloads import WORKLOADS

THREADS = "OPENBLAS_NUM_THREADS"


def holds(value, limit):
    return "yes" if value <= limit else "NO"


def print_steps(rounds):
    """Print the table of training steps."""
    print(
        f"{'training step, batch 100':<32}{'dtype':>8}{'GEMM µs':>9}{'dlcore µs':>10}"
        f"{'dlcore':>8}{'limit':>7}{'holds':>6}{'PyTorch':>9}{'textbook':>9}{'faults':>8}"
    )
    for workload in WORKLOADS:
        for dtype in (np.float32, np.float64):
            found = measure.training_step(workload, dtype, rounds)
            bound, (ours, ratio) = found["GEMM"], found["dlcore"]
            torch, textbook = (
                f"×{found[name][1]:.2f}" if name in found else "–"
                for name in ("PyTorch", "textbook")
            )
            print(
                f"{workload.name:<32}{np.dtype(dtype).name:>8}{bound:>9.0f}{ours:>10.0f}"
                f"{f'×{ratio:.2f}':>8}{workload.limit:>7}{holds(ratio, workload.limit):>6}"
                f"{torch:>9}{textbook:>9}{found['faults']:>8.2f}",
                flush=True,
            )


def print_others(rounds):
    """Print what is not a training step."""
    print(f"\n{'elsewhere':<54}{'measured':>10}{'limit':>7}{'holds':>6}")
    for name, value, limit in (
        ("fit ÷ the loop written out", measure.fit_overhead(rounds), 1.05),
        ("evaluating 10,000 rows ÷ GEMM, float32", measure.evaluation(np.float32, rounds), 1.25),
        ("evaluating 10,000 rows ÷ GEMM, float64", measure.evaluation(np.float64, rounds), 1.25),
        ("import dlcore ÷ import numpy", measure.import_ratio(rounds), 1.3),
        ("gradient_check 784-50-10 by sample, ms", measure.checking_gradients(rounds), 15),
        ("decision surface 200×200, one call, ms", measure.decision_surface(rounds), None),
    ):
        verdict = f"{limit:>7}{holds(value, limit):>6}" if limit else ""
        print(f"{name:<54}{value:>10.3f}{verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=25, help="rounds per workload (default: 25)")
    parser.add_argument(
        "--plot", action="store_true", help="draw time against width and batch size instead"
    )
    options = parser.parse_args()
    if os.environ.get(THREADS) != "1":
        print(f"set {THREADS}=1 first, or run `make bench`", file=sys.stderr)
        return 1
    load = os.getloadavg()[0]
    kernels = os.environ.get("OPENBLAS_CORETYPE", "native")
    print(f"NumPy {np.__version__}, OpenBLAS kernels: {kernels}, load at the start: {load:.2f}")
    if options.plot:
        from benchmarks.scaling import draw

        print(draw(options.rounds))
    else:
        print_steps(options.rounds)
        print_others(options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
