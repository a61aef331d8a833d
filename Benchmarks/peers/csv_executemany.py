"""Reads the same CSV and fills the same tables with executemany: what a careful short script would do.

It checks less than the product does (no rules, no medians, no audit digest of the content); it keeps the order of the
key, because SQLite is much slower without it.
"""

import csv
import sqlite3
import sys
import time

source, target = sys.argv[1:3]
database = sqlite3.connect(target)
database.execute("PRAGMA synchronous = FULL")
known = {code for (code,) in database.execute("SELECT store_id FROM store")}
received = int(time.time() * 1000)
rows = []
with open(source, newline="", encoding="utf-8-sig") as file:
    for row in csv.DictReader(file):
        if row["store"] not in known:
            continue
        year, month = row["month"].split("-")
        yuan, _, decimals = row["turnover"].partition(".")
        fen = int(yuan) * 100 + int((decimals + "00")[:2])
        rows.append((row["store"], int(year) * 100 + int(month), fen, int(row["open_days"]), row["reason"] or None))
rows.sort()
with database:
    first = database.execute("SELECT position FROM ledger_head").fetchone()[0] + 1
    database.executemany(
        "INSERT INTO revision (store_id, month, revision, turnover, open_days, reason, source, received_at, position)"
        f" VALUES (?, ?, 1, ?, ?, ?, 'imported', {received}, ?)",
        ((*row, first + number) for number, row in enumerate(rows)))
    database.execute("UPDATE ledger_head SET position = ?", (first + len(rows) - 1,))
database.close()
