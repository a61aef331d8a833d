"""Measures what the issues ask for and writes results.json: ours, the peer, their ratio and the bar.

usage: measure.py FOLDER_OF_THE_PROGRAMS WORK_FOLDER [name,name,...]
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

import pages
import programme
import serving
from turns import Command, Question, Runner, compare

BIN, WORK = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
WANTED = [name for name in sys.argv[3].split(",") if name] if len(sys.argv) > 3 else []
HERE = pathlib.Path(__file__).resolve().parent
PYTHON = sys.executable
QUIET = {**os.environ, "LANG": "en_US.UTF-8"}
MEASURES = {}


def measure(name):
    def register(function):
        MEASURES[name] = function
        return function

    return register


def hq(*arguments):
    subprocess.run([BIN / "tongbiao-hq", *map(str, arguments)], check=True, env=QUIET,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ours(name, *arguments):
    return Runner([BIN / "ChainBenchmarks", name, *arguments])


def rows_folder(stores=30_000):
    folder = WORK / f"rows-{stores}"
    if not (folder / "calendar.csv").exists():
        folder.mkdir(exist_ok=True)
        subprocess.run([BIN / "ChainBenchmarks", "write-rows", folder, str(stores)], check=True)
    return folder


def demo_database():
    path = WORK / "demo.sqlite"
    if not path.exists():
        hq("demo", "--database", f"sqlite:{path}", "--stores", 30_000, "--months", 36, "--seed", 1)
    return path


def result(unit, own, peer_name, peer, bar, ratio=None, **more):
    """`bar` says in words what must hold: `ratio 20` is a ratio of at least 20, `under 400 MB` the peak memory."""
    if ratio is None and peer is not None:
        ratio = peer / own
    found = {"unit": unit, "ours": own, "peer_name": peer_name, "peer": peer, "ratio": ratio, "bar": bar, **more}
    return {**found, "holds": holds(found)}


def holds(found):
    """Whether every part of the bar that is a number is met; None where there is none."""
    verdicts = []
    for least in re.findall(r"ratio ([0-9.]+)", found["bar"]):
        verdicts.append(found["ratio"] is not None and found["ratio"] >= float(least))
    for most, unit in re.findall(r"under ([0-9.]+) (MB|GB)", found["bar"]):
        verdicts.append(found.get("megabytes", float("inf")) < float(most) * (1000 if unit == "GB" else 1))
    return all(verdicts) if verdicts else None


@measure("start")
def start():
    """`tongbiao status` over 36 months against `curl --version`, whole processes."""
    home = WORK / "start-home"
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([HERE / "prepare_store.sh", BIN, home, WORK], check=True, stdout=subprocess.DEVNULL)
    environment = {**QUIET, "TONGBIAO_HOME": str(home)}
    own, peer, _, _ = compare(
        Command([BIN / "tongbiao", "status"], environment), Command(["curl", "--version"]), runs=41, warmups=5)
    return result("s", own, "curl --version", peer, "at most 2.5x of curl's time: ratio 0.4")


@measure("first-question")
def first_question():
    """From the start of `tongbiao report` on a terminal to its first question, against `curl --version`."""
    home = WORK / "start-home"
    if not home.exists():
        subprocess.run([HERE / "prepare_store.sh", BIN, home, WORK], check=True, stdout=subprocess.DEVNULL)
    environment = {**QUIET, "TONGBIAO_HOME": str(home), "TERM": "xterm"}
    own, peer, _, _ = compare(
        Question([BIN / "tongbiao", "report", "2023-01"], environment, b"> "), Command(["curl", "--version"]), runs=41,
        warmups=5)
    return result("s", own, "curl --version", peer, "at most 2.5x of curl's time: ratio 0.4")


@measure("bill-100000")
def bill_100000():
    """A wallet's bill of 100,000 orders as XLSX: read, cut by month and previewed."""
    bill = WORK / "bill-100000.xlsx"
    if not bill.exists():
        write_bill(bill, 100_000)
    home = WORK / "start-home"
    if not home.exists():
        subprocess.run([HERE / "prepare_store.sh", BIN, home, WORK], check=True, stdout=subprocess.DEVNULL)
    environment = {**QUIET, "TONGBIAO_HOME": str(home)}
    told = subprocess.run([BIN / "tongbiao", "import", bill, "--dry-run", "--format", "json"], env=environment,
                          check=True, capture_output=True).stdout
    peer_told = subprocess.run([PYTHON, HERE / "peers" / "pandas_bill.py", bill], check=True,
                               capture_output=True, text=True).stdout
    months = [f"{m['month']},{m['orders']},{m['turnover_fen']}" for m in json.loads(told)["months"]]
    assert months == peer_told.split(), "ours and the peer's sums differ"
    own, peer, memory, peer_memory = compare(
        Command([BIN / "tongbiao", "import", bill, "--dry-run"], environment),
        Command([PYTHON, HERE / "peers" / "pandas_bill.py", bill]), runs=5, warmups=1)
    return result("s", own, "pandas + openpyxl", peer, "under 1 s and 100 MB, ratio 3", megabytes=memory,
                  peer_megabytes=peer_memory)


def write_bill(path, rows):
    import datetime

    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for line in range(16):
        sheet.append(["微信支付账单明细" if line == 0 else f"说明 {line}"])
    sheet.append("交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注".split(","))
    start = datetime.datetime(2023, 2, 1)
    for row in range(rows):
        at = start + datetime.timedelta(seconds=row * 86_400 * 28 // rows)
        fen = 500 + row * 7919 % 9400
        sheet.append([at.strftime("%Y-%m-%d %H:%M:%S"), "二维码收款", f"顾客{row % 5000}", "收款方备注:二维码收款", "收入",
                      f"¥{fen // 100}.{fen % 100:02}", "零钱", "已收钱", f"10000{row:022}", f"M{row:020}", "/"])
    book.save(path)


@measure("import-million")
def import_million():
    """1,000,000 rows from the same CSV into the same tables."""
    register, reports = WORK / "million-stores.csv", WORK / "million-reports.csv"
    if not reports.exists():
        write_million(register, reports)
    empty, target = WORK / "million-empty.sqlite", WORK / "million.sqlite"
    remove_database(empty)
    hq("stores", "import", register, "--database", f"sqlite:{empty}")

    def fresh():
        remove_database(target)
        for path in empty.parent.glob(empty.name + "*"):
            shutil.copy(path, target.parent / path.name.replace(empty.name, target.name))

    own, peer, memory, peer_memory = compare(
        Command([BIN / "tongbiao-hq", "reports", "import", reports, "--database", f"sqlite:{target}"], QUIET, fresh),
        Command([PYTHON, HERE / "peers" / "csv_executemany.py", reports, target], prepare=fresh), warmups=0)
    remove_database(target)
    return result("s", own, "Python csv + executemany", peer, "ratio 1; under 300 MB", megabytes=memory,
                  peer_megabytes=peer_memory)


def write_million(register, reports):
    with open(register, "w") as out:
        out.write("code,name,region,opened,closed,certified\n")
        for store in range(27_778):
            out.write(f"M{store:06},示范{store},330683,2019-01-01,,\n")
    with open(reports, "w") as out:
        out.write("store,month,turnover,open_days,reason\n")
        rows = 0
        for month in range(36):
            for store in range(27_778):
                if rows == 1_000_000:
                    break
                fen = 3_000_000 + (store * 7919 + month * 104_729) % 1_000_000
                out.write(f"M{store:06},{2020 + month // 12}-{month % 12 + 1:02},{fen // 100}.{fen % 100:02},26,\n")
                rows += 1


def remove_database(path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


@measure("demo-30000")
def demo_30000():
    """The whole demo chain, register, reports, audit and all."""
    path = WORK / "demo-timed.sqlite"
    command = [BIN / "tongbiao-hq", "demo", "--database", f"sqlite:{path}", "--stores", "30000", "--months", "36",
               "--seed", "1"]
    own, _, memory, _ = compare(Command(command, QUIET, lambda: remove_database(path)), None, warmups=0)
    remove_database(path)
    return result("s", own, "the bar: 30 s", 30.0, "ratio 1", megabytes=memory)


@measure("rollup-province-month")
def rollup_province_month():
    peer = Runner([PYTHON, HERE / "peers" / "duckdb_rollup.py", "rollup-province-month", rows_folder()])
    own, other, _, _ = compare(ours("rollup-province-month"), peer, runs=21, warmups=3)
    return result("s", own, "DuckDB 2.0, 2 threads", other, "ratio 20")


@measure("year-on-year")
def year_on_year():
    peer = Runner([PYTHON, HERE / "peers" / "duckdb_rollup.py", "year-on-year", rows_folder()])
    own, other, _, _ = compare(ours("year-on-year"), peer, runs=21, warmups=3)
    return result("s", own, "DuckDB 2.0, 2 threads", other, "ratio 80")


def rollup_process(*arguments):
    database = demo_database()
    rollup = [BIN / "tongbiao-hq", "rollup", "--by", "province", *arguments, "--database", f"sqlite:{database}"]
    hq(*rollup[1:])
    own, peer, memory, _ = compare(
        Command(rollup, QUIET), Command([BIN / "tongbiao-hq", "--version"], QUIET), runs=41, warmups=5)
    return result("s", own, "an empty run of the same program", peer, "under 3x of it: ratio 0.333", megabytes=memory)


@measure("rollup-process")
def rollup_process_month():
    """The whole program for one month, from the snapshot."""
    return rollup_process("--from", "2023-02", "--to", "2023-02")


@measure("rollup-process-all")
def rollup_process_all():
    """The whole program for all 36 months and all measures, from the snapshot."""
    return rollup_process()


@measure("panel-refresh")
def panel_refresh():
    own, _, _, _ = compare(ours("panel-refresh"), None, runs=21)
    return result("s", own, "the bar: 5 ms", 0.005, "ratio 1")


@measure("panel-load")
def panel_load():
    own, _, _, _ = compare(ours("panel-load"), None, runs=21)
    return result("s", own, "the bar: 20 ms", 0.020, "ratio 1")


def effects(name, draws, bar, runs):
    path = WORK / "effects.csv"
    if not path.exists():
        subprocess.run([BIN / "ChainBenchmarks", "write-effects", path, "30000"], check=True)
    peer = Runner([PYTHON, HERE / "peers" / "diff_diff_effects.py", str(draws), path])
    own, other, memory, peer_memory = compare(ours(name), peer, runs=runs)
    return result("s", own, "diff-diff 3.13", other, bar, megabytes=memory, peer_megabytes=peer_memory)


@measure("did-analytic")
def did_analytic():
    return effects("did-analytic", 0, "ratio 20; under 400 MB", 5)


@measure("did-bootstrap-999")
def did_bootstrap():
    return effects("did-bootstrap-999", 999, "ratio 8; under 400 MB", 5)


@measure("million-stores")
def million_stores():
    """Time per row of the rollup over 1,000,000 stores against 30,000."""
    small, _, _, _ = compare(ours("rollup-province-month", "30000"), None, runs=11)
    large, _, memory, _ = compare(ours("rollup-province-month", "1000000"), None, runs=11)
    per_row = (small / 30_000) / (large / 1_000_000)
    return result("s", large, "30,000 stores, time per row", small, "time per row within 1.5x: ratio 0.67; under 2 GB",
                  ratio=per_row, megabytes=memory)


def line(found):
    peer = "" if found["peer"] is None else f"  {found['peer_name']} {found['peer']:.6g} {found['unit']}"
    ratio = "" if found["ratio"] is None else f"  ratio {found['ratio']:.2f}"
    memory = f"  {found['megabytes']:.0f} MB" if "megabytes" in found else ""
    verdict = {True: "holds", False: "DOES NOT HOLD", None: "not judged"}[found.get("holds")]
    return (f"{found['name']}: ours {found['ours']:.6g} {found['unit']}{peer}{ratio}{memory}"
            f"  (bar: {found['bar']}): {verdict}")


@measure("postgres-group-commit")
def postgres_group_commit():
    """Seconds per report: one commit for what waits, against one commit per report, each on a server of its own."""
    single = Runner([BIN / "LedgerBenchmarks", "group-commit", "single"])
    own, peer, memory, _ = compare(Runner([BIN / "LedgerBenchmarks", "group-commit", "grouped"]), single, runs=7)
    return result("s per report", own, "one commit per report", peer, "ratio 5", megabytes=memory)


@measure("database-copy")
def database_copy():
    """1,000,000 revisions from SQLite to PostgreSQL, against psql's COPY of the same rows into the same table."""
    register, reports = WORK / "million-stores.csv", WORK / "million-reports.csv"
    if not reports.exists():
        write_million(register, reports)
    source = WORK / "million-copied.sqlite"
    if not source.exists():
        hq("stores", "import", register, "--database", f"sqlite:{source}")
        hq("reports", "import", reports, "--database", f"sqlite:{source}")
    cluster = subprocess.Popen([BIN / "LedgerBenchmarks", "cluster"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)
    cluster.stdout.readline()

    def address():
        cluster.stdin.write("\n")
        cluster.stdin.flush()
        return cluster.stdout.readline().strip()

    def psql(database, *commands):
        words = [word for command in commands for word in ("-c", command)]
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", *words, database], check=True)

    own, peer, rows = [], [], WORK / "revision.copy"
    for _ in range(5):
        target, keys = address(), WORK / "copied.keys"
        keys.unlink(missing_ok=True)
        copied = subprocess.run(
            [BIN / "tongbiao-hq", "database", "copy", "--from", f"sqlite:{source}", "--to", target, "--to-keys", keys,
             "--format", "json"], check=True, env=QUIET, stdout=subprocess.PIPE)
        own.append(json.loads(copied.stdout)["seconds_copying"])
        psql(target, f"\\copy store TO {WORK / 'store.copy'}", f"\\copy revision TO {rows}")
        other = address()
        schema = subprocess.run(["pg_dump", "--schema-only", target], check=True, stdout=subprocess.PIPE)
        subprocess.run(["psql", "-q", other], input=schema.stdout, check=True, stdout=subprocess.DEVNULL)
        psql(other, f"\\copy store FROM {WORK / 'store.copy'}")
        begun = time.perf_counter()
        psql(other, f"\\copy revision FROM {rows}")
        peer.append(time.perf_counter() - begun)
    cluster.stdin.close()
    cluster.wait(timeout=60)
    return result("s", statistics.median(own), "psql COPY", statistics.median(peer), "ratio 0.33")


@measure("ingest-sessions")
def ingest_sessions():
    """Sessions of one report: signature, receipt, durable commit."""
    return serving.ingest(BIN, WORK, HERE)


@measure("deadline-storm")
def deadline_storm():
    """30,000 devices on the last evening, an hour in 60 s, on one node over SQLite."""
    return serving.storm(BIN, WORK)


@measure("programme-standing")
def programme_standing():
    own, bar = programme.standing(BIN)
    return result("s", own, "the bar: 50 ms", bar, "ratio 1")


@measure("inspect-pack")
def inspect_pack():
    own, bar, memory = programme.pack(BIN, WORK, demo_database())
    return result("s", own, "the bar: 2 s", bar, "ratio 1", megabytes=memory)


@measure("standard-evidence")
def standard_evidence():
    own, bar, memory, stores = programme.evidence(BIN, WORK)
    return result("s", own, "the bar: 5 s", bar, "ratio 1", megabytes=memory, acceptances=stores)


@measure("deadline-storm-postgres")
def deadline_storm_postgres():
    """The same over PostgreSQL."""
    return serving.storm_on_server(BIN, WORK)


@measure("storm-nodes-killed")
def storm_nodes_killed():
    """Two nodes on PostgreSQL, one killed every four seconds."""
    return serving.storm_on_server(BIN, WORK, nodes=2, kill_every=4)


@measure("storm-promoted-synchronous")
def storm_promoted_synchronous():
    """A synchronous replica promoted in the thick of it: nothing acknowledged is lost."""
    return serving.storm_on_server(BIN, WORK, promote="synchronous")


@measure("storm-promoted-asynchronous")
def storm_promoted_asynchronous():
    """A replica that had stopped listening two seconds before: what it lost, devices bring again."""
    return serving.storm_on_server(BIN, WORK, promote="asynchronous")


@measure("page-overview")
def page_overview():
    """Overview and regions while reports come in, the first page's size, a filtered list, and memory."""
    found = pages.overview(BIN, WORK)
    return {**found, "holds": holds(found)}


def main():
    names = WANTED or list(MEASURES)
    results = []
    for name in names:
        if name not in MEASURES:
            sys.exit(f"no benchmark is called {name}; there are: {', '.join(MEASURES)}")
        try:
            found = {"name": name, **MEASURES[name]()}
        except Exception as problem:  # One that cannot be run must not cost the others their figures.
            print(f"{name}: not measured: {problem}", flush=True)
            nothing = dict.fromkeys(["unit", "ours", "peer_name", "peer", "ratio", "bar"])
            results.append({"name": name, **nothing, "error": str(problem), "holds": False})
            continue
        results.append(found)
        print(line(found), flush=True)
    # Samples are for the model alone.
    kept = [{key: value for key, value in result.items() if not isinstance(value, list)} for result in results]
    (WORK / "results.json").write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
    missed = [found["name"] for found in results if found.get("holds") is False]
    print(f"{len(results) - len(missed)} of {len(results)} hold" + (f"; not: {', '.join(missed)}" if missed else ""))
    print(f"written: {WORK / 'results.json'}")


main()
