#!/usr/bin/env bash
# A joined store with 36 acknowledged months in its ledger.
# usage: prepare_store.sh FOLDER_OF_THE_PROGRAMS HOME WORK
set -euo pipefail
bin=$1 home=$2 work=$3
database=$work/start.sqlite
rm -f "$database"*
printf 'code,name,region,opened,closed,certified\nS1,示范,330683,2019-01-01,,\n' >"$work/start-stores.csv"
"$bin/tongbiao-hq" stores import "$work/start-stores.csv" --database "sqlite:$database"
"$bin/tongbiao-hq" serve --database "sqlite:$database" --port 0 2>"$work/start-serve.log" &
server=$!
trap 'kill -TERM $server; wait $server || true' EXIT
for _ in $(seq 1 200); do grep -q '^listening on ' "$work/start-serve.log" && break; sleep 0.05; done
address=$(sed -n 's/^listening on //p' "$work/start-serve.log")
code=$("$bin/tongbiao-hq" stores invite S1 --format json --database "sqlite:$database" |
  sed -n 's/.*"code" *: *"\([^"]*\)".*/\1/p')
export TONGBIAO_HOME=$home
"$bin/tongbiao" join "$address" "$code"
for year in 2020 2021 2022; do
  for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
    "$bin/tongbiao" report "$year-$month" 33000 --open-days 26 --yes
  done
done
"$bin/tongbiao" sync
