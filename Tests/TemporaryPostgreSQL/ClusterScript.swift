/// What looks after a temporary cluster: a shell that runs as a user whom PostgreSQL accepts, does what it is told line
/// by line, and removes everything as soon as whoever started it is gone, however that ended.
enum ClusterScript {
  static let text = #"""
    cd / && umask 077
    BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    DIR=$(mktemp -d "${TMPDIR:-/tmp}/tongbiao-pg.XXXXXX") || exit 1
    trap '' INT TERM HUP PIPE
    cleanup() {
      for f in "$DIR"/*/postmaster.pid; do [ -f "$f" ] && kill -QUIT "$(head -1 "$f")" 2>/dev/null; done
      [ -f "$DIR/bouncer.pid" ] && kill -KILL "$(cat "$DIR/bouncer.pid")" 2>/dev/null
      for i in $(seq 100); do ls "$DIR"/*/postmaster.pid >/dev/null 2>&1 || break; sleep 0.05; done
      rm -rf "$DIR"
    }
    trap cleanup EXIT
    port() { cat "$DIR/$1.port"; }
    start() {
      for i in $(seq 100); do
        "$BIN/pg_ctl" -D "$DIR/$1" -w -t 60 -l "$DIR/$1.log" -o "-k $DIR -p $(port "$1")" start && return 0
        sleep 0.1
      done
      tail -5 "$DIR/$1.log" >&2
      return 1
    }
    initialise() {
      echo "$2" > "$DIR/$1.port"
      [ -z "$SMALL" ] || { mkdir -m 700 "$SMALL/$1" && ln -s "$SMALL/$1" "$DIR/$1"; } || return 1
      "$BIN/initdb" -D "$DIR/$1" -U tongbiao -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu \
        --icu-locale=en-US --no-sync || return 1
      sed -i '1i local all locked scram-sha-256' "$DIR/$1/pg_hba.conf"
      printf '%s\n' "listen_addresses = ''" "max_connections = 500" "wal_level = replica" "max_wal_senders = 8" \
        "lc_messages = 'C.UTF-8'" "log_min_messages = fatal" "max_wal_size = 4GB" >> "$DIR/$1/postgresql.conf"
    }
    bouncer() {
      printf '"tongbiao" ""\n' > "$DIR/users"
      printf '%s\n' '[databases]' "* = host=$DIR port=$(port "$1")" '[pgbouncer]' "unix_socket_dir = $DIR" \
        'listen_addr =' "listen_port = $2" 'auth_type = trust' "auth_file = $DIR/users" 'pool_mode = transaction' \
        'default_pool_size = 3' 'max_client_conn = 1000' 'max_db_connections = 3' "logfile = $DIR/bouncer.log" "pidfile = $DIR/bouncer.pid" \
        'ignore_startup_parameters = extra_float_digits' > "$DIR/bouncer.ini"
      /usr/sbin/pgbouncer -d "$DIR/bouncer.ini" || return 1
      # It goes into the background before it says where it is; without that nobody could end it.
      for i in $(seq 200); do [ -s "$DIR/bouncer.pid" ] && return 0; sleep 0.05; done
      tail -5 "$DIR/bouncer.log" >&2
      return 1
    }
    backup() {
      "$BIN/pg_basebackup" -D "$DIR/$2" -h "$DIR" -p "$(port "$1")" -U tongbiao -R -X stream -c fast || return 1
      echo "$3" > "$DIR/$2.port"
      sed -i "s/^primary_conninfo.*user=/&/; s/^primary_conninfo = '/&application_name=$2 /" "$DIR/$2/postgresql.auto.conf"
      start "$2"
    }
    run() {
      case "$1" in
        initialise) initialise "$2" "$3";;
        set) printf '%s\n' "$(echo "$*" | cut -d' ' -f3-)" >> "$DIR/$2/postgresql.conf";;
        start) start "$2";;
        stop) "$BIN/pg_ctl" -D "$DIR/$2" -w -t 60 -m "$3" stop;;
        fill) cat /dev/zero > "$SMALL/filler" 2>/dev/null; return 0;;
        empty) rm -f "$SMALL/filler";;
        revive) sleep 1; "$BIN/pg_ctl" -D "$DIR/$2" status >/dev/null || { rm -f "$DIR/$2/postmaster.pid"; start "$2"; };;
        kill) kill -KILL "$(head -1 "$DIR/$2/postmaster.pid")";;
        reload) "$BIN/pg_ctl" -D "$DIR/$2" reload;;
        backup) backup "$2" "$3" "$4";;
        detach) "$BIN/psql" -h "$DIR" -p "$(port "$2")" -U tongbiao -d postgres -Atc \
          "ALTER SYSTEM SET primary_conninfo = ''" -c 'SELECT pg_reload_conf()';;
        promote) "$BIN/psql" -h "$DIR" -p "$(port "$2")" -U tongbiao -d postgres -Atc 'SELECT pg_promote(true, 60)';;
        bouncer) bouncer "$2" "$3";;
        *) return 1;;
      esac
    }
    echo "folder $DIR"
    while read -r line; do
      if run $line >"$DIR/out" 2>&1 </dev/null; then echo done; else echo "failed $(tr '\n' ' ' <"$DIR/out" | tail -c 800)"; fi
    done
    """#
}
