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
    let words = stride / 64
    for word in 0..<words {
      var touched = [UInt64](repeating: 0, count: GrowthPartKind.allCases.count)
      for now in indices {
        let then = now - 12
        let mask = members?[word] ?? ~0
        let (inNow, inThen) = (counted.words[now * words + word] & mask, counted.words[then * words + word] & mask)
        let (dueNow, dueThen) = (due.words[now * words + word], due.words[then * words + word])
        let parts: [(GrowthPartKind, UInt64)] = [
          (.sameStores, inNow & inThen), (.openings, inNow & ~dueThen), (.closures, inThen & ~dueNow),
          (.reportedAgain, inNow & dueThen & ~inThen), (.noLongerReported, inThen & dueNow & ~inNow),
        ]
        for (place, part) in parts.enumerated() {
          touched[place] |= part.1
          forEachRow(in: part.1, base: word * 64) { row in
            let more = inNow >> UInt64(row & 63) & 1 == 1 ? turnover[now * stride + row] : 0
            let less = inThen >> UInt64(row & 63) & 1 == 1 ? turnover[then * stride + row] : 0
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
}
