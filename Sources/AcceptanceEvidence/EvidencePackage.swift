import Foundation
import Localization
import SnackChain
import SyncProtocol

/// Why a folder of evidence could not be written.
public enum EvidencePackageProblem: Error, Hashable, Sendable {
  /// There is something there already.
  case exists(path: String)
  /// It cannot be written.
  case unwritable(path: String, reason: String)
}

/// Writes a folder of evidence: whole, or not at all, and readable for its owner only. It holds names and photographs of
/// stores: whom it is shown to is the owner's to say.
public struct EvidencePackage {
  private let folder: String
  private let partial: String

  /// Begins a folder at `path`, where there must be none.
  public init(path: String) throws(EvidencePackageProblem) {
    folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    // A name that nobody else has: what lies beside it, half a folder of another run included, is not ours to clear away.
    partial = folder + ".part-" + UUID().uuidString
    guard !FileManager.default.fileExists(atPath: folder) else { throw .exists(path: folder) }
    do {
      let parent = URL(filePath: folder).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: partial, reason: error.localizedDescription)
    }
    try Self.makeFolder(partial)
  }

  private static func makeFolder(_ path: String) throws(EvidencePackageProblem) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Where a photograph lies within the folder.
  public static func photographPath(_ file: EvidenceFile) -> String {
    let name = file.digest.description
    let suffix = file.media == "image/jpeg" ? "jpg" : file.media.split(separator: "/").last.map(String.init) ?? "bin"
    return "photographs/\(name.prefix(2))/\(name).\(suffix)"
  }

  /// Writes a file and gives its entry for the manifest.
  public func add(_ path: String, _ content: [UInt8]) throws(EvidencePackageProblem) -> EvidenceManifest.File {
    let target = partial + "/" + path
    var folder = partial
    for name in path.split(separator: "/").dropLast() {
      folder += "/" + name
      try Self.makeFolder(folder)
    }
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path: target, reason: String(cString: strerror(errno))) }
    do {
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try file.write(contentsOf: content)
      try file.close()
    } catch {
      throw .unwritable(path: target, reason: error.localizedDescription)
    }
    return EvidenceManifest.File(path: path, content: content)
  }

  /// Writes both tables, the workbook and the digests of rows.
  public func addTables(
    _ tables: EvidenceTables, made: Timestamp, language: Language
  ) throws -> [EvidenceManifest.File] {
    let (acceptances, photographs) = (tables.acceptances, tables.photographList)
    return [
      try add(EvidenceTables.acceptancesName, acceptances),
      try add(EvidenceTables.photographsName, photographs),
      try add(EvidenceTables.workbookName, try tables.workbook(made: made, language: language)),
      try add(
        EvidenceManifest.rowsName,
        RowDigests.encoded([
          (EvidenceTables.acceptancesName, acceptances), (EvidenceTables.photographsName, photographs),
        ])),
    ]
  }

  /// Adds manifest and signature and puts the folder in its place.
  public func finish(manifest: [UInt8], key: ReceiptKey, signature: String) throws(EvidencePackageProblem) {
    _ = try add(EvidenceManifest.fileName, manifest)
    let signed = SignatureFile(keyID: key.id, key: key.key, signature: signature)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(signed) else { throw .unwritable(path: partial, reason: "signature") }
    _ = try add(EvidenceManifest.signatureName, [UInt8](bytes) + [10])
    guard rename(partial, folder) == 0 else {
      throw .unwritable(path: folder, reason: String(cString: strerror(errno)))
    }
  }

  /// Takes back what was written.
  public func discard() { try? FileManager.default.removeItem(atPath: partial) }
}

/// The signature beside a manifest.
struct SignatureFile: Codable {
  let keyID: String
  let key: String
  let signature: String

  enum CodingKeys: String, CodingKey {
    case signature
    case keyID = "key_id"
    case key = "public_key"
  }
}
