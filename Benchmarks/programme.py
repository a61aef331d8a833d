"""The programme: standings as of a past month, what an inspector takes along, and a year's count with its evidence."""

import csv
import json
import os
import pathlib
import shutil
import subprocess

from turns import Command, Runner, compare

QUIET = {**os.environ, "LANG": "en_US.UTF-8"}
PACKED = 200
ACCEPTED = 3512
# The demo chain of so many stores accepts at least 3,512 of them in 2022; that of 30,000 accepts 1,955.
SCALED = 54_000


def standing(bin):
    """Where 30,000 stores of six events each stood as of a month, another one each time."""
    own, _, _, _ = compare(Runner([bin / "ChainBenchmarks", "programme-standing"]), None, runs=21)
    return own, 0.050


def pack(bin, work, demo):
    """The whole program: 200 stores of a ledger of 30,000 into a signed bundle, recorded and audited."""
    database, bundle = work / "pack.sqlite", work / "pack.bundle"

    def hq(*arguments):
        return subprocess.run([bin / "tongbiao-hq", *map(str, arguments), "--database", f"sqlite:{database}"], check=True,
                              env=QUIET, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    for path in demo.parent.glob(demo.name + "*"):
        if path.is_file():
            shutil.copy(path, database.parent / path.name.replace(demo.name, database.name))
    hq("people", "add", "benchmark", "--role", "inspector", "--regions", "all")
    listed = hq("standard", "list", "--stage", "certified", "--on", "2023-02-28", "--limit", PACKED, "--format", "csv")
    stores = [row["code"] for row in csv.DictReader(listed.splitlines())]
    assert len(stores) == PACKED, f"{len(stores)} stores to pack"
    command = [bin / "tongbiao-hq", "inspect", "pack", "--inspector", "benchmark", "--stores", ",".join(stores),
               "--output", bundle, "--database", f"sqlite:{database}"]
    own, _, memory, _ = compare(Command(command, QUIET, lambda: bundle.unlink(missing_ok=True)), None, runs=11)
    packed = json.loads(json.loads(bundle.read_text())["content"])
    assert len(packed["visits"]) == PACKED
    return own, 2.0, memory


def evidence(bin, work):
    """The whole program: list, inspections, photographs and counts of 3,512 acceptances and more, signed and written."""
    database, folder = work / f"demo-{SCALED}.sqlite", work / "evidence"
    if not database.exists():
        subprocess.run([bin / "tongbiao-hq", "demo", "--database", f"sqlite:{database}", "--stores", str(SCALED),
                        "--months", "36", "--seed", "1"], check=True, env=QUIET, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    command = [bin / "tongbiao-hq", "standard", "evidence", "--year", "2022", "--output", folder, "--database",
               f"sqlite:{database}"]
    own, _, memory, _ = compare(
        Command(command, QUIET, lambda: shutil.rmtree(folder, ignore_errors=True)), None, runs=5, warmups=1)
    counts = json.loads(pathlib.Path(folder / "manifest.json").read_text())["counts"]
    assert counts["granted"] >= ACCEPTED, counts
    subprocess.run([bin / "tongbiao-hq", "standard", "verify", folder], check=True, env=QUIET,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(folder)
    return own, 5.0, memory, counts["granted"]
