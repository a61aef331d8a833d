"""Runs ours and a peer in turns and keeps medians.

A runner is a process that reads a line and answers with one line: the seconds that one run took inside it. Whole
processes are timed from outside. Ours and the peer always alternate, so that a drifting machine wrongs neither.
"""

import statistics
import subprocess
import time


class Runner:
    """A process that measures itself: one line in, seconds out."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready = self.process.stdout.readline().strip()
        if self.ready != "ready":
            raise RuntimeError(f"{command}: {self.ready!r}")

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def peak_megabytes(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Command:
    """A whole process, timed from outside."""

    def __init__(self, command, environment=None, prepare=None, allowed=(0,)):
        self.command = [str(part) for part in command]
        self.environment = environment
        self.prepare = prepare
        self.allowed = allowed
        self.peak = 0.0

    def run(self):
        if self.prepare:
            self.prepare()
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=self.environment)
        _, status, usage = _wait(process)
        seconds = time.perf_counter() - start
        if status not in self.allowed:
            raise RuntimeError(f"{self.command} ended with {status}")
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        return seconds

    def peak_megabytes(self):
        return self.peak

    def close(self):
        pass


class Question:
    """A program on a terminal, timed until it shows `prompt`; then it is told to leave."""

    def __init__(self, command, environment, prompt, leave=b"q\n"):
        self.command = [str(part) for part in command]
        self.environment = environment
        self.prompt = prompt
        self.leave = leave

    def run(self):
        import os
        import pty

        master, slave = pty.openpty()
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdin=slave, stdout=slave, stderr=slave, env=self.environment)
        os.close(slave)
        shown = b""
        while self.prompt not in shown:
            shown += os.read(master, 65536)
        seconds = time.perf_counter() - start
        os.write(master, self.leave)
        try:
            while os.read(master, 65536):
                pass
        except OSError:
            pass  # The other end is closed: it has left.
        if process.wait(timeout=60) != 0:
            raise RuntimeError(f"{self.command} ended with {process.returncode}")
        os.close(master)
        return seconds

    def peak_megabytes(self):
        return None

    def close(self):
        pass


def _wait(process):
    import os

    pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return pid, process.returncode, usage


def compare(ours, peer, runs=5, warmups=1):
    """Medians of `runs` turns each, and the peak memory of both."""
    for _ in range(warmups):
        ours.run()
        if peer:
            peer.run()
    own, other = [], []
    for _ in range(runs):
        own.append(ours.run())
        if peer:
            other.append(peer.run())
    result = (
        statistics.median(own), statistics.median(other) if other else None, ours.peak_megabytes(),
        peer.peak_megabytes() if peer else None)
    ours.close()
    if peer:
        peer.close()
    return result
