import CentralLedger
import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// The reports that came in last, the youngest first.
struct Arrivals {
  let visit: Visit
  let fed: FedPanel

  /// How many are shown.
  static let shown = 12
  /// Positions of the feed that are looked through for them.
  private static let reach: Int64 = 400

  /// The table of them.
  func sheet() async throws -> Sheet {
    let version = fed.panel.dataVersion
    let changes = try await visit.site.ledger.changes(after: max(0, version - Self.reach), limit: Int(Self.reach))
    let visible = changes.heads.filter { $0.position <= version && fed.panel.row(of: $0.store) != nil }
    let rows = visible.suffix(Self.shown).reversed().map { head -> [PageCell] in
      let name = fed.panel.row(of: head.store).map { fed.panel.name(ofRow: $0) } ?? head.store.description
      return [
        .integer(Int(head.position)), .moment(head.receivedAt),
        .text(name, to: visit.address("/stores/\(PageQuery.encoded(head.store.description))")), .month(head.month),
        .money(head.turnoverFen), .integer(Int(head.revision)),
      ]
    }
    var sheet = Sheet(
      "arrivals", .webArrivals,
      columns: [
        .init("position", .webPosition, isSortable: false), .init("received_at", .webReceived, isSortable: false),
        .init("store", .hqFactCode, isSortable: false), .init("month", .webMonth, isSortable: false),
        .init("turnover_fen", .webTurnover, isSortable: false), .init("revision", .webRevision, isSortable: false),
      ], rows: .all(Array(rows)))
    sheet.emptiness = .webNoArrivals
    return sheet
  }
}
