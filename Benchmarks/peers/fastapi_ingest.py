"""The peer of ingest-sessions: FastAPI over SQLite, synchronous=FULL, one commit a request, no signatures, no receipts.

usage: uvicorn fastapi_ingest:app   (INGEST_DATABASE names the file)
"""

import os
import sqlite3
import threading

from fastapi import FastAPI
from pydantic import BaseModel

PATH = os.environ["INGEST_DATABASE"]
LOCAL = threading.local()
app = FastAPI()


def connection():
    if not hasattr(LOCAL, "connection"):
        LOCAL.connection = sqlite3.connect(PATH, timeout=30, isolation_level=None)
        LOCAL.connection.execute("PRAGMA journal_mode = WAL")
        LOCAL.connection.execute("PRAGMA synchronous = FULL")
        LOCAL.connection.execute(
            "CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, store TEXT NOT NULL, month TEXT NOT NULL,"
            " turnover_fen INTEGER NOT NULL, open_days INTEGER, received_at TEXT DEFAULT CURRENT_TIMESTAMP)")
    return LOCAL.connection


class Sync(BaseModel):
    store: str
    operations: list[dict]


@app.post("/v1/sync")
def sync(message: Sync):
    database = connection()
    database.execute("BEGIN IMMEDIATE")
    outcomes = []
    for operation in message.operations:
        report = operation.get("report", operation)
        added = database.execute(
            "INSERT OR IGNORE INTO report (id, store, month, turnover_fen, open_days) VALUES (?, ?, ?, ?, ?)",
            (operation["id"], message.store, str(report.get("month")), report.get("turnover_fen", 0),
             report.get("open_days"))).rowcount
        outcomes.append({"id": operation["id"], "verdict": "accepted" if added else "repeated"})
    database.execute("COMMIT")
    return {"outcomes": outcomes}
