"""DuckDB's answer to the province x month rollup and to year on year of the three arms, from the same rows."""

import sys
import time

import duckdb

kind, folder = sys.argv[1:3]
database = duckdb.connect()
database.execute("SET threads = 2")
database.execute(f"CREATE TABLE report AS SELECT * FROM read_csv('{folder}/reports.csv')")
database.execute(f"CREATE TABLE store AS SELECT * FROM read_csv('{folder}/stores.csv')")

# Due: opened on or before the last day of the month, and not closed before its first. Only due stores count.
ROLLUP = """
SELECT s.province, m.month, count(*) AS due, count(r.fen) AS reported, sum(r.fen) AS fen
FROM store s
JOIN calendar m ON s.opened <= m.last AND (s.closed IS NULL OR s.closed >= m.first)
LEFT JOIN report r ON r.store = s.store AND r.month = m.month
GROUP BY ALL
"""

# month counts months since year 0; the day numbers are those of the first and last day of the months compared.
YEAR_ON_YEAR = """
WITH pair AS (
  SELECT now.month, now.store, now.fen AS now_fen, last.fen AS then_fen
  FROM report now JOIN report last ON last.store = now.store AND last.month = now.month - 12
  WHERE now.fen > 0 AND last.fen > 0 AND now.days >= 15 AND last.days >= 15
), armed AS (
  SELECT p.*, m.first, m.last, y.last AS last_year,
    s.certified IS NOT NULL AND s.certified <= m.first AS standardised,
    s.certified IS NULL OR s.certified > m.last AS others,
    s.certified IS NOT NULL AND s.certified <= m.first AND s.certified > y.last AS upgraded
  FROM pair p JOIN store s USING (store) JOIN calendar m ON m.month = p.month
  JOIN calendar y ON y.month = p.month - 12
)
SELECT month, arm, count(*), sum(now_fen), sum(then_fen), sum(now_fen) / sum(then_fen) - 1,
  avg(now_fen / then_fen) - 1
FROM (
  SELECT *, 'upgraded' AS arm FROM armed WHERE upgraded
  UNION ALL SELECT *, 'standardised' FROM armed WHERE standardised
  UNION ALL SELECT *, 'others' FROM armed WHERE others
) GROUP BY ALL
"""

database.execute(f"CREATE TABLE calendar AS SELECT * FROM read_csv('{folder}/calendar.csv')")
query = ROLLUP if kind == "rollup-province-month" else YEAR_ON_YEAR
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    database.execute(query).fetchall()
    print(time.perf_counter() - start, flush=True)
