// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built with the same settings: Swift 6 mode (from the tools version) and the two upcoming
/// features that keep imports and existentials explicit.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdHTTP2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let structuredFields = Target.Dependency.product(
  name: "RawStructuredFieldValues", package: "swift-http-structured-headers")

let package = Package(
  name: "tongbiao",
  products: [
    .executable(name: "tongbiao", targets: ["tongbiao"]),
    .executable(name: "tongbiao-hq", targets: ["tongbiao-hq"]),
    .library(name: "SnackChain", targets: ["SnackChain"]),
    .library(name: "ChainStatistics", targets: ["ChainStatistics"]),
    .library(name: "ReportSync", targets: ["ReportSync"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The centre: pure values.
    .target(name: "SnackChain", swiftSettings: settings),
    .target(name: "ChainStatistics", dependencies: ["SnackChain"], swiftSettings: settings),
    .target(name: "SyncProtocol", dependencies: ["SnackChain", crypto, structuredFields], swiftSettings: settings),

    // The store's side.
    .target(
      name: "StoreLedger", dependencies: ["SnackChain", "SyncProtocol", "Evidence", grdb], swiftSettings: settings),
    .target(
      name: "ReportSync",
      dependencies: ["SnackChain", "SyncProtocol", "StoreLedger", "Gzip", "CCurl", crypto],
      swiftSettings: settings),
    .target(
      name: "BillImport",
      dependencies: ["SnackChain", "DelimitedText", "Gzip", "ZipArchive", "SpreadsheetReader"],
      swiftSettings: settings),

    // HQ's side.
    .target(
      name: "CentralLedger",
      dependencies: ["SnackChain", "SyncProtocol", "PostgreSQLClient", grdb, crypto, logging],
      swiftSettings: settings),
    .target(
      name: "PanelFeed", dependencies: ["SnackChain", "ChainStatistics", "CentralLedger"], swiftSettings: settings),
    .target(
      name: "CentralServer",
      dependencies: [
        "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "Localization", "Evidence",
        "Gzip", crypto,
        logging, hummingbird, hummingbirdCore, hummingbirdHTTP2, hummingbirdTLS, lifecycle, metrics, signals,
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: settings),
    .target(
      name: "Dashboard",
      dependencies: [
        "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "SeedData", "Localization",
        "DelimitedText", "SpreadsheetWriter", "Gzip", "CDashboardFiles", hummingbird, mustache, logging, crypto,
        cryptoExtras,
      ],
      exclude: ["Templates", "Assets"], swiftSettings: settings),
    .target(name: "DemoChain", dependencies: ["SnackChain"], swiftSettings: settings),

    // Shared by both doors.
    .target(name: "Evidence", dependencies: ["SnackChain", crypto], swiftSettings: settings),
    .target(name: "Localization", dependencies: ["SnackChain"], swiftSettings: settings),
    .target(name: "DelimitedText", swiftSettings: settings),
    .target(name: "SealedArchive", dependencies: [crypto, cryptoExtras], swiftSettings: settings),
    .target(name: "Gzip", dependencies: ["CZlib"], swiftSettings: settings),
    .target(name: "ProcessMemory", dependencies: ["CMalloc"], swiftSettings: settings),
    .target(name: "ZipArchive", dependencies: ["CZip"], swiftSettings: settings),
    .target(name: "SpreadsheetReader", dependencies: ["ZipArchive", "CExpat"], swiftSettings: settings),
    .target(name: "SpreadsheetWriter", dependencies: ["SnackChain", "CXLSXWriter"], swiftSettings: settings),
    .target(
      name: "AcceptanceEvidence",
      dependencies: ["SnackChain", "SyncProtocol", "DelimitedText", "SpreadsheetWriter", "Localization", crypto],
      swiftSettings: settings),
    .target(name: "QRCode", dependencies: ["CQREncode"], swiftSettings: settings),
    .target(name: "SeedData", dependencies: ["SnackChain", "CSeeds", "DelimitedText"], swiftSettings: settings),
    .target(
      name: "CommandLineDoor", dependencies: ["SnackChain", "DelimitedText", "Localization", argumentParser],
      swiftSettings: settings),

    .target(name: "PostgreSQLClient", dependencies: ["CPostgreSQL"], swiftSettings: settings),

    // C behind one small module each.
    .target(name: "CSeeds"),
    .target(name: "CDashboardFiles"),
    .target(name: "CCurl", dependencies: ["CCurlSystem"]),
    .systemLibrary(name: "CCurlSystem", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    // The allocator of the system's own library; there is no package to install.
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

    // The two doors.
    .executableTarget(
      name: "tongbiao",
      dependencies: [
        "SnackChain", "SyncProtocol", "StoreLedger", "ReportSync", "BillImport", "QRCode", "Localization",
        "CommandLineDoor", argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "tongbiao-hq",
      dependencies: [
        "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "CentralServer", "Dashboard",
        "DemoChain", "DelimitedText", "SealedArchive", "SeedData", "Evidence", "AcceptanceEvidence", "QRCode",
        "Localization", "CommandLineDoor", "ProcessMemory", argumentParser, configuration, crypto, logging, system,
      ],
      swiftSettings: settings),

    // What `make bench` runs inside one process.
    .executableTarget(
      name: "ChainBenchmarks", dependencies: ["SnackChain", "ChainStatistics", "DemoChain", "SeedData"],
      path: "Benchmarks/ChainBenchmarks", swiftSettings: settings),

    // Devices of many stores at once, against a running server: what `make bench` puts on both servers.
    .executableTarget(
      name: "SyncLoad",
      dependencies: [
        "SnackChain", "SyncProtocol", "CentralLedger", "PostgreSQLClient", "Gzip", grdb, crypto, argumentParser,
      ],
      path: "Benchmarks/SyncLoad", swiftSettings: settings),

    // The whole way from stall to HQ in one process, by seed: what `make simulate` runs.
    .executableTarget(
      name: "Simulator",
      dependencies: [
        "SnackChain", "SyncProtocol", "StoreLedger", "ReportSync", "CentralLedger", "CentralServer", "Gzip", grdb,
        crypto, logging, argumentParser,
      ],
      path: "Tests/Simulator", swiftSettings: settings),

    .executableTarget(
      name: "LedgerBenchmarks", dependencies: ["CentralLedger", "SyncProtocol", "SnackChain", "TemporaryPostgreSQL"],
      path: "Benchmarks/LedgerBenchmarks", swiftSettings: settings),

    // A server of PostgreSQL that tests and benchmarks start for themselves.
    .target(
      name: "TemporaryPostgreSQL", dependencies: ["PostgreSQLClient"], path: "Tests/TemporaryPostgreSQL",
      swiftSettings: settings),

    // What a stranger's bytes can reach, for libFuzzer (`make fuzz`) and for the tests that keep its findings.
    .target(
      name: "FuzzTargets",
      dependencies: ["SnackChain", "SyncProtocol", "DelimitedText", "Gzip", "BillImport", "SpreadsheetReader", crypto],
      path: "Tests/Fuzzing/Targets", swiftSettings: settings),

    // Tests: one target beside each of ours, and the end to end tests that run the real programs.
    .testTarget(name: "SnackChainTests", dependencies: ["SnackChain"], swiftSettings: settings),
    .testTarget(
      name: "ChainStatisticsTests", dependencies: ["ChainStatistics", "DemoChain", "DelimitedText", "SnackChain"],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "SyncProtocolTests", dependencies: ["SyncProtocol", "SnackChain", crypto], swiftSettings: settings),
    .testTarget(
      name: "StoreLedgerTests", dependencies: ["StoreLedger", "SyncProtocol", "SnackChain", grdb],
      swiftSettings: settings),
    .testTarget(
      name: "ReportSyncTests",
      dependencies: ["ReportSync", "StoreLedger", "SyncProtocol", "SnackChain", "Evidence", "Gzip", crypto],
      swiftSettings: settings),
    .testTarget(
      name: "BillImportTests",
      dependencies: ["BillImport", "DelimitedText", "Gzip", "SnackChain", "SpreadsheetReader", "ZipArchive"],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(name: "DelimitedTextTests", dependencies: ["DelimitedText"], swiftSettings: settings),
    .testTarget(name: "SealedArchiveTests", dependencies: ["SealedArchive"], swiftSettings: settings),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "SnackChain"], swiftSettings: settings),
    .testTarget(name: "GzipTests", dependencies: ["Gzip"], swiftSettings: settings),
    .testTarget(
      name: "CentralLedgerTests",
      dependencies: [
        "CentralLedger", "SyncProtocol", "SnackChain", "PostgreSQLClient", "TemporaryPostgreSQL", grdb, crypto,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PanelFeedTests",
      dependencies: ["PanelFeed", "CentralLedger", "ChainStatistics", "SyncProtocol", "SnackChain", "DemoChain", grdb],
      swiftSettings: settings),
    .testTarget(
      name: "CentralServerTests",
      dependencies: [
        "CentralServer", "CentralLedger", "SyncProtocol", "SnackChain", "Evidence", "Gzip", crypto,
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "DemoChainTests", dependencies: ["DemoChain", "SnackChain", "SeedData"], swiftSettings: settings),
    .testTarget(
      name: "SpreadsheetWriterTests",
      dependencies: ["SpreadsheetWriter", "SpreadsheetReader", "ZipArchive", "SnackChain"], swiftSettings: settings),
    .testTarget(name: "QRCodeTests", dependencies: ["QRCode"], swiftSettings: settings),
    .testTarget(name: "SeedDataTests", dependencies: ["SeedData", "SnackChain"], swiftSettings: settings),
    .testTarget(name: "LocalizationTests", dependencies: ["Localization", "SnackChain"], swiftSettings: settings),
    .testTarget(
      name: "CommandLineDoorTests", dependencies: ["CommandLineDoor", "Localization", "SnackChain"],
      swiftSettings: settings),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: settings),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Dashboard", "CentralLedger", "PanelFeed", "SeedData", "Localization", "SnackChain", "SyncProtocol",
        hummingbird, logging,
      ],
      swiftSettings: settings),
    .testTarget(name: "HouseRulesTests", swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "tongbiao", "tongbiao-hq", "Simulator", "SyncLoad", "SnackChain", "SyncProtocol", "TemporaryPostgreSQL",
        grdb,
      ],
      swiftSettings: settings),
  ]
)
