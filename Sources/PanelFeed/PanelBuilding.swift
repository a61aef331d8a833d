import CentralLedger
import ChainStatistics
import SnackChain

/// A panel on its way out of the ledger's streams.
struct PanelBuilder: Sendable {
  private(set) var fed: FedPanel
  private(set) var failure: PanelError?
  private let stores: [PanelStore]
  /// The rows of all codes, where so many reports came in that looking up one by one would take longer.
  private var rows: [String: Int]?
  private var last: (code: StoreCode, row: Int?)?
  private var cells: [PanelCell] = []

  /// Goes on from a panel, whose stores these are.
  init(_ fed: FedPanel, stores: [PanelStore]) {
    self.fed = fed
    self.stores = stores
  }

  /// Reports in one batch from which on the rows of all codes are looked up at once.
  private static let many = 1_000

  /// Puts a batch of heads into the panel. After a failure nothing more is taken.
  mutating func add(_ heads: [ReportHead]) -> StreamStep {
    for head in heads {
      if FedPanel.possibleMonths.contains(head.month) {
        fed.reported = fed.reported?.widened(to: head.month...head.month) ?? head.month...head.month
      } else {
        fed.headsOutside += 1
      }
    }
    do throws(PanelError) {
      if let reported = fed.reported, try fed.panel.makeRoom(for: reported, stores: stores) {
        // Over other months a store may be sorted into another region: every row may have moved.
        rows = nil
        last = nil
      }
      if rows == nil, heads.count >= Self.many { rows = fed.panel.rowsByCode() }
      collect(heads)
      try fed.panel.apply(cells, dataVersion: fed.panel.dataVersion)
      return .next
    } catch {
      failure = error
      return .stop
    }
  }

  private mutating func collect(_ heads: [ReportHead]) {
    cells.removeAll(keepingCapacity: true)
    for head in heads where FedPanel.possibleMonths.contains(head.month) {
      guard let row = row(of: head.store) else { continue }
      cells.append(
        PanelCell(
          row: row, month: head.month, turnoverFen: head.turnoverFen,
          openDays: head.openDays < 0 ? nil : Int(head.openDays), takeawayFen: head.takeaway?.fen,
          commissionFen: head.commission?.fen, firstReceived: head.firstReceivedAt))
    }
  }

  private mutating func row(of code: StoreCode) -> Int? {
    if let last, last.code == code { return last.row }
    let row = rows.map { $0[code.description] } ?? fed.panel.row(of: code)
    last = (code, row)
    return row
  }
}

extension TurnoverPanel {
  /// Covers more months, and says whether it had to change for that. A panel that has no report yet takes exactly these,
  /// since its own were but a guess.
  @discardableResult
  mutating func makeRoom(for wanted: ClosedRange<YearMonth>, stores: [PanelStore]) throws(PanelError) -> Bool {
    let months = reportCount == 0 ? wanted : months.widened(to: wanted)
    guard months != self.months else { return false }
    self = try reshaped(stores: stores, months: months, asOf: dataVersion, dataVersion: dataVersion)
    return true
  }
}

extension ClosedRange<YearMonth> {
  /// The smallest range that holds both.
  func widened(to other: ClosedRange<YearMonth>) -> ClosedRange<YearMonth> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}

extension CentralLedger {
  /// All stores as the panel takes them, and the data version they are of.
  func panelStores(asOf version: Int64?) async throws(PanelFeedError) -> LedgerReading<[PanelStore]> {
    do throws(CentralLedgerError) {
      return try await reduceStores(asOf: version, into: [PanelStore]()) { all, batch in
        all.append(contentsOf: batch.map { PanelStore($0) })
        return .next
      }
    } catch {
      throw .ledger(error)
    }
  }

  /// The whole panel, read from the ledger: as of a version, or of now, where the heads may be a little newer than the
  /// stores, so that the panel has to be brought up to date afterwards.
  func wholePanel(asOf version: Int64?) async throws(PanelFeedError) -> FedPanel {
    let stores = try await panelStores(asOf: version)
    // Any month will do to begin with: the first report decides.
    let start = YearMonth(index: 2023 * 12)
    let empty = try PanelFeedError.panel { () throws(PanelError) in
      try TurnoverPanel(
        stores: stores.value, months: start...start, asOf: stores.dataVersion, dataVersion: stores.dataVersion)
    }
    let builder: PanelBuilder
    do throws(CentralLedgerError) {
      let fed = FedPanel(
        panel: empty, origin: .ledger, isSynthetic: try await SyntheticMark.isSet(in: self), reported: nil,
        headsOutside: 0)
      builder = try await reduceHeads(asOf: version, into: PanelBuilder(fed, stores: stores.value)) { $0.add($1) }.value
    } catch {
      throw .ledger(error)
    }
    if let failure = builder.failure { throw .panel(failure) }
    return builder.fed
  }
}
