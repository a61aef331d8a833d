"""The server under load: the same client, the same requests, the same two cores; ours and the peer take turns."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from turns import Runner

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


def ours(bin, database, port=0, keys=None):
    named = database if "://" in str(database) else f"sqlite:{database}"
    return Server([bin / "tongbiao-hq", "serve", "--database", named, "--port", port, "--rate-per-device", 0,
                   "--max-connections", 4096] + (["--keys", keys] if keys else []))


def times(pid):
    """Processor seconds of a process: its own, and those of children that have ended."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:15]]


class Cluster:
    """A server of PostgreSQL of our own, durable as on any machine, that is gone with this process."""

    def __init__(self, bin):
        self.process = subprocess.Popen([bin / "LedgerBenchmarks", "cluster"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def processor_seconds(self, database):
        """What the server `main` and all that it started has spent so far."""
        folder = re.search(r"@(%2F[^:]+|/[^:]+):", database)[1].replace("%2F", "/")
        with open(f"{folder}/main/postmaster.pid") as file:
            main = int(file.readline())
        spent = sum(times(main))
        for path in os.listdir("/proc"):
            if path.isdigit():
                try:
                    with open(f"/proc/{path}/stat") as stat:
                        if int(stat.read().rsplit(")", 1)[1].split()[1]) == main:
                            spent += sum(times(int(path)))
                except (FileNotFoundError, ProcessLookupError):
                    pass
        return spent

    def run(self, line=""):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


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
            # The peer's workers make their table at the same time and may be in each other's way, at first.
            if mine["good"] != count or (turn >= 0 and theirs["good"] != peer_part):
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
    p99 = statistics.median(slowest)
    return {"unit": "1/s", "ours": mine, "peer_name": "FastAPI + SQLite, a commit each", "peer": theirs,
            "ratio": mine / theirs, "holds": mine / theirs >= 5 and p99 < 100 and megabytes < 150,
            "bar": "ratio 5; p99 under 100 ms at 64 connections; under 150 MB",
            "p99_ms": p99, "megabytes": megabytes}


HISTORY = 12
STORM_BAR = "p99 under 1 s; nothing lost, nothing doubled; feed under 1 s behind; under 400 MB"


def storm(bin, work, devices=30_000, seconds=60):
    """One node over SQLite."""
    database = work / "storm.sqlite"
    remove(database)
    prepare_storm(bin, database, devices)
    os.sync()
    server = ours(bin, database)
    try:
        loading = Loading(bin, "--port", server.port, "--database", database, "--devices", devices, "--seconds", seconds)
        before, disk = sum(times(server.process.pid)), DiskProbe(work)
        loading.wait_for("over")
        spent, disk = sum(times(server.process.pid)) - before, disk.end()
        found = loading.found() | {"cpu_node_s": spent} | disk
        megabytes = server.peak_megabytes()
    finally:
        server.close()
        remove(database)
    return judged(found, [megabytes])


def prepare_storm(bin, database, devices, keys=None):
    subprocess.run([bin / "SyncLoad", "prepare", "--database", database, "--devices", str(devices), "--history",
                    str(HISTORY)] + (["--keys", keys] if keys else []), check=True)


def writer_cost(bin, work, engine):
    """What a group costs: work and time on the disk, for itself and for each report in it."""
    def mean(shape, synced=True):
        file = (work if synced else pathlib.Path("/dev/shm")) / f"writer-{os.getpid()}.sqlite"
        words = ["sqlite", file] if engine == "sqlite" else [] if synced else ["nosync"]
        runner = Runner([bin / "LedgerBenchmarks", "group-commit", shape, *words])
        found = statistics.mean([runner.run() for _ in range(8)][2:])
        runner.close()
        remove(file)
        return found
    apart, apart_unsynced, together, together_unsynced = (
        mean("apart"), mean("apart", False), mean("grouped"), mean("grouped", False))
    report = max(0.0, (together_unsynced - apart_unsynced / 512) * 512 / 511)
    disk = max(0.0, apart - apart_unsynced)
    return {"report": report, "group": max(0.0, apart_unsynced - report), "disk": disk,
            "report_disk": max(0.0, together - together_unsynced - disk / 512)}


def judged(found, megabytes, bar=STORM_BAR, follows_feed=True):
    """Whatever is lost or doubled is no figure but a failure."""
    devices = found["devices"]
    if found["with_receipt"] != devices or found["lost"] or found["doubled"] or found["receipts_that_differ"] \
            or not found["audit_intact"] or found["receipts_fen"] != found["held_fen"]:
        raise RuntimeError(str(found))
    if follows_feed and (found["feed_gaps"] or found["feed_figures"] != devices):
        raise RuntimeError(str(found))
    holds = "p99 under 1 s" not in bar or (
        found["p99_s"] < 1 and found["feed_longest_s"] < 1 and max(megabytes, default=0) < 400)
    return {"unit": "s", "ours": found["p99_s"], "peer_name": None, "peer": None, "ratio": 1 / found["p99_s"],
            "bar": bar, "holds": holds, "megabytes": max(megabytes), **found}


class Loading:
    """A storm that has begun."""

    def __init__(self, bin, *arguments):
        self.process = subprocess.Popen([bin / "SyncLoad", "storm", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.wait_for("storm")

    def wait_for(self, word):
        while word not in (line := self.process.stderr.readline()):
            if not line:
                raise RuntimeError("the load program has ended")

    def found(self):
        told, _ = self.process.communicate(timeout=600)
        if self.process.returncode:
            raise RuntimeError("the load program failed")
        return json.loads(told)


class DiskProbe:
    """How long a disk takes to keep 8 KiB, asked ten times a second meanwhile."""

    def __init__(self, folder):
        self.path, self.ending, self.took = pathlib.Path(folder) / f"probe-{os.getpid()}", threading.Event(), []
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def _work(self):
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        while not self.ending.wait(0.1):
            os.write(file, bytes(8192))
            begun = time.perf_counter()
            os.fdatasync(file)
            self.took.append(time.perf_counter() - begun)
        os.close(file)
        self.path.unlink()

    def end(self):
        self.ending.set()
        self.thread.join()
        return {"disk_s": statistics.mean(self.took) if self.took else 0.0, "disk_all_s": sorted(self.took)}


class Nodes:
    """Some nodes on one database; one of them may be killed every few seconds."""

    def __init__(self, bin, database, keys, count):
        self.start = lambda port=0: ours(bin, database, port=port, keys=keys)
        self.servers = [self.start() for _ in range(count)]
        self.peaks, self.kills, self.ending = [], 0, threading.Event()

    def ports(self):
        return [word for server in self.servers for word in ("--port", server.port)]

    def kill_every(self, seconds, count):
        """Each in its turn, `count` in all; the next process takes the port at once."""
        def work():
            while self.kills < count and not self.ending.wait(seconds):
                place = self.kills % len(self.servers)
                gone = self.servers[place]
                self.peaks.append(gone.peak_megabytes())
                gone.process.kill()
                gone.process.wait()
                self.servers[place] = self.start(gone.port)
                self.kills += 1
        self.killer = threading.Thread(target=work)
        self.killer.start()

    def close(self):
        self.ending.set()
        if hasattr(self, "killer"):
            self.killer.join()
        for server in self.servers:
            self.peaks.append(server.peak_megabytes())
            server.close()


def ask(database, question):
    """One question to a server of PostgreSQL."""
    told = subprocess.run(["psql", database, "-AtXc", question], check=True, stdout=subprocess.PIPE, text=True)
    return told.stdout.strip()


def transactions(database):
    """How many the database counts; what the last second brought may be missing."""
    return int(ask(database, "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"))


def storm_on_server(bin, work, devices=30_000, seconds=60, nodes=1, kill_every=None, promote=None):
    """The storm over PostgreSQL. `promote` is `synchronous` or `asynchronous`: a replica takes over in its middle."""
    cluster, keys = Cluster(bin), work / "storm.keys"
    keys.unlink(missing_ok=True)
    running = None
    try:
        database = plain = cluster.run()
        prepare_storm(bin, database, devices, keys)
        # What this has left to be written is none of the evening's.
        ask(plain, "CHECKPOINT")
        if promote:
            cluster.run("backup main standby 5433")
            if promote == "synchronous":
                cluster.run("set main synchronous_standby_names = 'standby'")
                cluster.run("reload main")
            host, name = re.search(r"@([^:]+):\d+/(\w+)", database).groups()
            database = f"postgres://tongbiao@/{name}?host={host},{host}&port=5432,5433"
        running = Nodes(bin, database, keys, nodes)
        loading = Loading(bin, *running.ports(), "--database", database, "--keys", keys, "--devices", devices,
                          "--seconds", seconds, *(["--again"] if promote else []))
        disk = DiskProbe(tempfile.gettempdir())
        spent = [cluster.processor_seconds(plain), sum(sum(times(node.process.pid)) for node in running.servers),
                 transactions(plain)]
        if kill_every:
            running.kill_every(kill_every, int(60 / kill_every) - 1)
        if promote:
            # In the thick of it: two thirds of the time are over, half of the devices come now.
            time.sleep(45)
            if promote == "asynchronous":
                cluster.run("detach standby")
                time.sleep(2)
            cluster.run("stop main immediate")
            cluster.run("promote standby")
        loading.wait_for("over")
        disk = disk.end()
        if not kill_every and not promote:
            spent = [cluster.processor_seconds(plain) - spent[0],
                     sum(sum(times(node.process.pid)) for node in running.servers) - spent[1],
                     transactions(plain) - spent[2]]
        found = loading.found() | disk
    finally:
        if running:
            running.close()
        cluster.close()
    if kill_every:
        found["kills"] = running.kills
    elif not promote:
        found["cpu_database_s"], found["cpu_node_s"], found["transactions"] = spent
    bar = STORM_BAR if not kill_every and not promote else "totals equal what devices hold receipts for"
    result = judged(found, running.peaks, bar, follows_feed=promote != "asynchronous")
    if promote == "synchronous" and found["lost_before_devices_came_again"]:
        raise RuntimeError(str(found))
    return result
