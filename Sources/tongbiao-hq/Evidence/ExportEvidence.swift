import AcceptanceEvidence
import ArgumentParser
import CentralLedger
import CommandLineDoor
import Evidence
import Localization
import PanelFeed
import SnackChain
import SyncProtocol

/// `standard evidence`
struct ExportEvidence: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "evidence", .hqEvidence,
    examples: ["standard evidence --year 2022 --output 2022-evidence --database sqlite:hq.sqlite"])

  @Option(help: ArgumentHelp(Message.hqOptionYear)) var year: Int
  @Option(help: ArgumentHelp(Message.hqOptionEvidenceFolder)) var output: String
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @Flag(help: ArgumentHelp(Message.hqOptionWithoutPhotographs)) var withoutPhotographs = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    guard AcceptanceYear.days(of: year) != nil else {
      throw ValidationError(Message.hqYearRange[Language.current])
    }
  }

  func run() async throws {
    let door = Door(options)
    let package: EvidencePackage
    do throws(EvidencePackageProblem) {
      package = try EvidencePackage(path: output)
    } catch {
      throw DoorFailure(error)
    }
    do {
      let (manifest, key) = try await database.withLedger(as: access) { ledger, access in
        try await write(package, from: ledger, as: access, door: door)
      }
      try tell(manifest, key: key.id, on: door)
    } catch let problem as EvidencePackageProblem {
      package.discard()
      throw DoorFailure(problem)
    } catch {
      package.discard()
      throw error
    }
  }

  private func write(
    _ package: EvidencePackage, from ledger: any CentralLedger, as access: Access, door: Door
  ) async throws -> (EvidenceManifest, ReceiptKey) {
    guard access.may(.publish) else {
      throw DoorFailure(
        "not_allowed", .hqNotAllowed(.publish), advice: .hqNotAllowedAdvice, status: .notAllowed)
    }
    let year = try await ledger.acceptances(in: self.year, asOf: asOf, access: access)
    let tables = EvidenceTables(year)
    let now = currentMoment()
    var files = try package.addTables(tables, made: now, language: door.language)
    if !withoutPhotographs { files += try copyPhotographs(of: year, into: package, door: door) }
    let manifest = EvidenceManifest(
      year, counts: tables.counts, regions: access.scope.regions,
      isSynthetic: try await SyntheticMark.isSet(in: ledger),
      programVersion: programVersion, madeAt: now, hasPhotographs: !withoutPhotographs, files: files)
    let content = try manifest.encoded()
    let signed = try await ledger.signEvidence(
      content, subject: "evidence \(year.year), \(year.records.count) acceptances", access: access)
    try package.finish(manifest: content, key: signed.key, signature: signed.signature)
    return (manifest, signed.key)
  }

  private func copyPhotographs(
    of year: AcceptanceYear, into package: EvidencePackage, door: Door
  ) throws -> [EvidenceManifest.File] {
    let files = Set(year.records.flatMap(\.evidence)).sorted { $0.digest < $1.digest }
    guard !files.isEmpty else { return [] }
    let folder = try database.evidenceFolder()
    var progress = Progress(.hqCopyingPhotographs, on: door)
    defer { progress.finish() }
    return try files.enumerated().map { place, file in
      let content: [UInt8]
      do throws(EvidenceProblem) {
        content = try folder.content(file)
      } catch {
        throw DoorFailure(error, file: file.digest.description)
      }
      progress.update(place + 1, of: files.count)
      return try package.add(EvidencePackage.photographPath(file), content)
    }
  }

  private func tell(_ manifest: EvidenceManifest, key: String, on door: Door) throws {
    switch door.format {
    case .json: try door.writeJSON(ExportedEvidence(folder: output, key: key, manifest: manifest))
    case .csv, .table:
      try door.write(Self.listing(manifest.counts))
      if door.format == .table {
        if manifest.isSynthetic { door.say(.hqEvidenceSynthetic) }
        door.write(.hqEvidenceWritten(output, version: manifest.dataVersion, key: key))
      }
    }
  }

  static func listing(_ counts: EvidenceCounts) -> Listing {
    Listing(
      columns: [
        .init("count", Message(zh: "口径", en: "Count")), .init("value", Message(zh: "数量", en: "Number")),
      ],
      rows: EvidenceCounts.definitions.map {
        [.message($0.text, code: $0.key), .integer(Int64($0.value(counts)))]
      })
  }
}

/// The fields of `standard evidence --format json`.
private struct ExportedEvidence: Encodable {
  let folder: String
  let key: String
  let manifest: EvidenceManifest

  enum CodingKeys: String, CodingKey {
    case folder, manifest
    case key = "key_id"
  }
}

extension DoorFailure {
  fileprivate init(_ problem: EvidencePackageProblem) {
    switch problem {
    case .exists(let path):
      self.init("file_exists", .hqFileExists(path), advice: .hqNothingKept, status: .cannotCreate)
    case .unwritable(let path, let reason):
      self.init(
        "unwritable_file", .hqUnwritableFile(path, reason: reason), advice: .hqNothingKept, status: .cannotCreate)
    }
  }
}
