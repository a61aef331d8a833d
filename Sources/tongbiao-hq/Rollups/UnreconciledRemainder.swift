import CentralLedger
import SyncProtocol

/// What of the chain's figures the stores' devices and the ledger do not agree on.
struct UnreconciledRemainder: Encodable {
  /// Stores with a device that believes in other totals than the ledger's.
  let stores: Int
  /// The sum of what differs, taken positive year by year, in fen.
  let fen: Int64

  enum CodingKeys: String, CodingKey {
    case stores
    case fen = "difference_fen"
  }

  init(_ differences: [UnreconciledYear]) {
    stores = Set(differences.map(\.store)).count
    fen = differences.reduce(0) { sum, year in
      let (difference, overflow) = year.believed.fen.subtractingReportingOverflow(year.held.fen)
      let magnitude = overflow ? Int64.max : Int64(clamping: difference.magnitude)
      let (total, isTooLarge) = sum.addingReportingOverflow(magnitude)
      return isTooLarge ? .max : total
    }
  }
}
