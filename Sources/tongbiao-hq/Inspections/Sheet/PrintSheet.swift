import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SeedData
import SnackChain

/// `inspect sheet`
struct PrintSheet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "sheet", .hqSheet,
    examples: [
      "inspect sheet SZ000001 --output SZ000001.html --database sqlite:hq.sqlite",
      "inspect sheet SZ000001 --output SZ000001.pdf --purpose spot_check",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionSheetFile)) var output: String
  @Option(help: ArgumentHelp(Message.hqOptionPurpose)) var purpose: InspectionPurpose = .acceptance
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionVersionName)) var version: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment())
    let day = on ?? todayInChina()
    let sheet = try await database.withLedger(as: access) { ledger, access in
      guard let programme = try await ledger.programme(of: store, asOf: nil, access: access) else {
        throw StepReport(.unknownStore(store), store: store).failure
      }
      let book = try await ledger.standardBook(seeds: try seeds.standards(), asOf: nil)
      guard let standard = version.map({ book[$0] }) ?? book.inForce(on: day) else {
        throw DoorFailure(
          "unknown_version", .inspectionProblem(.unknownVersion(version ?? "")), status: .dataError)
      }
      return CheckSheet(
        programme: programme, standard: standard, purpose: purpose, day: day,
        code: SheetCode(store: store, inspection: OperationID(at: currentMoment()), version: standard.version),
        regions: try seeds.regions())
    }
    let html = try sheet.html(in: door.language)
    if output.lowercased().hasSuffix(".pdf") { try SheetPrinting.pdf(html, to: output) } else { try write(html) }
    switch door.format {
    case .json: try door.writeJSON(["file": output, "sheet": sheet.code.text])
    case .csv, .table: door.write(.hqSheetWritten(output, code: sheet.code.text, store: store))
    }
  }

  private func write(_ html: String) throws {
    do {
      try Data(html.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
    } catch {
      throw DoorFailure(
        "unwritable_file", .hqUnwritableFile(output, reason: error.localizedDescription), status: .cannotCreate)
    }
  }
}

/// Turns a page into PDF with WeasyPrint, where that is installed.
enum SheetPrinting {
  static func pdf(_ html: String, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw DoorFailure("file_exists", .hqFileExists(path), status: .cannotCreate)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["weasyprint", "--quiet", "-", path]
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      // The page is smaller than what a pipe takes on most systems, but not on all.
      input.fileHandleForWriting.write(Data(html.utf8))
      try input.fileHandleForWriting.close()
    } catch {
      throw DoorFailure("no_pdf", .hqSheetNoPDF, advice: .hqSheetNoPDFAdvice, status: .unavailable)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0, FileManager.default.fileExists(atPath: path) else {
      throw DoorFailure("no_pdf", .hqSheetNoPDF, advice: .hqSheetNoPDFAdvice, status: .unavailable)
    }
  }
}
