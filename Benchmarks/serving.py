"""The server under load: the same client, the same requests, the same two cores; ours and the peer take turns."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request

QUIET = {**os.environ, "LANG": "en_US.UTF-8"}
MONTHS_APART = 2000


class Server:
    """A server process with its address, its memory and an orderly end."""

    def __init__(self, command, environment=None, port=None):
        self.process = subprocess.Popen(
            [str(part) for part in command], env={**QUIET, **(environment or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.port = port
        while True:
            line = self.process.stderr.readline()
            if not line:
                raise RuntimeError(f"{command} did not start")
            found = re.search(r"(?:listening|running) on https?://[^:]+:(\d+)", line)
            if found:
                self.port = int(found[1])
                break
        # What it says from now on is nobody's business; the pipe must not fill up.
        import threading
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def peak_megabytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def load(bin, *arguments):
    done = subprocess.run([bin / "SyncLoad", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def remove(path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


def ours(bin, database):
    return Server([bin / "tongbiao-hq", "serve", "--database", f"sqlite:{database}", "--port", 0,
                   "--rate-per-device", 0, "--max-connections", 4096])


def ingest(bin, work, here, turns=5, own_count=20_000, peer_count=4_000, total=200_000):
    database, other = work / "ingest.sqlite", work / "ingest-peer.sqlite"
    remove(database)
    remove(other)
    load_devices = ["--devices", MONTHS_APART]
    subprocess.run([bin / "SyncLoad", "prepare", "--database", database, *map(str, load_devices)], check=True)
    own = ours(bin, database)
    peer = Server([sys.executable, "-m", "uvicorn", "--app-dir", here / "peers", "fastapi_ingest:app", "--port", 8749,
                   "--workers", 2, "--no-access-log"], {"INGEST_DATABASE": str(other)})
    time.sleep(2)
    rates, peers, slowest, done, sent = [], [], [], 0, 0
    try:
        for turn in range(-1, turns):
            count, peer_part = (2000, 500) if turn < 0 else (own_count, peer_count)
            mine = load(bin, "sessions", "--port", own.port, *load_devices, "--count", count, "--from", done)
            done += count
            theirs = load(bin, "sessions", "--port", peer.port, *load_devices, "--count", peer_part, "--from", sent,
                          "--plain")
            sent += peer_part
            if mine["good"] != count or theirs["good"] != peer_part:
                raise RuntimeError(f"{mine} {theirs}")
            if turn >= 0:
                rates.append(mine["per_second"])
                peers.append(theirs["per_second"])
                slowest.append(mine["p99_ms"])
        if done < total:
            rest = load(bin, "sessions", "--port", own.port, *load_devices, "--count", total - done, "--from", done)
            if rest["good"] != total - done:
                raise RuntimeError(str(rest))
        megabytes = own.peak_megabytes()
    finally:
        own.close()
        peer.close()
        remove(database)
        remove(other)
    mine, theirs = statistics.median(rates), statistics.median(peers)
    return {"unit": "1/s", "ours": mine, "peer_name": "FastAPI + SQLite, a commit each", "peer": theirs,
            "ratio": mine / theirs, "bar": "ratio 5; p99 under 100 ms at 64 connections; under 150 MB",
            "p99_ms": statistics.median(slowest), "megabytes": megabytes}


def storm(bin, work, devices=30_000):
    database = work / "storm.sqlite"
    remove(database)
    subprocess.run([bin / "SyncLoad", "prepare", "--database", database, "--devices", str(devices)], check=True)
    server = ours(bin, database)
    try:
        found = load(bin, "storm", "--port", server.port, "--database", database, "--devices", devices)
        megabytes = server.peak_megabytes()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=10) as ready:
            assert ready.status == 200
    finally:
        server.close()
        remove(database)
    if found["with_receipt"] != devices or found["lost"] or found["doubled"] or found["receipts_that_differ"] \
            or not found["audit_intact"]:
        raise RuntimeError(str(found))
    return {"unit": "s", "ours": found["p99_s"], "peer_name": None, "peer": None, "ratio": 1 / found["p99_s"],
            "bar": "p99 under 1 s; nothing lost, nothing doubled; under 400 MB", "megabytes": megabytes, **found}
