import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SnackChain

/// The panel that a command computes from.
struct PanelReading {
  /// The most months that a panel is widened to for one question.
  static let mostMonths = 600

  let fed: FedPanel

  /// Takes the panel from the snapshot beside the database where that is good, else from the ledger.
  ///
  /// - Parameters:
  ///   - version: the data version to read as of, or `nil` for now.
  ///   - months: months that the panel has to cover, or `nil` for those that there are reports of.
  init(
    _ ledger: any CentralLedger, database: DatabaseOptions, asOf version: Int64?,
    covering months: ClosedRange<YearMonth>?
  ) async throws {
    let feed = PanelFeed(ledger, snapshot: try database.path().map(PanelFeed.snapshotPath))
    let fed: FedPanel
    if let version {
      fed = try await feed.panel(asOf: version)
    } else {
      fed = try await feed.current()
      await feed.saveSnapshot()
    }
    guard let months else {
      guard fed.reported != nil else {
        throw DoorFailure("no_reports", .hqNoReports, advice: .hqNoReportsAdvice, status: .dataError)
      }
      self.fed = fed
      return
    }
    guard months.count <= Self.mostMonths else {
      throw DoorFailure("too_many_months", .hqTooManyMonths(Self.mostMonths), status: .usage)
    }
    self.fed = try await feed.covering(months, fed)
  }
}
