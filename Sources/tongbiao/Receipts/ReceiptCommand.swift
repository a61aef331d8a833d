import ArgumentParser
import CommandLineDoor
import Localization
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao receipt MONTH`, `tongbiao receipt verify FILE|MONTH`
struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "receipt", .ownerReceipt, examples: ["receipt 2023-02", "receipt verify 2023-02"],
    subcommands: [ShowReceipt.self, VerifyReceipt.self], defaultSubcommand: ShowReceipt.self)
}

/// A receipt as a file: with all that is needed to verify it.
struct ReceiptDocument: Codable {
  let receipt: Receipt
  let operation: ReportOperation
  let receiptKey: ReceiptKey?
  let checkCode: String

  enum CodingKeys: String, CodingKey {
    case receipt, operation
    case receiptKey = "receipt_key"
    case checkCode = "check_code"
  }
}

/// `tongbiao receipt MONTH`
struct ShowReceipt: ParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .ownerReceiptShow, examples: ["receipt 2023-02", "receipt 2023-02 --format json > receipt.json"])

  @Argument(help: ArgumentHelp(Message.ownerOptionMonth))
  var month: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let month = try TypedFigures.month(month)
    let door = Door(options)
    let ledger = try store.openLedger()
    let kept = try ledger.newestReceipt(of: month)
    let receipt = kept.receipt
    let document = ReceiptDocument(
      receipt: receipt, operation: kept.operation,
      receiptKey: try ledger.receiptKeys().first { $0.id == receipt.keyID }, checkCode: receipt.checkCode)
    switch door.format {
    case .json: try door.writeJSON(document)
    case .table:
      door.write(
        .ownerReceipt(
          store: receipt.store, name: try ledger.profile().name, month: receipt.month, revision: receipt.revision,
          turnover: receipt.turnover, receivedAt: receipt.receivedAt.inChina, position: receipt.feedPosition,
          keyID: receipt.keyID, checkCode: receipt.checkCode))
    case .csv:
      let fields: [(String, Listing.Cell)] = [
        ("store", .text(receipt.store.description)), ("month", .text(receipt.month.description)),
        ("revision", .integer(Int64(receipt.revision))), ("turnover", .money(receipt.turnover)),
        ("feed_position", .integer(receipt.feedPosition)), ("received_at", .text(receipt.receivedAt.description)),
        ("check_code", .text(receipt.checkCode)),
      ]
      let columns = fields.map { Listing.Column($0.0, Message(verbatim: $0.0)) }
      door.writeCSV(Listing(columns: columns, rows: [fields.map(\.1)]))
    }
  }
}

extension StoreLedger {
  /// The receipt of a month's newest revision that has one.
  func newestReceipt(of month: YearMonth) throws -> KeptReceipt {
    guard let kept = try receipts(of: month).last else {
      throw DoorFailure("no_receipt", .ownerNoReceipt(month), advice: .ownerNoReceiptAdvice, status: .dataError)
    }
    return kept
  }
}
