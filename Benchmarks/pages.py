"""Pages while a chain reports: 30,000 stores, 50 requests a second, 100 reports a second coming in."""

import gzip
import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
import urllib.parse

from serving import QUIET, ours

DEMO_STORES, DEVICES, SECONDS, PAGES_PER_SECOND, REPORTS_PER_SECOND = 27_000, 3_000, 60, 50, 100
PASSWORD = "a password for measuring"
# Months after the demo's last, so that the panel is as wide as a chain of three years has it.
FIRST_MONTH = 23 * 12 + 2


class Visitor:
    """One connection that stays open, signed in."""

    def __init__(self, port, cookie=None):
        self.port, self.connection = port, http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie

    def get(self, path):
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "zh"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        start = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return took, body, answer

    def sign_in(self):
        form = self.get("/sign-in")
        token = re.search(rb'name="token" value="([^"]+)"', gzip.decompress(form[1]))[1].decode()
        cookie = form[2].headers["Set-Cookie"].split(";")[0]
        fields = urllib.parse.urlencode({"token": token, "name": "bench", "password": PASSWORD, "code": "", "next": "/"})
        self.connection.request("POST", "/sign-in", fields, {
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie,
            "Origin": f"http://127.0.0.1:{self.port}"})
        answer = self.connection.getresponse()
        answer.read()
        session = [line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []) if "tongbiao-loop" in line]
        if not session:
            raise RuntimeError(f"not signed in: {answer.status}")
        self.cookie = session[0]


def prepare(bin, database):
    shutil.rmtree(database.parent, ignore_errors=True)
    database.parent.mkdir()

    def hq(*arguments, typed=None):
        subprocess.run([bin / "tongbiao-hq", *map(str, arguments), "--database", f"sqlite:{database}"], check=True,
                       env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, input=typed, text=True)

    hq("demo", "--stores", DEMO_STORES, "--months", 36, "--seed", 1)
    hq("people", "add", "bench", "--role", "association", "--regions", "all")
    hq("people", "password", "bench", typed=PASSWORD + "\n")
    subprocess.run([bin / "SyncLoad", "prepare", "--database", database, "--devices", str(DEVICES)], check=True)


def paced(port, cookie, paths, seconds, rate, threads=4):
    """Asks for the paths in turns, `rate` a second whatever the answers take, and gives what each took."""
    took, problems, lock, begin = {path: [] for path in paths}, [], threading.Lock(), time.perf_counter() + 0.2

    def work(number):
        visitor = Visitor(port, cookie)
        for turn in range(number, int(seconds * rate), threads):
            time.sleep(max(0, begin + turn / rate - time.perf_counter()))
            path = paths[turn % len(paths)]
            try:
                seconds_taken = visitor.get(path)[0]
                with lock:
                    took[path].append(seconds_taken * 1000)
            except Exception as problem:
                problems.append(str(problem))
                visitor = Visitor(port, cookie)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if problems:
        raise RuntimeError(f"{len(problems)} requests failed: {problems[0]}")
    return took


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def first_page(visitor):
    """The bytes of the front page with all that it needs, compressed, and whether that is named by the document itself."""
    document = visitor.get("/")[1]
    text = gzip.decompress(document).decode()
    needed = set(re.findall(r'<(?:link|script)[^>]*(?:href|src)="([^"]+)"', text))
    total = len(document)
    for path in needed:
        body, answer = visitor.get(path)[1:]
        total += len(body)
        plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        if path.endswith(".css") and (b"@import" in plain or b"url(" in plain):
            raise RuntimeError(f"{path} asks for more")
    return total / 1000, len(needed)


def overview(bin, work):
    database = work / "pages" / "hq.sqlite"
    prepare(bin, database)
    server = ours(bin, database)
    try:
        visitor = Visitor(server.port)
        visitor.sign_in()
        for path in ("/", "/regions", "/uplift", "/programme", "/stores"):
            for _ in range(5):
                visitor.get(path)
        size, files = first_page(visitor)
        filtered = [visitor.get(f"/stores?state=missing&q={number % 10}")[0] * 1000 for number in range(60)]
        load = subprocess.Popen(
            [bin / "SyncLoad", "sessions", "--port", str(server.port), "--devices", str(DEVICES), "--count",
             str(REPORTS_PER_SECOND * SECONDS), "--from", str(FIRST_MONTH * DEVICES), "--connections", "8",
             "--per-second", str(REPORTS_PER_SECOND)], stdout=subprocess.PIPE, text=True)
        # It makes its requests before it sends the first.
        load.stdout.readline()
        took = paced(server.port, visitor.cookie, ["/", "/regions"], SECONDS - 5, PAGES_PER_SECOND)
        reports = load.communicate()[0]
        megabytes = server.peak_megabytes()
    finally:
        server.close()
        shutil.rmtree(database.parent, ignore_errors=True)
    p95 = {path: percentile(values, 0.95) for path, values in took.items()}
    slowest = max(p95.values())
    return {
        "unit": "ms", "ours": slowest, "peer_name": None, "peer": None, "ratio": min(20 / slowest, 150 / size,
                                                                                 30 / percentile(filtered, 0.95)),
        "bar": "ratio 1 of each bar: pages 20 ms at p95, 150 KB, filtered list 30 ms at p95; under 250 MB",
        "megabytes": megabytes, "p95_overview_ms": p95["/"], "p95_regions_ms": p95["/regions"],
        "p50_overview_ms": statistics.median(took["/"]), "p99_overview_ms": percentile(took["/"], 0.99),
        "p50_regions_ms": statistics.median(took["/regions"]), "filtered_p50_ms": statistics.median(filtered),
        "filtered_p95_ms": percentile(filtered, 0.95), "first_page_kb": size, "first_page_files": files,
        "reports": reports.strip(),
    }
