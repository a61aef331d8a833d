import SnackChain

extension TurnoverPanel {
  /// Adds up the chain by a dimension and by periods.
  ///
  /// - Throws: `PanelError.monthOutside` for a month that the panel does not have.
  public func rollup(_ request: RollupRequest) throws(PanelError) -> Rollup {
    try RollupWork(request, base: rollupBase, dataVersion: dataVersion).rollup(of: self)
  }

  /// Lends the columns of the month of an index, as far as they are asked for; `nil` where there is no store.
  func withColumns<Result>(
    ofMonth month: Int, _ measures: RollupMeasures, _ body: (RollupColumns) -> Result
  ) -> Result? {
    Self.withMonth(turnover, month) { turnover in
      Self.withMonth(openDays, month, measures.contains(.openDays)) { openDays in
        Self.withMonth(takeaway, month, measures.contains(.platforms)) { takeaway in
          Self.withMonth(commission, month, measures.contains(.platforms)) { commission in
            Self.withMonth(received, month, measures.contains(.late)) { received in
              turnover.map {
                body(
                  RollupColumns(
                    turnover: $0, openDays: openDays, takeaway: takeaway, commission: commission, received: received))
              }
            }
          }
        }
      }
    }
  }

  private static func withMonth<Cell, Result>(
    _ column: [[Cell]], _ month: Int, _ isWanted: Bool = true, _ body: (UnsafePointer<Cell>?) -> Result
  ) -> Result {
    guard isWanted, !column.isEmpty, !column[month].isEmpty else { return body(nil) }
    return column[month].withUnsafeBufferPointer { body($0.baseAddress) }
  }

  var rollupBase: RollupBase {
    RollupBase(register: register, months: months, stride: stride, due: due, counted: counted, stray: stray)
  }
}

extension PanelSnapshotView {
  /// The same as loading the panel and asking it, but only what the question needs is read, month by month.
  ///
  /// - Throws: `PanelSnapshotError` of what is read; of months that the snapshot does not cover, too.
  public func rollup(_ request: RollupRequest) throws(PanelSnapshotError) -> Rollup {
    guard months.contains(request.months.lowerBound), months.contains(request.months.upperBound) else {
      throw .inconsistent("months")
    }
    var bits = PanelBits(months: months.count, wordsPerMonth: layout.stride / 64)
    let needed = request.firstMonth(available: months)...request.months.upperBound
    for month in needed { try append(month: months.lowerBound.distance(to: month), to: &bits, sets: 3) }
    let base = RollupBase(
      register: try register(request.dimension.registerParts), months: months, stride: layout.stride, due: bits.due,
      counted: bits.counted, stray: bits.stray)
    let work: RollupWork
    do throws(PanelError) {
      work = try RollupWork(request, base: base, dataVersion: dataVersion)
    } catch {
      throw .inconsistent("months")
    }
    let scratch = SnapshotColumnScratch(self, measures: request.measures)
    var failure: PanelSnapshotError?
    let rollup = work.rollup { month in
      guard failure == nil else { return nil }
      do throws(PanelSnapshotError) {
        return try scratch.columns(month: month)
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    return rollup
  }
}

/// Room for one month's columns, read anew for each month.
private final class SnapshotColumnScratch {
  private let view: PanelSnapshotView
  private let measures: RollupMeasures
  private let turnover: UnsafeMutablePointer<Int64>
  private let takeaway: UnsafeMutablePointer<Int64>
  private let commission: UnsafeMutablePointer<Int64>
  private let openDays: UnsafeMutablePointer<UInt8>
  private let received: UnsafeMutablePointer<Int32>

  init(_ view: PanelSnapshotView, measures: RollupMeasures) {
    self.view = view
    self.measures = measures
    let count = view.layout.stride
    turnover = .allocate(capacity: count)
    takeaway = .allocate(capacity: count)
    commission = .allocate(capacity: count)
    openDays = .allocate(capacity: count)
    received = .allocate(capacity: count)
  }

  deinit {
    for column in [turnover, takeaway, commission] { column.deallocate() }
    openDays.deallocate()
    received.deallocate()
  }

  func columns(month: Int) throws(PanelSnapshotError) -> RollupColumns {
    let there = view.layout.columns
    try view.read(.turnover, month: month, into: turnover)
    var columns = RollupColumns(turnover: turnover)
    if measures.contains(.openDays) {
      try view.read(.openDays, month: month, into: openDays)
      columns.openDays = UnsafePointer(openDays)
    }
    if measures.contains(.platforms), there.contains(.takeaway) {
      try view.read(.takeaway, month: month, into: takeaway)
      columns.takeaway = UnsafePointer(takeaway)
    }
    if measures.contains(.platforms), there.contains(.commission) {
      try view.read(.commission, month: month, into: commission)
      columns.commission = UnsafePointer(commission)
    }
    if measures.contains(.late), there.contains(.received) {
      try view.read(.received, month: month, into: received)
      columns.received = UnsafePointer(received)
    }
    return columns
  }
}

extension RollupDimension {
  /// The parts of the register that a rollup by this reads.
  fileprivate var registerParts: [RegisterPart] {
    switch self {
    case .province, .city, .county: [.places]
    case .tier: [.places, .kinds]
    case .standing: [.places, .standings]
    case .tenure: [.places, .days]
    }
  }
}

extension RollupRequest {
  /// The first month that any period reads.
  func firstMonth(available: ClosedRange<YearMonth>) -> YearMonth {
    periods.periods(of: months, available: available).map(\.first).min() ?? months.lowerBound
  }
}
