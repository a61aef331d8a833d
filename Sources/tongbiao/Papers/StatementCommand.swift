import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import QRCode
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao statement`
struct StatementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "statement", .ownerStatement,
    examples: ["statement -o statement.html", "statement -o statement.pdf", "statement --format json > statement.json"])

  @Option(name: [.short, .long], help: ArgumentHelp(Message.ownerOptionStatementFile))
  var output: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    guard let statement = try ledger.statement() else {
      throw DoorFailure("no_statement", .ownerNoStatement, advice: .ownerNoStatementAdvice, status: .unavailable)
    }
    guard let output else { return try show(statement, of: ledger, on: door) }
    let page = try StatementPage(statement: statement, ledger: ledger, language: door.language)
    if output.lowercased().hasSuffix(".pdf") {
      try PDFMaking.write(page.html, to: output)
    } else {
      try OutputFile.write(Data(page.html.utf8), to: output)
    }
    door.say(.ownerStatementWritten(output, statement.checkCode))
    let isBehind = try ledger.waitingCount() > 0
    if isBehind { door.say(.ownerStatementBehind) }
  }

  private func show(_ statement: TurnoverStatement, of ledger: StoreLedger, on door: Door) throws {
    guard door.format == .table else {
      return try door.write(StatementListing.listing(of: statement), json: statement)
    }
    door.write(.ownerStatementHeading(try ledger.profile().name, statement.store))
    try door.write(StatementListing.listing(of: statement))
    door.write(.ownerStatementFoot(statement.total, version: statement.dataVersion, code: statement.checkCode))
    if door.showsProgress, let code = try? QRCode(statement.scanText, correction: .low) {
      for line in code.terminalLines(colours: false) { door.write(Message(verbatim: line)) }
    }
  }
}

/// The lines of a statement as rows.
enum StatementListing {
  static func listing(of statement: TurnoverStatement) -> Listing {
    Listing(
      columns: [
        .init("month", .ownerColumnMonth), .init("turnover", .ownerColumnTurnover),
        .init("open_days", .ownerColumnOpenDays), .init("reason", .ownerColumnReason),
        .init("revision", .ownerColumnRevision),
      ],
      rows: statement.lines.map { line in
        [
          .text(line.month.description), .money(line.turnover), .optional(line.openDays),
          line.reason.map { .message(.zeroReason($0), code: $0.rawValue) } ?? .none, .integer(Int64(line.revision)),
        ]
      })
  }
}

/// A file that a command writes where it was told to.
enum OutputFile {
  static func write(_ content: Data, to path: String) throws(DoorFailure) {
    do {
      try content.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw DoorFailure("cannot_write", .ownerCannotWrite(path), status: .cannotCreate)
    }
  }
}

/// WeasyPrint makes the PDF, where it is installed.
enum PDFMaking {
  static func write(_ html: String, to path: String) throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin").split(separator: ":")
    guard
      let program = folders.map({ "\($0)/weasyprint" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw DoorFailure("no_pdf", .ownerNoPDF, advice: .ownerNoPDFAdvice, status: .unavailable) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--quiet", "-", path]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(html.utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw DoorFailure("cannot_write", .ownerCannotWrite(path), advice: .ownerNoPDFAdvice, status: .cannotCreate)
    }
  }
}
