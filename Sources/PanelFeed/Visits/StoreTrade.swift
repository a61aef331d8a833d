import CentralLedger
import ChainStatistics
import SnackChain

/// How stores trade against their peers: the last three reported months against the same months a year before, and the
/// median of the province.
public struct StoreTrade: Sendable {
  private let panel: TurnoverPanel?
  private let last: YearMonth
  private let medians: [RegionCode: Int]

  /// The months compared.
  private static let window = 3

  /// Reads how stores trade from a panel, or nothing where there is none.
  public init(_ panel: TurnoverPanel?, until day: CalendarDay) {
    self.panel = panel
    let newest = panel?.months.upperBound ?? day.yearMonth.previous
    last = min(newest, day.yearMonth.previous)
    var growths: [RegionCode: [Int]] = [:]
    if let panel {
      for row in 0..<panel.storeCount {
        guard let growth = Self.growth(panel, row: row, last: last),
          let region = panel.region(ofRow: row, in: last)
        else { continue }
        growths[region.province, default: []].append(growth)
      }
    }
    // A median of a handful says nothing about peers.
    medians = growths.filter { $0.value.count >= 10 }.mapValues { $0.sorted()[$0.count / 2] }
  }

  /// What is known of a store today.
  public func subject(_ programme: StoreProgramme, on day: CalendarDay, complaints: [Complaint]) -> VisitSubject {
    let store = programme.store
    let state = programme.history.state(on: day)
    let visited = state.inspection?.day
    var subject = VisitSubject(
      store: store.code, state: state, firstDue: store.opened?.yearMonth,
      newComplaints: complaints.count { $0.day <= day && (visited ?? $0.day) <= $0.day })
    guard let panel, let row = panel.row(of: store.code) else { return subject }
    subject.firstDue = max(store.opened?.yearMonth ?? panel.months.lowerBound, panel.months.lowerBound)
    var month = last
    while month >= panel.months.lowerBound {
      if panel.turnoverFen(row: row, in: month) != nil {
        subject.lastReported = month
        break
      }
      month = month.previous
    }
    subject.growth = Self.growth(panel, row: row, last: last)
    subject.peerGrowth = panel.region(ofRow: row, in: last).flatMap { medians[$0.province] }
    return subject
  }

  /// In basis points; `nil` where a month is missing on either side.
  private static func growth(_ panel: TurnoverPanel, row: Int, last: YearMonth) -> Int? {
    let first = last.adding(months: 1 - window)
    guard panel.months.contains(first.lastYear), panel.months.contains(last) else { return nil }
    var (now, then): (Int64, Int64) = (0, 0)
    for offset in 0..<window {
      let month = first.adding(months: offset)
      guard let this = panel.turnoverFen(row: row, in: month),
        let before = panel.turnoverFen(row: row, in: month.lastYear), this > 0, before > 0
      else { return nil }
      now += this
      then += before
    }
    return Int((Double(now) / Double(then) - 1) * 10_000)
  }
}
