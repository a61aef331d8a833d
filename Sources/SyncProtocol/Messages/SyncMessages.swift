import SnackChain

/// The version of the wire. A server refuses what it does not know with the code `unknown_protocol`.
public let syncProtocolVersion = 1

/// What a device sends to `POST /v1/sync`.
public struct SyncRequest: Hashable, Sendable, Codable {
  /// The most operations in one request; more take another turn.
  public static let operationLimit = 500

  /// ``syncProtocolVersion`` of the sender.
  public var version: Int
  /// The store that the device was joined to.
  public var store: StoreCode
  /// What has not been acknowledged yet, oldest first.
  public var operations: [ReportOperation]
  /// The feed position up to which the device has seen its store's changes; 0 at first.
  public var cursor: Int64
  /// What the device believes that HQ holds: acknowledged heads by year.
  public var held: [YearTotal]
  /// The latest place in HQ's feed that the device knows of. HQ holds it still, unless it went back to a backup.
  public var witness: FeedWitness?
  /// ``SyncResponse/chainLink`` of the last answer that moved the cursor, also where ``cursor`` begins anew because the
  /// device has joined anew; `nil` where there was none.
  public var chainLink: AuditLink?
  /// Which of the device's requests this is, and which one it goes on from.
  public var line: RequestLine?
  /// Answers to rectifications that have not been acknowledged yet, oldest first; their photographs went before.
  public var rectifications: [RectificationOperation]?
  /// The version of the standard whose checklist the device holds.
  public var checklistVersion: String?
  /// The data version of the ``BenchmarkPack`` that the device holds, 0 for none; `nil` where it wants none.
  public var benchmarks: Int64?
  /// The data version of the ``TurnoverStatement`` that the device holds, 0 for none; `nil` where it wants none.
  public var statement: Int64?
  /// The data version of the ``EffectPaper`` that the device holds, 0 for none; `nil` where it wants none.
  public var effect: Int64?
  /// The number of the last message that the device holds, 0 for none; `nil` where it wants none.
  public var messages: Int64?
  /// The device's clock when sending.
  public var sentAt: Timestamp

  /// Makes a request.
  public init(
    store: StoreCode, operations: [ReportOperation], cursor: Int64, held: [YearTotal], witness: FeedWitness? = nil,
    chainLink: AuditLink? = nil, line: RequestLine? = nil, rectifications: [RectificationOperation]? = nil,
    checklistVersion: String? = nil, sentAt: Timestamp
  ) {
    version = syncProtocolVersion
    self.store = store
    self.operations = operations
    self.cursor = cursor
    self.held = held
    self.witness = witness
    self.chainLink = chainLink
    self.line = line
    self.rectifications = rectifications
    self.checklistVersion = checklistVersion
    self.sentAt = sentAt
  }

  enum CodingKeys: String, CodingKey {
    case version, store, operations, cursor, held, witness, line, rectifications
    case chainLink = "chain_link"
    case checklistVersion = "checklist_version"
    case benchmarks, statement, effect, messages
    case sentAt = "sent_at"
  }
}

/// An operation and the place in HQ's feed at which the device knows it to stand.
///
/// A restore cuts the feed off behind some place. Whoever still finds the latest one of a device has lost nothing that
/// this device knows of.
public struct FeedWitness: Hashable, Sendable, Codable {
  /// The operation.
  public var operation: OperationID
  /// Its place.
  public var feedPosition: Int64

  /// Makes a witness.
  public init(operation: OperationID, feedPosition: Int64) {
    self.operation = operation
    self.feedPosition = feedPosition
  }

  enum CodingKeys: String, CodingKey {
    case operation
    case feedPosition = "feed_position"
  }
}

/// HQ's answer to a ``SyncRequest``.
public struct SyncResponse: Hashable, Sendable, Codable {
  /// One outcome for each operation of the request, in its order.
  public var outcomes: [OperationOutcome]
  /// Revisions of the store that became head since the cursor, in the order of the feed.
  public var changes: [HeadChange]
  /// The cursor to send next time.
  public var cursor: Int64
  /// The last entry of HQ's audit chain when it answered, to be sent with the cursor: an HQ that went back since, and on
  /// again past the cursor, no longer has it.
  public var chainLink: AuditLink?
  /// Whether there is more to fetch: ask again at once.
  public var more: Bool
  /// What HQ holds: heads by year, as of this answer.
  public var totals: [YearTotal]
  /// The keys that sign receipts, newest first.
  public var receiptKeys: [ReceiptKey]
  /// How older keys were followed by newer ones, oldest first; `nil` where there was one key ever.
  public var keySuccessions: [KeySuccession]?
  /// HQ's clock.
  public var serverTime: Timestamp
  /// The facts of the store as HQ has them now.
  public var profile: StoreProfile
  /// `true` where HQ does not hold the device's ``FeedWitness`` or ``AuditLink``: it went back to a backup, took nothing,
  /// and asks for everything again.
  public var rewound: Bool?
  /// One outcome for each answer to a rectification in the request.
  public var rectifications: [RectificationOutcome]?
  /// Where the store stands in the programme, and what comes next.
  public var programme: ProgrammeBrief?
  /// The version of the standard in force with its checklist, where the device holds another.
  public var checklist: StandardVersion?

  /// What stores like this one took, where the device's pack is older.
  public var benchmarks: BenchmarkPack?
  /// HQ's word on what it holds of the store, where the device's is older.
  public var statement: TurnoverStatement?
  /// What was last published of the programme's effect, where the device's paper is older.
  public var effect: EffectPaper?
  /// Messages that the device does not have.
  public var messages: [HeadquartersMessage]?

  /// Makes an answer.
  public init(
    outcomes: [OperationOutcome], changes: [HeadChange], cursor: Int64, more: Bool, totals: [YearTotal],
    receiptKeys: [ReceiptKey], keySuccessions: [KeySuccession]? = nil, serverTime: Timestamp, profile: StoreProfile,
    chainLink: AuditLink? = nil, rewound: Bool? = nil
  ) {
    self.outcomes = outcomes
    self.changes = changes
    self.cursor = cursor
    self.more = more
    self.totals = totals
    self.receiptKeys = receiptKeys
    self.keySuccessions = keySuccessions
    self.serverTime = serverTime
    self.profile = profile
    self.chainLink = chainLink
    self.rewound = rewound
  }

  enum CodingKeys: String, CodingKey {
    case outcomes, changes, cursor, more, totals, profile, rewound, rectifications, programme, checklist
    case benchmarks, statement, effect, messages
    case chainLink = "chain_link"
    case receiptKeys = "receipt_keys"
    case keySuccessions = "key_successions"
    case serverTime = "server_time"
  }
}

/// A revision that became the head of its month, whoever made it.
public struct HeadChange: Hashable, Sendable, Codable {
  /// The operation as HQ has it.
  public var operation: ReportOperation
  /// The number of the revision within its month, from 1.
  public var revision: Int
  /// Where it stands in the feed.
  public var feedPosition: Int64
  /// HQ's receipt, where the operation came from a device.
  public var receipt: Receipt?

  /// Makes a change.
  public init(operation: ReportOperation, revision: Int, feedPosition: Int64, receipt: Receipt?) {
    self.operation = operation
    self.revision = revision
    self.feedPosition = feedPosition
    self.receipt = receipt
  }

  enum CodingKeys: String, CodingKey {
    case operation, revision, receipt
    case feedPosition = "feed_position"
  }
}

/// Count and sum of the acknowledged heads of one year: both sides compare theirs in each session.
public struct YearTotal: Hashable, Sendable, Codable {
  /// The year of the months.
  public var year: Int
  /// How many months have a head.
  public var count: Int
  /// The sum of their turnover in fen.
  public var fen: Int64

  /// Makes a total.
  public init(year: Int, count: Int, fen: Int64) {
    self.year = year
    self.count = count
    self.fen = fen
  }
}

/// What HQ tells a device about its own store.
public struct StoreProfile: Hashable, Sendable, Codable {
  /// The code in the register.
  public var store: StoreCode
  /// The name on the sign.
  public var name: String
  /// Where it stands.
  public var region: RegionCode
  /// The first day of trading, if known.
  public var opened: CalendarDay?
  /// The first day without trading, if any.
  public var closed: CalendarDay?
  /// Where it stands in the programme today.
  public var standing: Standing
  /// Until which day of the following month a report is on time.
  public var deadlineDay: Int

  /// Makes a profile.
  public init(
    store: StoreCode, name: String, region: RegionCode, opened: CalendarDay?, closed: CalendarDay?,
    standing: Standing, deadlineDay: Int = 10
  ) {
    self.store = store
    self.name = name
    self.region = region
    self.opened = opened
    self.closed = closed
    self.standing = standing
    self.deadlineDay = deadlineDay
  }

  enum CodingKeys: String, CodingKey {
    case store, name, region, opened, closed, standing
    case deadlineDay = "deadline_day"
  }
}
