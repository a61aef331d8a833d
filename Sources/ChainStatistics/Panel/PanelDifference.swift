import SnackChain

/// What one month's turnover of one panel is more or less than of another, store by store. The changes of the stores add
/// up to the change of the whole, to the fen.
public struct PanelDifference: Hashable, Sendable {
  /// Why a store's part of the sum changed.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Its report came in.
    case reported
    /// Its report was corrected.
    case corrected
    /// The register changed: it is counted now and was not, or the other way round, or stands elsewhere.
    case register
  }

  /// One store whose part changed.
  public struct Row: Hashable, Sendable {
    /// The code of the store.
    public let code: String
    /// Its name.
    public let name: String
    /// What it counted for before, `nil` for nothing.
    public let beforeFen: Int64?
    /// What it counts for now.
    public let afterFen: Int64?
    /// Why.
    public let kind: Kind
  }

  /// The sum before, in fen.
  public let beforeFen: Int64
  /// The sum after, in fen.
  public let afterFen: Int64
  /// The stores that changed, the largest change first.
  public let rows: [Row]

  /// Compares two panels in a month; a panel that does not cover it counts nothing.
  ///
  /// - Parameter region: only stores that stood in this division on the last day of the month, in each panel by itself.
  public init(_ before: TurnoverPanel, _ after: TurnoverPanel, month: YearMonth, region: RegionCode? = nil) {
    func counted(_ panel: TurnoverPanel, _ row: Int) -> Int64? {
      guard panel.isCounted(row: row, in: month) else { return nil }
      if let region, !(panel.region(ofRow: row, in: month)?.isWithin(region) ?? false) { return nil }
      return panel.turnoverFen(row: row, in: month)
    }
    let known = before.rowsByCode()
    var seen = Set<String>(minimumCapacity: after.storeCount)
    var (sumBefore, sumAfter): (Int64, Int64) = (0, 0)
    var rows: [Row] = []
    func add(_ code: String, _ name: String, _ old: Int?, _ new: Int?) {
      let (was, now) = (old.flatMap { counted(before, $0) }, new.flatMap { counted(after, $0) })
      sumBefore += was ?? 0
      sumAfter += now ?? 0
      guard was != now else { return }
      let (hadReport, hasReport) = (
        old.flatMap { before.turnoverFen(row: $0, in: month) }, new.flatMap { after.turnoverFen(row: $0, in: month) }
      )
      let kind: Kind = hadReport == hasReport ? .register : hadReport == nil ? .reported : .corrected
      rows.append(Row(code: code, name: name, beforeFen: was, afterFen: now, kind: kind))
    }
    for row in 0..<after.storeCount {
      let code = after.code(ofRow: row)
      seen.insert(code)
      add(code, after.name(ofRow: row), known[code], row)
    }
    for (code, row) in known where !seen.contains(code) { add(code, before.name(ofRow: row), row, nil) }
    beforeFen = sumBefore
    afterFen = sumAfter
    self.rows = rows.sorted { left, right in
      let (first, second) = (
        ((left.afterFen ?? 0) - (left.beforeFen ?? 0)).magnitude,
        ((right.afterFen ?? 0) - (right.beforeFen ?? 0)).magnitude
      )
      return first == second ? left.code.utf8.lexicographicallyPrecedes(right.code.utf8) : first > second
    }
  }
}
