import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SeedData
import SnackChain
import SyncProtocol

/// `inspect pack`
struct PackInspections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "pack", .hqInspectPack,
    examples: [
      "inspect pack --inspector wang --output wang.bundle --database sqlite:hq.sqlite",
      "inspect pack --inspector wang --stores SZ000001,SZ000002 --output wang.bundle",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionInspector)) var inspector: AccountName
  @Option(help: ArgumentHelp(Message.hqOptionBundleStores)) var stores: String?
  @Option(help: ArgumentHelp(Message.hqOptionBundleFile)) var output: String
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let wanted = try stores.map(Self.codes)
    // Before the ledger records a bundle, it has to be certain that it can be written.
    let file = try NewFile(output)
    let outcome: BundleOutcome
    do {
      outcome = try await database.withLedger(as: access) { ledger, access in
        try await ledger.makeBundle(for: inspector, stores: wanted, seeds: seeds, access: access)
      }
    } catch {
      file.discard()
      throw error
    }
    guard case .made(let text, let bundle) = outcome else {
      file.discard()
      throw failure(outcome)
    }
    try file.write(text)
    if door.format == .table {
      return door.write(.hqBundleMade(bundle.inspector, stores: bundle.visits.count, file: output))
    }
    try door.write(
      Listing(
        columns: [
          .init("bundle", Message(zh: "检查包", en: "Bundle")), .init("inspector", Message(zh: "督导", en: "Inspector")),
          .init("stores", Message(zh: "家数", en: "Stores")),
          .init("data_version", Message(zh: "数据版本", en: "Data version")),
          .init("file", Message(zh: "文件", en: "File")),
        ],
        rows: [
          [
            .text(bundle.id.description), .text(bundle.inspector), .integer(Int64(bundle.visits.count)),
            .integer(bundle.dataVersion), .text(output),
          ]
        ]))
  }

  private static func codes(_ text: String) throws -> [StoreCode] {
    try text.split(separator: ",").map { part in
      let code = part.trimmingCharacters(in: .whitespaces)
      guard let store = StoreCode(code) else {
        throw DoorFailure("bad_store_code", .hqBadStoreCode(code), status: .usage)
      }
      return store
    }
  }

  private func failure(_ outcome: BundleOutcome) -> DoorFailure {
    switch outcome {
    case .unknownStores(let stores):
      DoorFailure("unknown_store", .hqUnknownStores(stores), advice: .hqRefusedStep([]), status: .dataError)
    case .noInspector(let name):
      DoorFailure("no_inspector", .hqNoInspector(name), advice: .hqAccountsAdvice, status: .dataError)
    case .nothingToInspect, .made:
      DoorFailure(
        "nothing_to_inspect", .hqNothingToInspect(inspector), advice: .hqNothingToInspectAdvice, status: .dataError)
    }
  }
}

/// A file that is made now, for the user alone, and never in the place of another.
struct NewFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? DoorFailure("file_exists", .hqFileExists(path), status: .cannotCreate)
        : DoorFailure("cannot_write", .hqCannotWriteFile(path, reason: systemReason(errno)), status: .cannotCreate)
    }
  }

  /// Writes a value as JSON and closes.
  func write(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: data)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(path)
      throw DoorFailure("cannot_write", .hqCannotWriteFile(path, reason: systemReason(EIO)), status: .ioError)
    }
  }

  /// Takes the file away again.
  func discard() {
    close(descriptor)
    unlink(path)
  }
}
