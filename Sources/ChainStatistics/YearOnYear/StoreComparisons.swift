import SnackChain

/// How one store stands in a comparison: in which arm, and in the sums or out for which reason.
public struct StoreComparison: Hashable, Sendable {
  /// The row of the store in the panel.
  public let row: Int
  /// The arm, `nil` for a store whose certificate began or ended within the period. The upgraded are among the
  /// standardised; they are named by the narrower arm.
  public let arm: ProgrammeArm?
  /// Why it is not in the sums; `nil` where it is.
  public let reason: YearOnYearReason?
  /// Its turnover in the period in fen, `nil` where not reported.
  public let nowFen: Int64?
  /// Its turnover a year before, `nil` where not reported.
  public let thenFen: Int64?

  /// Its growth, where it is in the sums.
  public var growth: Double? {
    guard reason == nil, let nowFen, let thenFen, thenFen > 0 else { return nil }
    return Double(nowFen) / Double(thenFen) - 1
  }
}

extension TurnoverPanel {
  /// Every store due, with its place in the comparison that `yearOnYear` adds up: who is in and who is out, and why.
  ///
  /// - Throws: as `yearOnYear(in:options:)`.
  public func storeComparisons(
    in month: YearMonth, options: YearOnYearOptions = YearOnYearOptions()
  ) throws(PanelError) -> [StoreComparison] {
    let (_, indices) = try comparedMonths(month, combinesFestival: options.combinesFestival)
    let periods = ComparedPeriods(
      self, now: indices, minOpenDays: options.minOpenDays,
      members: options.region.map { members(of: $0, month: indices.upperBound - 1) })
    var found: [StoreComparison] = []
    found.reserveCapacity(storeCount)
    for word in periods.others.indices {
      let due =
        periods.others[word] | periods.standardised[word] | periods.certifiedWithin[word] | periods.endedWithin[word]
      forEachRow(in: due, base: word * 64) { row in
        let bit: UInt64 = 1 << UInt64(row & 63)
        let arm: ProgrammeArm? =
          periods.upgraded[word] & bit != 0
          ? .upgraded
          : periods.standardised[word] & bit != 0 ? .standardised : periods.others[word] & bit != 0 ? .others : nil
        found.append(
          StoreComparison(
            row: row, arm: arm, reason: periods.reason(row),
            nowFen: periods.now.counted[word] & bit == 0 ? nil : periods.now.fen[row],
            thenFen: periods.then.counted[word] & bit == 0 ? nil : periods.then.fen[row]))
      }
    }
    return found
  }
}

extension ComparedPeriods {
  /// The first reason for which a store due is not in the sums.
  fileprivate func reason(_ row: Int) -> YearOnYearReason? {
    let (word, bit): (Int, UInt64) = (row >> 6, 1 << UInt64(row & 63))
    if certifiedWithin[word] & bit != 0 { return .certifiedWithinMonth }
    if endedWithin[word] & bit != 0 { return .certificateEndedWithinMonth }
    if comparable[word] & bit != 0 { return nil }
    if now.counted[word] & bit == 0 { return .missingNow }
    if then.due[word] & bit == 0 { return .notDue }
    if then.counted[word] & bit == 0 { return .missingThen }
    if now.fen[row] == 0 || then.fen[row] == 0 { return .zero }
    if now.days[row] == 0 || then.days[row] == 0 {
      return .openDaysUnknown
    }
    return .fewOpenDays
  }
}
