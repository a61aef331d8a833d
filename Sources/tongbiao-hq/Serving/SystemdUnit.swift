/// The unit file that `serve --print-unit` writes: the server under a user of its own that exists only while it runs,
/// with nothing of the machine to reach but its database and the network.
enum SystemdUnit {
  static let text = """
    # tongbiao-hq serve --print-unit > /etc/systemd/system/tongbiao-hq.service
    # Settings: /etc/tongbiao/hq.json, for example {"host": "0.0.0.0", "port": 443, "metrics": {"port": 9464}}
    [Unit]
    Description=Tongbiao headquarters
    After=network-online.target
    Wants=network-online.target

    [Service]
    Type=exec
    ExecStart=/usr/local/bin/tongbiao-hq serve --config /etc/tongbiao/hq.json
    # Reads the certificate anew. Older systemd hands it over at the start only: there a renewed one takes a restart.
    ExecReload=/bin/kill -HUP $MAINPID
    # What stands here goes before the file. For PostgreSQL: Environment=TONGBIAO_DATABASE=postgres://hq@db1,db2/hq
    # with Environment=TONGBIAO_KEYS=%S/tongbiao/hq.keys, and the password in a file of libpq's:
    # LoadCredential=pgpass:/etc/tongbiao/pgpass with Environment=PGPASSFILE=%d/pgpass.
    Environment=TONGBIAO_DATABASE=sqlite:%S/tongbiao/hq.sqlite
    Environment=TONGBIAO_LOG_FORMAT=json TONGBIAO_LOG_LEVEL=info
    Environment=TONGBIAO_TLS_CERTIFICATE=%d/tls.pem TONGBIAO_TLS_KEY=%d/tls.key
    LoadCredential=tls.pem:/etc/tongbiao/tls.pem
    LoadCredential=tls.key:/etc/tongbiao/tls.key
    Restart=on-failure
    RestartSec=1
    # Answers under way leave first.
    KillSignal=SIGTERM
    TimeoutStopSec=60

    DynamicUser=yes
    StateDirectory=tongbiao
    StateDirectoryMode=0700
    UMask=0077
    AmbientCapabilities=CAP_NET_BIND_SERVICE
    CapabilityBoundingSet=CAP_NET_BIND_SERVICE
    NoNewPrivileges=yes
    ProtectSystem=strict
    ProtectHome=yes
    ProtectClock=yes
    ProtectControlGroups=yes
    ProtectHostname=yes
    ProtectKernelLogs=yes
    ProtectKernelModules=yes
    ProtectKernelTunables=yes
    ProtectProc=invisible
    ProcSubset=pid
    PrivateDevices=yes
    PrivateTmp=yes
    RemoveIPC=yes
    RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    LockPersonality=yes
    MemoryDenyWriteExecute=yes
    SystemCallArchitectures=native
    SystemCallFilter=@system-service
    SystemCallFilter=~@privileged @resources
    SystemCallErrorNumber=EPERM
    LimitNOFILE=65536
    MemoryMax=1G

    [Install]
    WantedBy=multi-user.target

    """
}
