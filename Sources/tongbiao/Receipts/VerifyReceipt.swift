import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao receipt verify FILE|MONTH`
struct VerifyReceipt: ParsableCommand {
  static let configuration = CommandConfiguration(
    "verify", .ownerReceiptVerify, examples: ["receipt verify 2023-02", "receipt verify receipt.json"])

  @Argument(help: ArgumentHelp(Message.ownerOptionReceipt))
  var what: String

  @Option(help: ArgumentHelp(Message.ownerOptionKey))
  var key: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let (receipt, operation) = try found()
    let keys = try trustedKeys(for: receipt.keyID)
    guard keys.contains(where: { $0.id == receipt.keyID }) else {
      throw DoorFailure(
        "receipt_key_unknown", .ownerReceiptKeyUnknown(receipt.keyID), advice: .ownerReceiptKeyUnknownAdvice,
        status: .dataError)
    }
    guard receipt.covers(operation), receipt.isSigned(byOneOf: keys) else {
      throw DoorFailure("receipt_bad", .ownerReceiptBad(what), status: .dataError)
    }
    switch door.format {
    case .table: door.write(.ownerReceiptGood(receipt.store, receipt.month, receipt.turnover))
    case .json, .csv:
      let fields: [(String, Listing.Cell)] = [
        ("valid", .text("true")), ("store", .text(receipt.store.description)),
        ("month", .text(receipt.month.description)), ("turnover", .money(receipt.turnover)),
        ("check_code", .text(receipt.checkCode)),
      ]
      let columns = fields.map { Listing.Column($0.0, Message(verbatim: $0.0)) }
      let listing = Listing(columns: columns, rows: [fields.map(\.1)])
      try door.write(
        listing,
        json: Verified(
          valid: true, store: receipt.store, month: receipt.month, turnover: receipt.turnover,
          checkCode: receipt.checkCode))
    }
  }

  /// The fields of `--format json`.
  private struct Verified: Encodable {
    let valid: Bool
    let store: StoreCode
    let month: YearMonth
    let turnover: Money
    let checkCode: String

    enum CodingKeys: String, CodingKey {
      case valid, store, month
      case turnover = "turnover_fen"
      case checkCode = "check_code"
    }
  }

  private func found() throws -> (Receipt, ReportOperation) {
    if let month = YearMonth.parse(what), !FileManager.default.fileExists(atPath: what) {
      let kept = try store.openLedger().newestReceipt(of: month)
      return (kept.receipt, kept.operation)
    }
    guard let bytes = FileManager.default.contents(atPath: what), bytes.count < 1 << 20,
      let document = try? JSONDecoder().decode(ReceiptDocument.self, from: bytes)
    else { throw DoorFailure("receipt_unreadable", .ownerReceiptUnreadable(what), status: .noInput) }
    return (document.receipt, document.operation)
  }

  /// The keys that are believed: the one on the command line, or those that the ledgers here have pinned. The key
  /// inside of a file proves nothing.
  private func trustedKeys(for keyID: String) throws -> [ReceiptKey] {
    if let key {
      // A key's id is made from its bytes: another key does not pass under this id.
      let named = ReceiptKey(id: keyID, key: key)
      return named.publicKey == nil ? [] : [named]
    }
    let home = StoreOptions.home
    return try home.stores().flatMap { try StoreLedger(home: home, store: $0).receiptKeys() }
  }
}
