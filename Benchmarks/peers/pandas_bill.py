"""The same bill with pandas and openpyxl: read, keep the takings, cut by month, sum and count.

usage: pandas_bill.py FILE.xlsx
"""

import sys

import pandas

bill = pandas.read_excel(sys.argv[1], header=16, dtype=str)
takings = bill[(bill["收/支"] == "收入") & bill["交易类型"].str.contains("二维码收款")].drop_duplicates("交易单号")
fen = (takings["金额(元)"].str.lstrip("¥").astype(float) * 100).round().astype("int64")
months = pandas.to_datetime(takings["交易时间"]).dt.strftime("%Y-%m")
print(fen.groupby(months).agg(["count", "sum"]).to_csv(header=False), end="")
