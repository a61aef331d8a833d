import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SnackChain
import SyncProtocol

/// `statement`
struct StatementCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("statement", .hqStatement, subcommands: [VerifyStatement.self])
}

/// `statement verify`
struct VerifyStatement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "verify", .hqStatementVerify,
    examples: [
      "statement verify statement.html",
      "statement verify statement.html --key 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
      "statement verify --store SZ000001 --number 901267 --code S6Z5-B7FB-Z68P --figures '33000 31200'",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionStatementPaper)) var file: String?
  @Option(help: ArgumentHelp(Message.hqOptionStatementKey)) var key: String?
  @Option(help: ArgumentHelp(Message.hqOptionStatementStore)) var store: StoreCode?
  @Option(help: ArgumentHelp(Message.hqOptionStatementNumber)) var number: Int64?
  @Option(help: ArgumentHelp(Message.hqOptionStatementCode)) var code: String?
  @Option(help: ArgumentHelp(Message.hqOptionStatementFigures)) var figures: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    if let file {
      let statement = try StatementFile.read(file)
      if let key { return try offline(statement, key: key, on: door) }
      return try await database.withLedger { ledger in
        guard statement.isSigned(byOneOf: try await ledger.receiptKeys()) else { throw Self.bad }
        try await compare(statement, with: ledger, on: door)
      }
    }
    guard let store, let number, let code, let figures else {
      throw DoorFailure("nothing_to_verify", .hqStatementWhat, status: .usage)
    }
    let typed = try Self.amounts(figures)
    try await database.withLedger { ledger in
      // Whatever is wrong with what was typed: the paper is not what the ledger holds.
      guard let held = try? await ledger.statement(of: store, asOf: number), held.dataVersion == number else {
        throw Self.bad
      }
      guard CheckCode.normalized(held.checkCode) == CheckCode.normalized(code) else { throw Self.bad }
      let differing = zip(held.lines, typed).filter { $0.turnover != $1 }.map(\.0.month)
      guard differing.isEmpty, held.lines.count == typed.count else { throw Self.differs(differing) }
      try await tell(held, ledger, on: door)
    }
  }

  private static let bad = DoorFailure("statement_bad", .hqStatementBad, status: .dataError)

  private static func differs(_ months: [YearMonth]) -> DoorFailure {
    DoorFailure("statement_differs", .hqStatementDiffers(months), status: .dataError)
  }

  private static func amounts(_ text: String) throws -> [Money] {
    try HalfWidth.folding(text).split { $0.isWhitespace || $0 == ";" || $0 == "；" }.map { word in
      do throws(MoneyProblem) { return try Money.parse(String(word)) } catch {
        throw DoorFailure("amount_unreadable", .moneyProblem(error), status: .dataError)
      }
    }
  }

  private func offline(_ statement: TurnoverStatement, key: String, on door: Door) throws {
    // A key's id is made from its bytes: another key does not pass under this id.
    guard statement.isSigned(byOneOf: [ReceiptKey(id: statement.keyID, key: key)]) else { throw Self.bad }
    try write(statement, name: nil, corrected: nil, on: door)
    door.say(.hqStatementOffline)
  }

  /// A good signature over what the ledger does not hold as of that number would be an alarm; it is told as a difference.
  private func compare(_ statement: TurnoverStatement, with ledger: any CentralLedger, on door: Door) async throws {
    let held = try await ledger.statement(of: statement.store, asOf: statement.dataVersion)
    guard held?.canonicalText == statement.canonicalText else {
      let lines = Dictionary((held?.lines ?? []).map { ($0.month, $0) }, uniquingKeysWith: { $1 })
      throw Self.differs(statement.lines.filter { lines[$0.month] != $0 }.map(\.month))
    }
    try await tell(statement, ledger, on: door)
  }

  private func tell(_ statement: TurnoverStatement, _ ledger: any CentralLedger, on door: Door) async throws {
    let now = try await ledger.statement(of: statement.store, asOf: .max)
    let heads = Dictionary((now?.lines ?? []).map { ($0.month, $0) }, uniquingKeysWith: { $1 })
    let corrected = statement.lines.filter { line in heads[line.month].map { $0 != line } ?? false }.map(\.month)
    let name = try await ledger.store(statement.store, asOf: nil)?.names.latest
    try write(statement, name: name, corrected: corrected, on: door)
  }

  private func write(_ statement: TurnoverStatement, name: String?, corrected: [YearMonth]?, on door: Door) throws {
    switch door.format {
    case .table:
      door.write(.hqStatementGood(statement.store, name, statement.total, months: statement.lines.count))
      if let corrected, !corrected.isEmpty { door.write(.hqStatementCorrected(corrected)) }
    case .json, .csv:
      try door.write(
        Listing(
          columns: ["valid", "store", "months", "total_fen", "data_version", "check_code"].map {
            .init($0, Message(verbatim: $0))
          },
          rows: [
            [
              .text("true"), .text(statement.store.description), .integer(Int64(statement.lines.count)),
              .money(statement.total), .integer(statement.dataVersion), .text(statement.checkCode),
            ]
          ]))
    }
  }
}

/// A statement in a file of any kind that the owner's program makes, or the text that a QR code held.
enum StatementFile {
  static func read(_ path: String) throws(DoorFailure) -> TurnoverStatement {
    guard let data = FileManager.default.contents(atPath: path), data.count <= 4 << 20 else {
      throw DoorFailure("no_file", .hqUnreadableFile(path, reason: systemReason(ENOENT)), status: .noInput)
    }
    if let statement = try? JSONDecoder().decode(TurnoverStatement.self, from: data) { return statement }
    let text = String(decoding: data, as: UTF8.self)
    let start = text.range(of: "tongbiao-statement/1\n")?.lowerBound ?? text.startIndex
    let end = text.range(of: "</pre>", range: start..<text.endIndex)?.lowerBound ?? text.endIndex
    guard let statement = TurnoverStatement(scanText: String(text[start..<end])) else {
      throw DoorFailure("statement_unreadable", .hqStatementUnreadable(path), status: .dataError)
    }
    // What people read has to say what was signed.
    guard table(in: text).map({ shows($0, statement) }) ?? true,
      shownCode(in: text).map({ $0 == statement.checkCode }) ?? true
    else { throw DoorFailure("statement_bad", .hqStatementBad, status: .dataError) }
    return statement
  }

  /// Whether the rows of a page's table are the lines of the statement and their sum.
  private static func shows(_ rows: [[String]], _ statement: TurnoverStatement) -> Bool {
    let months = rows.dropLast()
    guard months.count == statement.lines.count, rows.last?.first == statement.total.grouped else { return false }
    return zip(months, statement.lines).allSatisfy { cells, line in
      let reason = line.reason.map(Message.zeroReason)
      let days = reason.map { [$0.zh, $0.en] } ?? [line.openDays.map(String.init) ?? ""]
      return cells.count == 3 && cells[0] == line.turnover.grouped && days.contains(cells[1])
        && cells[2] == String(line.revision)
    }
  }

  /// The check code as the page shows it.
  private static func shownCode(in text: String) -> String? {
    guard let start = text.range(of: "<span class=\"code\">"),
      let end = text.range(of: "</span>", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }

  /// The figures of the page's table by row; `nil` where the text is no page.
  private static func table(in text: String) -> [[String]]? {
    guard let start = text.range(of: "<tbody>"), let end = text.range(of: "</tfoot>") else { return nil }
    return text[start.upperBound..<end.lowerBound].components(separatedBy: "<tr>").compactMap { row in
      let cells = row.components(separatedBy: "<td class=\"n\">").dropFirst().compactMap { cell in
        cell.range(of: "</td>").map { String(cell[..<$0.lowerBound]) }
      }
      return cells.isEmpty ? nil : cells
    }
  }
}
