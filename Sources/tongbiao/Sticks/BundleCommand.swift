import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger

/// `tongbiao bundle`
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "bundle", .ownerBundle, examples: ["bundle write out.tongbiao", "bundle read answer.tongbiao"],
    subcommands: [WriteBundle.self, ReadBundle.self])
}

/// `tongbiao bundle write FILE`
struct WriteBundle: ParsableCommand {
  static let configuration = CommandConfiguration(
    "write", .ownerBundleWrite, examples: ["bundle write /media/usb/out.tongbiao"])

  @Argument(help: ArgumentHelp(Message.ownerOptionBundle)) var file: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let bundle = try StickSession(ledger: try store.openLedger()).write()
    try OutputFile.write(bundle.content, to: file)
    switch door.format {
    case .table: door.write(.ownerBundleWritten(file, bundle.operations))
    case .json, .csv:
      let columns = ["file", "operations"].map { Listing.Column($0, Message(verbatim: $0)) }
      try door.write(Listing(columns: columns, rows: [[.text(file), .integer(Int64(bundle.operations))]]))
    }
  }
}

/// `tongbiao bundle read FILE`
struct ReadBundle: ParsableCommand {
  static let configuration = CommandConfiguration(
    "read", .ownerBundleRead, examples: ["bundle read /media/usb/answer.tongbiao"])

  @Argument(help: ArgumentHelp(Message.ownerOptionBundleAnswer)) var file: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    guard let content = FileManager.default.contents(atPath: file) else {
      throw DoorFailure("no_file", .ownerNoSuchFile(file), status: .noInput)
    }
    let report = try StickSession(ledger: try store.openLedger()).read(content)
    switch door.format {
    case .table: SyncRun.tell(report, on: door)
    case .json: try door.writeJSON(SyncFields(report))
    case .csv: door.writeCSV(SyncFields(report).listing)
    }
  }
}
