"""What one machine, ten and a hundred carry: a simulation of the evening of the deadline, held against measured ones.

usage: capacity.py measure FOLDER_OF_THE_PROGRAMS WORK_FOLDER   runs evenings of several strengths and keeps what they cost
       capacity.py model WORK_FOLDER                            replays those, then some that no machine here holds

What goes into the model is measured here: processor seconds of a session, how often it asks the database, what a turn of
the writer costs for itself and for each report, how long the disk takes to keep a little. What comes out is how long
devices wait; nothing of the measured waiting goes in. Each evening is foretold from what sessions cost on the others.
"""

import dataclasses
import json
import os
import pathlib
import random
import statistics
import sys

from evening import GROUP, Cost, Evening, Machines, deadline

# The busiest third of an evening, in parts of what the cores carry.
LOADS = (0.25, 0.5, 0.8)
SECONDS = 20
# More than they carry.
FLOOD = (8_000, 2)
PARTS = ("cpu_node_s", "cpu_database_s", "cpu_client_s")
# How often a writer's turn goes to the database and back: its statements go in batches, as many for one report as for 512.
TURNS = {"sqlite": 1, "postgresql": 9}
# How far the model may be from what was measured: times or parts of it.
BARS = {"p50": 1.5, "p99": 2.0}


def measure(bin, work):
    import serving
    storms = {"sqlite": lambda devices, seconds: serving.storm(bin, work, devices, seconds),
              "postgresql": lambda devices, seconds: serving.storm_on_server(bin, work, devices, seconds)}
    kept = {"cores": os.cpu_count(), "engines": {}}
    for engine, storm in storms.items():
        def run(devices, seconds):
            found = storm(devices, seconds)
            point = {key: found[key] for key in (
                "devices", "seconds", "attempts", "p50_s", "p99_s", "max_s", "cpu_node_s", "cpu_client_s", "groups",
                "disk_s", "disk_all_s")}
            point["cpu_database_s"] = found.get("cpu_database_s", 0.0)
            point["transactions"] = found.get("transactions", 0)
            print(engine, json.dumps({key: value for key, value in point.items() if key != "disk_all_s"}), flush=True)
            return point
        # All at once: what a session costs where nobody has time to sleep, and so how many a second the cores carry.
        flood = run(*FLOOD)
        rate = kept["cores"] * flood["devices"] / sum(flood[part] for part in PARTS)
        points = []
        for load in LOADS:
            # The busiest third brings half of the devices.
            points.append(run(int(load * rate * SECONDS * 2 / 3), SECONDS) | {"load": load})
        kept["engines"][engine] = {"points": [flood | {"load": None}] + points, "rate": rate,
                                   "writer": serving.writer_cost(bin, work, engine)}
    (work / "capacity.json").write_text(json.dumps(kept, indent=2))


def halves(points):
    """What one of the first and one of the second cost, where so many of both cost so much together: least squares."""
    sums = [0.0] * 5
    for first, second, spent in points:
        # Each evening counts by itself, not by how many devices it had.
        for place, value in enumerate((first * first, first * second, second * second, first * spent, second * spent)):
            sums[place] += value / first ** 2
    ff, fs, ss, fx, sx = sums
    determinant = ff * ss - fs * fs
    one, other = (ss * fx - fs * sx) / determinant, (ff * sx - fs * fx) / determinant
    if other < 0:
        one, other = fx / ff, 0.0
    elif one < 0:
        one, other = 0.0, sx / ss
    return one, other


def fitted(points, counts, writer):
    """Seconds of a session, without the writer's turn, and of waking a thread; `counts` has how many of both there were."""
    return halves((sessions, wakes, Costs.spent(point) - writer["group"] * point["groups"]
                   - writer["report"] * point["devices"]) for point, (sessions, wakes) in zip(points, counts))


class Costs:
    """What a session costs on an engine, from all evenings, or all but one."""

    def __init__(self, kept, engine, reads, read_share, cores):
        self.points, self.writer = kept["points"], kept["writer"] | {"turns": TURNS[engine]}
        self.reads, self.read_share, self.cores = reads, read_share, cores
        session = sum(self.spent(point) for point in self.points) / sum(point["devices"] for point in self.points)
        wake = 0.0
        # What the simulation counts depends on the costs, and they on the counts.
        for _ in range(3):
            self.counts = [self.count(point, self.cost(session, wake, point["disk_all_s"])) for point in self.points]
            session, wake = fitted(self.points, self.counts, self.writer)
        self.session, self.wake = session, wake

    @staticmethod
    def spent(point):
        return point["cpu_node_s"] + point["cpu_database_s"]

    def count(self, point, cost):
        told = Evening(cost, Machines(cores=self.cores)).play(deadline(point["devices"], point["seconds"]))
        return told.sessions, told.wakes

    def cost(self, session, wake, disk=None):
        # Those of the evening that is foretold, or of all.
        disk = disk or [took for point in self.points for took in point["disk_all_s"]]
        client, feed = halves((point["devices"], 10 * point["seconds"], point["cpu_client_s"]) for point in self.points)
        return Cost(node=session * (1 - self.read_share), read=session * self.read_share, client=client, feed=feed,
                    wake=wake, reads=self.reads, **self.writer | {"disk": statistics.mean(disk), "disk_all": disk})

    def without(self, place):
        def others(list): return list[:place] + list[place + 1:]
        return self.cost(*fitted(others(self.points), others(self.counts), self.writer), self.points[place]["disk_all_s"])


def check(kept):
    """Prints each evening beside what the model says of it; whether all are within their bars."""
    reads, share = asked(kept["engines"]["postgresql"]["points"])
    holds = True
    for engine, measured in kept["engines"].items():
        costs = Costs(measured, engine, reads, share, kept["cores"])
        print(f"\n{engine}: a session {costs.session * 1e6:.0f} us with {reads} questions, a thread woken"
              f" {costs.wake * 1e6:.0f} us, " + ", ".join(
                  f"{name} {value * 1e6:.0f} us" for name, value in measured["writer"].items()))
        print("busiest third    a second        p50: measured, modelled        p99: measured, modelled    groups")
        for place, point in enumerate(measured["points"]):
            told = Evening(costs.without(place), Machines(cores=kept["cores"])).play(
                deadline(point["devices"], point["seconds"]))
            row = f"{point['load']:13.0%}" if point["load"] else f"{'all at once':>13}"
            row += f"  {point['devices'] / point['seconds'] * (1.5 if point['load'] else 1):10.0f}"
            for name, share_of_all in (("p50", 0.5), ("p99", 0.99)):
                value, other = point[name + "_s"], told.answered_within(share_of_all)
                far = max(value / other, other / value)
                holds &= far <= BARS[name]
                row += f"    {value * 1e3:7.0f} {other * 1e3:7.0f} ms {far:5.2f}x{' ' if far <= BARS[name] else '!'}"
            print(f"{row}    {point['groups']} {told.groups}")
    return holds


def asked(points):
    """How often a session asks the database, and which part of its work is done there."""
    busiest = max(points, key=lambda point: point["devices"] / point["seconds"])
    reads = max(1, round((busiest["transactions"] - busiest["groups"]) / busiest["attempts"]))
    share = sum(point["cpu_database_s"] for point in points) / sum(Costs.spent(point) for point in points)
    return reads, share


# Beyond this machine: stores, nodes, seconds of the evening, and how they are called.
EVENINGS = (
    (30_000, 1, 3600, "an hour"), (30_000, 1, 60, "a minute"), (300_000, 1, 3600, "an hour"),
    (1_000_000, 1, 3600, "an hour"), (1_000_000, 10, 3600, "an hour"), (1_000_000, 10, 600, "ten minutes"),
    (1_000_000, 100, 600, "ten minutes"), (1_000_000, 10, 240, "four minutes"), (1_000_000, 100, 240, "four minutes"),
    (10_000_000, 100, 3600, "an hour"))
NODE_CORES, DATABASE_CORES, NETWORK = 4, 16, 0.0003
# How much of the busiest third is played: where it does not fall behind within that, it does not at all.
PLAYED = 15


def beyond(kept):
    """Prints evenings on machines that are not here: nodes and a server of PostgreSQL of their own."""
    measured = kept["engines"]["postgresql"]
    costs = Costs(measured, "postgresql", *asked(measured["points"]), kept["cores"])
    cost = costs.cost(costs.session, costs.wake)
    machines = Machines(cores=NODE_CORES, database_cores=DATABASE_CORES, network=NETWORK, everybody=True)
    most = row_lets_through(cost, machines)
    print(f"\nbeyond: nodes of {NODE_CORES} cores, a server of PostgreSQL of {DATABASE_CORES}, {NETWORK * 1e3} ms there and"
          f" back; the row that all writers take turns at lets {most:.0f} reports a second through\n"
          "    stores  nodes  within         a second      p50      p99  nodes busy  database busy  row busy")
    for stores, nodes, seconds, name in EVENINGS:
        rate = stores / seconds * 1.5
        count = int(rate * PLAYED)
        evening = Evening(cost, dataclasses.replace(machines, nodes=nodes))
        evening.play(((number, number / rate + random.random() * 0.2) for number in range(count)), mishaps=False)
        over = evening.last
        print(f"{stores:>10}  {nodes:>5}  {name:<12}  {rate:9.0f}", end="")
        if rate > most or over > PLAYED * 1.05 + 1:
            behind = stores / 2 / min(rate, count / over) - seconds / 3
            print(f"  more than they take: the last wait {behind:.0f} s")
            continue
        print(f"  {evening.answered_within(0.5) * 1e3:4.0f} ms  {evening.answered_within(0.99) * 1e3:4.0f} ms"
              f"  {evening.node_work / over / nodes / NODE_CORES:10.0%}  {evening.database.busy / over / DATABASE_CORES:13.0%}"
              f"  {evening.held / over:8.0%}")


def row_lets_through(cost, machines):
    """Reports a second."""
    return GROUP / (cost.group + cost.disk + GROUP * (cost.report + cost.report_disk) + cost.turns * machines.network)


def model(work):
    kept = json.loads((work / "capacity.json").read_text())
    holds = check(kept)
    beyond(kept)
    print("\nthe model " + ("holds: " if holds else "MISSES: ") + ", ".join(
        f"{name} within {far}x of what was measured" for name, far in BARS.items()))
    return 0 if holds else 1


if __name__ == "__main__":
    if sys.argv[1] == "measure":
        measure(pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve())
    else:
        sys.exit(model(pathlib.Path(sys.argv[2]).resolve()))
