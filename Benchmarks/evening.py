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
# How long a device waits after its connection broke.
BROKEN = 0.2
# How long Linux leaves a core to a thread while others wait.
SLICE = 0.003


@dataclasses.dataclass
class Cost:
    """Seconds of work, and how often."""
    node: float  # of a session on its node, without the writer's turn
    read: float  # of a session in the database, without the writer's turn
    client: float  # of a session in the load program
    feed: float  # of the load program's reader of the feed, which looks ten times a second
    group: float  # of a writer's turn, whatever it takes along
    report: float  # of each report in it
    disk: float  # until a group is on the disk, on average; nobody works meanwhile
    report_disk: float  # the same for each report in it
    wake: float  # of a thread that slept and is given work
    turns: int  # how often a writer's turn goes to the database and back; 1 where that is no process of its own
    reads: int  # how often a session asks the database before and after its group
    disk_all: list  # how long the disk took each time it was asked: mostly little, now and then very long


@dataclasses.dataclass
class Machines:
    nodes: int = 1
    cores: int = 2
    # Cores of the database's own machine; none where all, the load program too, share the cores of one.
    database_cores: int = 0
    # From a node to the database and back.
    network: float = 0.0
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


class Work:
    """What a thread does on a core, and what follows."""

    def __init__(self, seconds, then, what):
        self.left, self.then, self.what, self.slice = seconds, then, what, 0.0

    def next(self):
        """Whether there is more to do at once."""
        return False


class Cores:
    """Cores and the one queue before them. A thread keeps its core until it sleeps or has had its slice."""

    def __init__(self, world, count):
        self.world, self.count, self.free, self.queue, self.busy = world, count, count, deque(), 0.0

    def work(self, seconds, then, *what):
        self.ready(Work(seconds, then, what))

    def ready(self, work):
        if self.free:
            self.free -= 1
            self._begin(work)
        else:
            self.queue.append(work)

    def _begin(self, work):
        work.slice = SLICE
        self._go_on(work)

    def _go_on(self, work):
        seconds = min(work.left, work.slice)
        self.world.at(self.world.now + seconds, self._stop, work, seconds)

    def _stop(self, work, seconds):
        self.busy += seconds
        work.slice -= seconds
        work.left -= seconds
        then = None
        if work.left <= 1e-12:
            then, what = work.then, work.what
        if then is None or work.next():
            if work.slice > 1e-12 or not self.queue:
                work.slice = work.slice if work.slice > 1e-12 else SLICE
                self._go_on(work)
            else:
                self.queue.append(work)
                self._begin(self.queue.popleft())
        elif self.queue:
            self._begin(self.queue.popleft())
        else:
            self.free += 1
        if then is not None:
            then(*what)


class Threads:
    """So many threads with one queue before them. One that has slept must be woken first."""

    class Thread(Work):
        def __init__(self, threads):
            self.threads = threads

        def next(self):
            if not self.threads.queue:
                self.threads.free.append(self)
                return False
            self.left, self.then, self.what = self.threads.queue.popleft()
            return True

    def __init__(self, cores, count, wake):
        self.cores, self.wake, self.queue, self.woken = cores, wake, deque(), 0
        self.free = [Threads.Thread(self) for _ in range(count)]

    def run(self, seconds, then, *what):
        if self.free:
            thread = self.free.pop()
            self.woken += 1
            thread.left, thread.then, thread.what = seconds + self.wake, then, what
            self.cores.ready(thread)
        else:
            self.queue.append((seconds, then, what))


class Readers:
    """So many connections that ask the database, each a thread and, where the database is a process, one of its own."""

    def __init__(self, evening, cores, database):
        self.evening, self.cores, self.database = evening, cores, database
        self.free, self.queue, self.woken = READERS, deque(), 0

    def ask(self, seconds, then, *what):
        if self.free:
            self.free -= 1
            self.woken += 1
            self._ask(self.evening.cost.wake, seconds, then, what)
        else:
            self.queue.append((seconds, then, what))

    def _ask(self, wake, seconds, then, what):
        if self.evening.cost.turns == 1:
            self.cores.work(seconds + wake, self._answered, then, what)
        else:
            self.cores.work(wake, self.evening.after, self.evening.machines.network, self.database.work, seconds,
                            self.cores.work, 0.0, self._answered, then, what)

    def _answered(self, then, what):
        if self.queue:
            self._ask(0.0, *self.queue.popleft())
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
        self.readers = Readers(evening, cores, database)
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
        self._write_on(group, (cost.group + cost.report * len(group)) / cost.turns, cost.turns)

    def _write_on(self, group, seconds, turns):
        """One turn: the node's thread, the way, the database, and so on."""
        evening = self.evening
        if not turns:
            self._keep(group)
        elif evening.cost.turns == 1:
            self.cores.work(seconds, self._write_on, group, seconds, 0)
        else:
            self.cores.work(0.0, evening.after, evening.machines.network, self.database.work, seconds, self._write_on,
                            group, seconds, turns - 1)

    def _keep(self, group):
        evening = self.evening
        disk = evening.choice(evening.cost.disk_all) + evening.cost.report_disk * len(group)
        evening.world.at(evening.world.now + disk, self._answer, group)

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
        chances = random.Random(2)
        self.chance, self.choice = chances.expovariate, chances.choice

    def play(self, moments, mishaps=True):
        for number, moment in moments:
            self.world.at(moment, self._comes, number, moment, mishaps)
            self.end = moment
        if self.clients and self.cost.feed:
            self._looks()
        self.world.run()
        return self

    def _comes(self, number, moment, mishaps):
        self.begun[number] = moment
        if not self.places:
            self.outside.append((number, mishaps))
            return
        self.places -= 1
        draw = number * 7919 % 1000 if mishaps else 0
        if draw % 10 == 7:
            # Every tenth connection breaks; of three, one had said all. The device comes again, and its time begins anew.
            if number % 3 == 2:
                self._session(None, False)
            self.world.at(self.world.now + BROKEN, self._comes_again, number)
        elif draw % 10 == 3:
            # Every tenth clock is off: the first request is turned away.
            self._pieces(number, 1, False, self._session, number, False)
        else:
            # Every twentieth session comes twice.
            self._session(number, draw % 20 == 11)

    def _comes_again(self, number):
        self.begun[number] = self.world.now
        self._session(number, False)

    def _looks(self):
        """The reader of the feed, as long as somebody is still to come."""
        if self.begun or self.world.now < self.end:
            self.clients.work(self.cost.feed, self.world.at, self.world.now + 0.1, self._looks)

    def _session(self, number, again):
        self._pieces(number, self.cost.reads, True, self._answered, number, again)

    def _answered(self, number, again):
        if number is None:
            return
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
        cost, node = self.cost, self.nodes[(number or 0) % len(self.nodes)]
        self.sessions += 1 if reports else (2 + 1) / (2 * cost.reads + 2)
        before = (reads + 2) // 3

        def step(place):
            if reports and place == before and not step.submitted:
                step.submitted = True
                node.submit(lambda: step(place))
            elif place < reads:
                node.threads.run(self.node_piece * self.chance(1), node.readers.ask, self.read_piece * self.chance(1),
                                 step, place + 1)
            else:
                node.threads.run(2 * self.node_piece * self.chance(1), self._client, then, *what)
        step.submitted = False
        self._client(step, 0)

    def after(self, pause, do, *what):
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
