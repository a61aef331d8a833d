import SnackChain

/// What made the chain's turnover change from a period a year before, to the fen.
///
/// Every report counted in either period is in exactly one part, so the parts add up to the change.
public struct GrowthContributions: Hashable, Sendable {
  /// The period compared: a month, or January and February.
  public let period: RollupPeriod
  /// The position of the change feed that the panel stood at.
  public let dataVersion: Int64
  /// Turnover of all reports counted in the period, in fen.
  public let nowFen: Int64
  /// Turnover of all reports counted a year before, in fen.
  public let thenFen: Int64
  /// The parts, one of each kind.
  public let parts: [GrowthPart]

  /// The change in fen: the sum of the parts.
  public var changeFen: Int64 { nowFen - thenFen }
  /// The growth of the whole chain; `nil` where there was nothing a year before.
  public var growth: Double? { thenFen == 0 ? nil : Double(changeFen) / Double(thenFen) }
  /// What a part contributes to the growth: its fen over the turnover of a year before.
  public func contribution(of part: GrowthPart) -> Double? {
    thenFen == 0 ? nil : Double(part.changeFen) / Double(thenFen)
  }
}

/// One reason why turnover changed.
public struct GrowthPart: Hashable, Sendable {
  /// The reason.
  public let kind: GrowthPartKind
  /// Stores that it is true of, in at least one month of the period.
  public let stores: Int
  /// What it changed, in fen.
  public let changeFen: Int64
}

/// Why turnover changes.
public enum GrowthPartKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// Reported in both: the same stores sold more or less.
  case sameStores = "same_stores"
  /// Reported now and not due a year before: opened since.
  case openings
  /// Reported a year before and no longer due: closed since.
  case closures
  /// Due in both and reported only now: the figures are new, the turnover is not.
  case reportedAgain = "reported_again"
  /// Due in both and reported only a year before.
  case noLongerReported = "no_longer_reported"
}

extension TurnoverPanel {
  /// Takes the change of turnover from a year before apart.
  ///
  /// - Parameters:
  ///   - combinesFestival: takes January and February together; each month is compared with the same one of the year
  ///     before, and the parts are added.
  ///   - region: only stores that stood in this region on the last day of the period; `nil` for all.
  /// - Throws: `PanelError.monthOutside` where a month is not in the panel.
  public func contributionsToGrowth(
    in month: YearMonth, combinesFestival: Bool = false, region: RegionCode? = nil
  ) throws(PanelError) -> GrowthContributions {
    let (period, indices) = try comparedMonths(month, combinesFestival: combinesFestival)
    let members = region.map { self.members(of: $0, month: indices.upperBound - 1) }
    var changes = [Int64](repeating: 0, count: GrowthPartKind.allCases.count)
    var stores = [Int](repeating: 0, count: GrowthPartKind.allCases.count)
    var (nowFen, thenFen): (Int64, Int64) = (0, 0)
    for word in 0..<stride / 64 {
      var touched = [UInt64](repeating: 0, count: GrowthPartKind.allCases.count)
      for now in indices {
        for (place, part) in growthParts(word: word, now: now, mask: members?[word] ?? ~0).enumerated() {
          touched[place] |= part.rows
          forEachRow(in: part.rows, base: word * 64) { row in
            let (more, less) = change(row: row, now: now, part)
            changes[place] += more - less
            nowFen += more
            thenFen += less
          }
        }
      }
      for place in stores.indices { stores[place] += touched[place].nonzeroBitCount }
    }
    return GrowthContributions(
      period: RollupPeriod(period), dataVersion: dataVersion, nowFen: nowFen, thenFen: thenFen,
      parts: GrowthPartKind.allCases.enumerated().map { place, kind in
        GrowthPart(kind: kind, stores: stores[place], changeFen: changes[place])
      })
  }

  /// The stores of a word that are in each part of the change of a month from the same one a year before, in the order
  /// of the kinds. Every report counted in either month is in exactly one part.
  func growthParts(word: Int, now: Int, mask: UInt64) -> [GrowthPartRows] {
    let words = stride / 64
    let then = now - 12
    let (inNow, inThen) = (counted.words[now * words + word] & mask, counted.words[then * words + word] & mask)
    let (dueNow, dueThen) = (due.words[now * words + word], due.words[then * words + word])
    return [
      inNow & inThen, inNow & ~dueThen, inThen & ~dueNow, inNow & dueThen & ~inThen, inThen & dueNow & ~inNow,
    ].map { GrowthPartRows(rows: $0, inNow: inNow, inThen: inThen) }
  }

  /// What a store of a part took in the month and a year before; nothing where no report counts.
  func change(row: Int, now: Int, _ part: GrowthPartRows) -> (more: Int64, less: Int64) {
    let bit: UInt64 = 1 << UInt64(row & 63)
    return (
      part.inNow & bit == 0 ? 0 : turnover[now][row],
      part.inThen & bit == 0 ? 0 : turnover[now - 12][row]
    )
  }
}

/// The stores of a word that are in one part of a change.
struct GrowthPartRows {
  /// Those of the part.
  let rows: UInt64
  /// Those whose report of the month counts.
  let inNow: UInt64
  /// Those whose report of a year before counts.
  let inThen: UInt64
}
