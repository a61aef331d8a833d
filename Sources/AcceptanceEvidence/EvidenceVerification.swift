import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// Something that is wrong with a folder of evidence, and where.
public struct EvidenceFinding: Hashable, Sendable, Codable {
  /// What is wrong.
  public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
    /// A file that has to be there is not, or cannot be read.
    case missingFile = "missing_file"
    /// The manifest or its signature is no such thing.
    case unreadable
    /// The manifest is not what was signed.
    case signatureInvalid = "signature_invalid"
    /// It was signed with another key than the one expected.
    case otherKey = "other_key"
    /// A file is not the one that was signed for.
    case changedFile = "changed_file"
    /// A row is not the one that was signed for.
    case changedRow = "changed_row"
    /// A row is gone.
    case missingRow = "missing_row"
    /// A row was added.
    case addedRow = "added_row"
    /// A photograph's content is not that of its name.
    case changedPhotograph = "changed_photograph"
    /// A file that nobody signed for.
    case addedFile = "added_file"
    /// The rows do not add up to the count.
    case countDiffers = "count_differs"
    /// The ledger says otherwise.
    case ledgerDiffers = "ledger_differs"
  }

  /// What is wrong.
  public let code: Code
  /// The file within the folder.
  public let file: String
  /// The line of a table, from 1.
  public let line: Int?
  /// The store of the row, the name of the count, or what was found.
  public let detail: String

  /// Makes a finding.
  public init(_ code: Code, file: String, line: Int? = nil, detail: String = "") {
    self.code = code
    self.file = file
    self.line = line
    self.detail = detail
  }
}

/// Checks a folder of evidence with nothing but the folder and a key.
public struct EvidenceVerification {
  /// The most rows that are named of one file.
  static let rowLimit = 20

  /// The manifest, where it can be read.
  public private(set) var manifest: EvidenceManifest?
  /// The key that signed.
  public private(set) var key: ReceiptKey?
  /// What is wrong.
  public private(set) var findings: [EvidenceFinding] = []
  /// How many files were read.
  public private(set) var filesChecked = 0
  private let folder: String

  /// Reads and checks everything.
  ///
  /// - Parameter fingerprint: the key's id that the association made known, if the reader has it.
  public init(folder: String, fingerprint: String?) {
    self.folder = folder
    guard let content = read(EvidenceManifest.fileName) else {
      findings.append(EvidenceFinding(.missingFile, file: EvidenceManifest.fileName))
      return
    }
    checkSignature(of: content, fingerprint: fingerprint)
    guard let manifest = try? JSONDecoder().decode(EvidenceManifest.self, from: Data(content)),
      manifest.kind == EvidenceManifest.currentKind
    else {
      findings.append(EvidenceFinding(.unreadable, file: EvidenceManifest.fileName))
      return
    }
    self.manifest = manifest
    checkFiles(manifest)
    checkCounts(manifest)
  }

  /// Adds what another reading found.
  public mutating func add(_ finding: EvidenceFinding) { findings.append(finding) }

  /// The bytes of a table as it lies in the folder.
  public func table(_ name: String) -> [UInt8]? { read(name) }

  private func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder + "/" + path).map { [UInt8]($0) }
  }

  private mutating func checkSignature(of content: [UInt8], fingerprint: String?) {
    let name = EvidenceManifest.signatureName
    guard let bytes = read(name) else {
      findings.append(EvidenceFinding(.missingFile, file: name))
      return
    }
    guard let signed = try? JSONDecoder().decode(SignatureFile.self, from: Data(bytes)),
      let signature = Data(base64Encoded: signed.signature)
    else {
      findings.append(EvidenceFinding(.unreadable, file: name))
      return
    }
    let key = ReceiptKey(id: signed.keyID, key: signed.key)
    self.key = key
    if let fingerprint, fingerprint.lowercased() != key.id {
      findings.append(EvidenceFinding(.otherKey, file: name, detail: key.id))
    }
    guard let publicKey = key.publicKey else {
      findings.append(EvidenceFinding(.unreadable, file: name, detail: "public_key"))
      return
    }
    if !publicKey.isValidSignature(signature, for: Data(content)) {
      findings.append(EvidenceFinding(.signatureInvalid, file: EvidenceManifest.fileName))
    }
  }

  private mutating func checkFiles(_ manifest: EvidenceManifest) {
    for file in manifest.files {
      guard Self.isInside(file.path), let content = read(file.path) else {
        findings.append(EvidenceFinding(.missingFile, file: file.path))
        continue
      }
      filesChecked += 1
      let digest = SHA256.hash(data: Data(content)).hexadecimal
      if digest == file.sha256, content.count == file.bytes { continue }
      if file.path.hasPrefix("photographs/") {
        findings.append(EvidenceFinding(.changedPhotograph, file: file.path, detail: digest))
      } else if file.path == EvidenceTables.acceptancesName || file.path == EvidenceTables.photographsName {
        checkRows(of: file.path, content)
      } else {
        findings.append(EvidenceFinding(.changedFile, file: file.path, detail: digest))
      }
    }
    let known = Set(manifest.files.map(\.path) + [EvidenceManifest.fileName, EvidenceManifest.signatureName])
    for path in present() where !known.contains(path) { findings.append(EvidenceFinding(.addedFile, file: path)) }
  }

  /// Names the rows of a changed table, as far as the digests of rows are those that were signed for.
  private mutating func checkRows(of name: String, _ content: [UInt8]) {
    let expected = read(EvidenceManifest.rowsName).map { RowDigests.read($0, of: name) } ?? []
    let found = RowDigests.digests(content)
    let lines = RowDigests.lines(content)
    let before = findings.count
    for place in 0..<max(expected.count, found.count) where findings.count - before < Self.rowLimit {
      if place >= found.count {
        findings.append(EvidenceFinding(.missingRow, file: name, line: place + 1))
      } else if place >= expected.count {
        findings.append(EvidenceFinding(.addedRow, file: name, line: place + 1, detail: Self.store(lines[place])))
      } else if found[place] != expected[place] {
        findings.append(EvidenceFinding(.changedRow, file: name, line: place + 1, detail: Self.store(lines[place])))
      }
    }
    // The line ends alone were changed.
    if findings.count == before { findings.append(EvidenceFinding(.changedFile, file: name)) }
  }

  /// The beginning of a line, enough to find it by.
  private static func store(_ line: ArraySlice<UInt8>) -> String {
    String(String(decoding: line, as: UTF8.self).prefix(60))
  }

  private mutating func checkCounts(_ manifest: EvidenceManifest) {
    let counts = manifest.counts
    var found: [String: Int] = [:]
    if let content = read(EvidenceTables.acceptancesName) {
      for line in RowDigests.lines(content).dropFirst() {
        let fields = line.split(separator: UInt8(ascii: ","), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { continue }
        found["acceptances", default: 0] += 1
        found[String(decoding: fields[0], as: UTF8.self), default: 0] += 1
        if fields[1].elementsEqual("yes".utf8) { found["first_time", default: 0] += 1 }
      }
    }
    if let content = read(EvidenceTables.photographsName) {
      found["photographs"] = max(0, RowDigests.lines(content).count - 1)
    }
    let said = [
      ("acceptances", counts.acceptances), ("granted", counts.granted), ("carried_over", counts.carriedOver),
      ("renewed", counts.renewed), ("first_time", counts.firstTime), ("photographs", counts.photographs),
    ]
    for (name, count) in said where found[name, default: 0] != count {
      findings.append(
        EvidenceFinding(
          .countDiffers, file: EvidenceManifest.fileName, detail: "\(name): \(count) / \(found[name, default: 0])"))
    }
    if counts.certifiedEverBefore + counts.firstTime != counts.certifiedEver {
      findings.append(EvidenceFinding(.countDiffers, file: EvidenceManifest.fileName, detail: "certified_ever"))
    }
  }

  private static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private func present() -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var paths: [String] = []
    for case let path as String in walk {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), !isFolder.boolValue {
        paths.append(path)
      }
    }
    return paths.sorted()
  }
}
