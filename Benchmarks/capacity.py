"""What one machine, ten and a hundred carry: a simulation of the storm, held against storms that were measured.

It does not meet them yet: on shared cores a group waits for a core, which the model does not know.

usage: capacity.py measure FOLDER_OF_THE_PROGRAMS WORK_FOLDER   runs storms of several strengths and keeps what they cost
       capacity.py model WORK_FOLDER                            replays those storms, then those that no machine here holds

A session is work on a node (connection, signature, receipt, JSON), reading in the database before and after, and its share
of a group: all writers of all nodes take turns at one row, a group takes what waits (512 at most), costs so much for
itself and so much for each report, and is on disk after so long. What each costs comes from the weakest storm alone; the
stronger ones show whether the model says how long devices wait when the machine fills up.
"""

import heapq
import json
import pathlib
import random
import sys

GROUP = 512
COMES, CHECKED, WAITS, WRITES, WRITTEN, READ, ANSWERED = range(7)


class Cores:
    """So many cores, first come, first served."""

    def __init__(self, count):
        self.free = [0.0] * count
        self.busy = 0.0

    def run(self, now, seconds):
        """When work that comes at `now` is done."""
        start = max(now, self.free[0])
        heapq.heapreplace(self.free, start + seconds)
        self.busy += seconds
        return start + seconds


def arrivals(devices, seconds):
    """Half of the devices in the first two thirds of the time, half in the last; as the load program has it."""
    for number in range(devices):
        share = number / devices
        yield seconds * (share * 4 / 3 if share < 0.5 else 2 / 3 + (share - 0.5) * 2 / 3)


def simulate(devices, seconds, cost, nodes=1, node_cores=2, database_cores=2, shared=False, client=0.0, shaken=0.0):
    """Times from coming to being answered, and how busy each part was.

    `shared`: everything, the load program too, on the same cores. `shaken`: by how many seconds of chance each device
    misses its moment.
    """
    chance = random.Random(1)
    common = Cores(node_cores)
    cores = [common if shared else Cores(node_cores) for _ in range(nodes)]
    database = common if shared else Cores(database_cores)
    events = [(moment + chance.random() * shaken, COMES, number)
              for number, moment in enumerate(arrivals(devices, seconds))]
    heapq.heapify(events)
    begun, times = [0.0] * devices, []
    waiting, writing, turns, taken, held = [[] for _ in range(nodes)], [False] * nodes, [], False, 0.0

    def go(moment, kind, who):
        heapq.heappush(events, (moment, kind, who))

    while events:
        now, kind, who = heapq.heappop(events)
        if kind == COMES:
            begun[who] = now
            go(cores[who % nodes].run(now, client + cost["node"] / 2), CHECKED, who)
        elif kind == CHECKED:
            go(database.run(now, cost["read"] / 2), WAITS, who)
        elif kind == WAITS:
            node = who % nodes
            waiting[node].append(who)
            if not writing[node]:
                writing[node] = True
                go(now + 0.005, WRITES, node)
        elif kind == WRITES:
            turns.append(who)
        elif kind == WRITTEN:
            node, group = who
            taken = False
            for number in group:
                go(database.run(now, cost["read"] / 2), READ, number)
            if waiting[node]:
                turns.append(node)
            else:
                writing[node] = False
        elif kind == READ:
            go(cores[who % nodes].run(now, cost["node"] / 2), ANSWERED, who)
        else:
            times.append(now - begun[who])
            last = now
        if turns and not taken:
            # The turn comes first, then what waits by then goes along.
            taken, node = True, turns.pop(0)
            group, waiting[node] = waiting[node][:GROUP], waiting[node][GROUP:]
            end = database.run(now, cost["group"] + cost["report"] * len(group)) + cost["disk"]
            held += end - now
            go(end, WRITTEN, (node, group))
    times.sort()
    return {"p50": times[len(times) // 2], "p99": times[int(len(times) * 0.99)], "max": times[-1],
            "writer_busy": held / last, "database_busy": database.busy / last / len(database.free)}


def measure(bin, work):
    import serving
    points = []
    for seconds in (32, 16, 12, 9):
        found = serving.storm_on_server(bin, work, devices=8_000, seconds=seconds)
        points.append({key: found[key] for key in (
            "devices", "seconds", "p50_s", "p99_s", "max_s", "cpu_node_s", "cpu_database_s", "cpu_client_s", "groups")})
        print(json.dumps(points[-1]), flush=True)
    (work / "capacity.json").write_text(json.dumps({"points": points, "writer": serving.writer_cost(bin)}, indent=2))


def costs(kept):
    """Seconds per session by part, from the weakest storm; those of the writer from a run of groups alone."""
    weakest = max(kept["points"], key=lambda point: point["seconds"] / point["devices"])
    devices, writer = weakest["devices"], kept["writer"]
    node, read = weakest["cpu_node_s"] / devices, weakest["cpu_database_s"] / devices
    # The writer's part is in both, and counted by itself.
    rest = 1 - min(1, (writer["report"] + writer["group"] * weakest["groups"] / devices) / (node + read))
    return {"node": node * rest, "read": read * rest, "group": writer["group"], "report": writer["report"],
            "disk": writer["disk"], "client": weakest["cpu_client_s"] / devices}


def model(work):
    kept = json.loads((work / "capacity.json").read_text())
    cost = costs(kept)
    client = cost.pop("client")
    print("seconds of work in a session: " + ", ".join(f"{name} {value * 1e6:.0f} us" for name, value in cost.items())
          + f"; the load program itself {client * 1e6:.0f} us")
    print("\ncheck: everything on two cores      measured p50    p99      modelled p50    p99")
    for point in kept["points"]:
        told = simulate(point["devices"], point["seconds"], cost, shared=True, client=client)
        print(f"{point['devices']} devices in {point['seconds']:>4.0f} s          {point['p50_s'] * 1e3:8.0f} ms"
              f" {point['p99_s'] * 1e3:6.0f} ms   {told['p50'] * 1e3:8.0f} ms {told['p99'] * 1e3:6.0f} ms")
    print("\nbeyond: nodes of 4 cores, a database server of 16\n"
          "stores      nodes  evening      p50      p99    writer busy  database busy")
    for stores, nodes, seconds, note in (
            (30_000, 1, 3600, "an hour"), (30_000, 1, 60, "a minute"), (300_000, 1, 3600, "an hour"),
            (1_000_000, 10, 3600, "an hour"), (1_000_000, 10, 600, "ten minutes"), (1_000_000, 10, 120, "two minutes"),
            (1_000_000, 100, 120, "two minutes")):
        told = simulate(stores, seconds, cost, nodes=nodes, node_cores=4, database_cores=16,
                        shaken=1.0)
        print(f"{stores:>9}  {nodes:>5}  {note:<11} {told['p50'] * 1e3:6.0f} ms {told['p99'] * 1e3:6.0f} ms"
              f"  {told['writer_busy'] * 100:8.0f} %  {told['database_busy'] * 100:10.0f} %")
    most = GROUP / (cost["group"] + GROUP * cost["report"] + cost["disk"])
    print(f"\nthe one row that all writers take turns at lets {most:.0f} reports a second through, whatever the nodes are")


if __name__ == "__main__":
    if sys.argv[1] == "measure":
        measure(pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve())
    else:
        model(pathlib.Path(sys.argv[2]).resolve())
