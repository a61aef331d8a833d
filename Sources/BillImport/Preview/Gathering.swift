import SnackChain

/// Puts together what all files say, so that neither their order nor their overlap matters.
struct Gathering {
  /// What one file says of one order.
  struct Group {
    var fact: RowFact
    var file: Int32
  }

  /// What is left when everything is counted once.
  struct Result {
    var groups: [Group]
    var verdicts: [VerdictTable.Entry]
    var repeatedRows: Int
    var differingOrders: Int
  }

  private var groups: [Group] = []
  private var verdicts = VerdictTable()
  private var files: Int32 = 0
  private var repeatedRows = 0

  /// Adds one table. Rows that are alike in every way are one; different ones of the same order add up.
  mutating func add(_ table: TableReader) {
    let numbers = table.verdicts.entries.map { verdicts.number($0.verdict, channel: $0.channel) }
    var facts = table.facts
    facts.sort(by: RowFact.isBefore)
    groups.reserveCapacity(groups.count + facts.count)
    var previous: RowFact?
    for fact in facts {
      if let before = previous, before.isSame(as: fact), before.verdict == fact.verdict {
        if before.minute == fact.minute, before.fen == fact.fen {
          repeatedRows += 1
          continue
        }
        groups[groups.count - 1].fact.fen.add(fact.fen)
        groups[groups.count - 1].fact.fee.add(fact.fee)
        groups[groups.count - 1].fact.rows += 1
      } else {
        var own = fact
        own.verdict = numbers[Int(fact.verdict)]
        groups.append(Group(fact: own, file: files))
      }
      previous = fact
    }
    files += 1
  }

  /// Counts every order once. Where files differ, the later state of the order or else the larger amount is taken.
  consuming func result() -> Result {
    let verdicts = verdicts.entries
    if files < 2 {
      return Result(
        groups: Self.withoutRefundsToldTwice(groups), verdicts: verdicts, repeatedRows: repeatedRows,
        differingOrders: 0)
    }
    let ranks = verdicts.map { Self.rank($0.verdict) }
    groups.sort { left, right in
      if left.fact.isSame(as: right.fact) { return left.file < right.file }
      return RowFact.isBefore(left.fact, right.fact)
    }
    var kept: [Group] = []
    kept.reserveCapacity(groups.count)
    var differing = 0
    var lower = 0
    while lower < groups.count {
      var upper = lower + 1
      while upper < groups.count, groups[upper].fact.isSame(as: groups[lower].fact) { upper += 1 }
      if upper - lower == 1 {
        kept.append(groups[lower])
      } else {
        let best = Self.best(groups[lower..<upper], ranks)
        let size = best.chosen.count
        repeatedRows += upper - lower - size
        if best.differs { differing += 1 }
        kept.append(contentsOf: best.chosen)
      }
      lower = upper
    }
    return Result(
      groups: Self.withoutRefundsToldTwice(kept), verdicts: verdicts, repeatedRows: repeatedRows,
      differingOrders: differing)
  }

  /// A refund that the order's status tells of and that has a row of its own besides is one refund: the row's.
  private static func withoutRefundsToldTwice(_ groups: [Group]) -> [Group] {
    var own: [UInt64: Int] = [:]
    for group in groups where group.fact.family == .refund && group.fact.givenBack != 0 {
      own[group.fact.givenBack, default: 0] += 1
    }
    if own.isEmpty { return groups }
    return groups.filter { group in
      guard group.fact.family == .refundTold, let rows = own[group.fact.givenBack], rows > 0 else { return true }
      own[group.fact.givenBack] = rows - 1
      return false
    }
  }

  /// Of what several files say about one order, the version that stands.
  private static func best(
    _ run: ArraySlice<Group>, _ ranks: [Rank]
  ) -> (chosen: [Group], differs: Bool) {
    var versions: [[Group]] = []
    for group in run {
      if versions.last?.last?.file == group.file {
        versions[versions.count - 1].append(group)
      } else {
        versions.append([group])
      }
    }
    let described = versions.map { version in
      (version, version.map { Statement($0.fact, ranks[Int($0.fact.verdict)]) }.sorted { Statement.isBefore($1, $0) })
    }
    guard var chosen = described.first else { return ([], false) }
    var differs = false
    for other in described.dropFirst() {
      if other.1 != chosen.1 { differs = true }
      if chosen.1.lexicographicallyPrecedes(other.1, by: Statement.isBefore) { chosen = other }
    }
    return (chosen.0, differs)
  }

  /// What a version says, comparable without regard to the order of files.
  private struct Statement: Equatable {
    let rank: Rank
    let fen: Int64
    let fee: Int64
    let orders: Int32

    init(_ fact: RowFact, _ rank: Rank) {
      self.rank = rank
      fen = fact.fen
      fee = fact.fee
      orders = fact.orders
    }

    static func isBefore(_ left: Statement, _ right: Statement) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      if left.fen != right.fen { return left.fen < right.fen }
      if left.fee != right.fee { return left.fee < right.fee }
      return left.orders < right.orders
    }
  }

  /// Later states of an order come after earlier ones: unknown, sold, refunded, cancelled.
  private struct Rank: Comparable {
    let stage: Int
    let words: String

    static func < (left: Rank, right: Rank) -> Bool {
      left.stage != right.stage ? left.stage < right.stage : left.words < right.words
    }
  }

  private static func rank(_ verdict: Verdict) -> Rank {
    switch verdict {
    case .sale: Rank(stage: 2, words: "")
    case .refund: Rank(stage: 3, words: "")
    case .leftOut(.unknown(let words)): Rank(stage: 0, words: words)
    case .leftOut(.cancelled): Rank(stage: 4, words: "")
    case .leftOut(let reason): Rank(stage: 1, words: reason.code)
    }
  }
}
