"""Callaway and Sant'Anna by the Python package diff-diff, all aggregates, from the same panel."""

import sys
import time
import warnings

import pandas
from diff_diff import CallawaySantAnna

draws, path = int(sys.argv[1]), sys.argv[2]
warnings.simplefilter("ignore")
panel = pandas.read_csv(path)
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    model = CallawaySantAnna(control_group="never_treated", n_bootstrap=draws, seed=1)
    model.fit(panel, outcome="y", unit="unit", time="time", first_treat="cohort", aggregate="all")
    print(time.perf_counter() - start, flush=True)
