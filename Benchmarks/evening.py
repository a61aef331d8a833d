"""The evening of the deadline, simulated: threads that share cores, readers, groups that take turns, disks.

What waits for what is the server's own order of things. How long each piece of work takes is measured, not set here.
"""

import dataclasses
import heapq
import random
from collections import deque

# The server's own settings.
GROUP, DELAY, READERS = 512, 0.005, 4
# How many connections the load program holds at once: whoever comes beyond them waits outside.
PLACES = 512


@dataclasses.dataclass
class Cost:
    """Seconds of work, and how often."""
    node: float  # of a session on its node, without the writer's turn
    read: float  # of a session in the database, without the writer's turn
    client: float  # of a session in the load program
    group: float  # of a writer's turn, whatever it takes along
    report: float  # of each report in it
    disk: float  # until a group is on the disk, now more, now less; nobody works meanwhile
    report_disk: float  # the same for each report in it
    wake: float  # of a thread that slept and is given work
    reads: int  # how often a session asks the database before and after its group


@dataclasses.dataclass
class Machines:
    nodes: int = 1
    cores: int = 2
    # Cores of the database's own machine; none where all, the load program too, share the cores of one.
    database_cores: int = 0
    # From a node to the database and back.
    network: float = 0.0
    # How often a turn of the writer goes there and back: its statements go in batches, as many for one report as for 512.
    turns: int = 9
    # Whether as many devices as like are connected at once, or as many as the load program holds.
    everybody: bool = False


class World:
    """Time, and what happens next."""

    def __init__(self):
        self.now, self.number, self.events = 0.0, 0, []

    def at(self, moment, do, *what):
        self.number += 1
        heapq.heappush(self.events, (moment, self.number, do, what))

    def run(self):
        while self.events:
            self.now, _, do, what = heapq.heappop(self.events)
            do(*what)


class Cores:
    """Cores that the threads with work share fairly: a core each, or equal parts where there are more threads."""

    def __init__(self, world, count):
        self.world, self.count, self.running, self.served, self.since, self.busy = world, count, [], 0.0, 0.0, 0.0
        self.promise = 0

    def work(self, seconds, then, *what):
        self._account()
        self.world.number += 1
        heapq.heappush(self.running, (self.served + seconds, self.world.number, then, what))
        self._promise()

    def _share(self):
        return min(1.0, self.count / len(self.running))

    def _account(self):
        if self.running:
            passed = self.world.now - self.since
            self.served += passed * self._share()
            self.busy += passed * min(self.count, len(self.running))
        self.since = self.world.now

    def _promise(self):
        """Says when the next one is done, as long as nobody comes in between."""
        self.promise += 1
        if self.running:
            self.world.at(self.world.now + max(0.0, self.running[0][0] - self.served) / self._share(), self._done,
                          self.promise)

    def _done(self, promise):
        if promise != self.promise:
            return
        self._account()
        _, _, then, what = heapq.heappop(self.running)
        self._promise()
        then(*what)


class Threads:
    """So many threads with one queue before them. One that has slept must be woken first."""

    def __init__(self, cores, count, wake):
        self.cores, self.free, self.wake, self.queue, self.woken = cores, count, wake, deque(), 0

    def run(self, seconds, then, *what):
        if self.free:
            self.free -= 1
            self.woken += 1
            self.cores.work(seconds + self.wake, self._done, then, what)
        else:
            self.queue.append((seconds, then, what))

    def _done(self, then, what):
        if self.queue:
            seconds, *rest = self.queue.popleft()
            self.cores.work(seconds, self._done, *rest)
        else:
            self.free += 1
        then(*what)


class Row:
    """The row of the ledger's head, at which all writers take turns."""

    def __init__(self):
        self.taken, self.waiting = False, deque()

    def take(self, then):
        if self.taken:
            self.waiting.append(then)
        else:
            self.taken = True
            then()

    def give(self):
        if self.waiting:
            self.waiting.popleft()()
        else:
            self.taken = False


class Node:
    def __init__(self, evening, cores, database):
        cost, self.evening = evening.cost, evening
        self.threads = Threads(cores, cores.count, cost.wake)
        self.readers = Threads(database, READERS, cost.wake)
        self.cores, self.database = cores, database
        self.waiting, self.writing, self.last = deque(), False, 0

    def submit(self, then):
        self.waiting.append(then)
        if not self.writing:
            self._wake()

    def _wake(self):
        """While others are sending too, a group waits a moment for company."""
        self.writing = True
        pause = DELAY if self.last > 1 and len(self.waiting) < GROUP else 0.0
        self.evening.world.at(self.evening.world.now + pause, self.evening.row.take, self._write)

    def _write(self):
        """Takes what waits once the turn has come."""
        cost, self.began = self.evening.cost, self.evening.world.now
        group = [self.waiting.popleft() for _ in range(min(GROUP, len(self.waiting)))]
        self.last = len(group)
        self.database.work(cost.group + cost.report * len(group), self._keep, group)

    def _keep(self, group):
        evening = self.evening
        disk = evening.cost.disk * evening.chance(1) + evening.cost.report_disk * len(group)
        evening.world.at(evening.world.now + disk + evening.machines.turns * evening.machines.network, self._answer, group)

    def _answer(self, group):
        evening = self.evening
        evening.groups += 1
        evening.held += evening.world.now - self.began
        evening.row.give()
        for then in group:
            then()
        if self.waiting:
            self._wake()
        else:
            self.writing = False


class Evening:
    """Devices that come at their moments, on machines, at a cost."""

    def __init__(self, cost, machines=Machines()):
        self.cost, self.machines, self.world, self.row = cost, machines, World(), Row()
        shared = not machines.database_cores
        self.database = Cores(self.world, machines.cores if shared else machines.database_cores)
        node_cores = [self.database if shared else Cores(self.world, machines.cores) for _ in range(machines.nodes)]
        self.nodes = [Node(self, cores, self.database) for cores in node_cores]
        self.clients = self.database if shared else None
        self.last = 0.0
        self.groups, self.held, self.sessions = 0, 0.0, 0.0
        self.places, self.outside = float("inf") if machines.everybody else PLACES, deque()
        self.begun, self.times = {}, []
        # Pieces of a session on its node: before, between and after what it asks the database.
        self.node_piece = cost.node / (cost.reads + 2)
        self.read_piece = cost.read / max(1, cost.reads)
        # No two sessions cost the same.
        self.chance = random.Random(2).expovariate

    def play(self, moments, mishaps=True):
        for number, moment in moments:
            self.world.at(moment, self._comes, number, moment, mishaps)
        self.world.run()
        return self

    def _comes(self, number, moment, mishaps):
        self.begun[number] = moment
        if not self.places:
            self.outside.append((number, mishaps))
            return
        self.places -= 1
        draw = number * 7919 % 1000
        # Every tenth clock is off: the first request is turned away. Every twentieth session comes twice.
        if mishaps and draw % 10 == 3:
            self._pieces(number, 1, False, self._session, number, False)
        else:
            self._session(number, mishaps and draw % 20 == 11)

    def _session(self, number, again):
        self._pieces(number, self.cost.reads, True, self._answered, number, again)

    def _answered(self, number, again):
        begun = self.begun.pop(number, None)
        if begun is not None:
            self.times.append(self.world.now - begun)
            self.last = self.world.now
        if again:
            self._session(number, False)
        elif self.outside:
            self.places += 1
            number, mishaps = self.outside.popleft()
            moment = self.begun[number]
            self._comes(number, moment, mishaps)
        else:
            self.places += 1

    def _pieces(self, number, reads, reports, then, *what):
        """One request: the client's work, then the node's and the database's in turns, in their midst the group."""
        cost, node = self.cost, self.nodes[number % len(self.nodes)]
        self.sessions += 1 if reports else (2 + 1) / (2 * cost.reads + 2)
        before = (reads + 2) // 3

        def step(place):
            if reports and place == before and not step.submitted:
                step.submitted = True
                node.submit(lambda: step(place))
            elif place < reads:
                node.threads.run(self.node_piece * self.chance(1), lambda: self._after(
                    self.machines.network, node.readers.run, self.read_piece * self.chance(1), step, place + 1))
            else:
                node.threads.run(2 * self.node_piece * self.chance(1), self._client, then, *what)
        step.submitted = False
        self._client(step, 0)

    def _after(self, pause, do, *what):
        if pause:
            self.world.at(self.world.now + pause, do, *what)
        else:
            do(*what)

    def _client(self, then, *what):
        if self.clients:
            self.clients.work(self.cost.client / 2, then, *what)
        else:
            then(*what)

    @property
    def node_work(self):
        """Seconds that the nodes' cores worked, where they have their own."""
        return sum(node.cores.busy for node in self.nodes)

    @property
    def wakes(self):
        return sum(node.threads.woken + node.readers.woken for node in self.nodes)

    def answered_within(self, share):
        times = sorted(self.times)
        return times[min(len(times) - 1, int(len(times) * share))]


def deadline(devices, seconds, first=0, last=None, shaken=0.0):
    """Numbers and moments: half of the devices in the first two thirds of the time, half in the last.

    `shaken`: by how many seconds of chance each device misses its moment.
    """
    chance = random.Random(1)
    for number in range(first, devices if last is None else last):
        share = number / devices
        moment = seconds * (share * 4 / 3 if share < 0.5 else 2 / 3 + (share - 0.5) * 2 / 3)
        yield number, moment + chance.random() * shaken
