import Crypto
import Foundation
import Localization
import SnackChain
import SyncProtocol

/// What a folder of evidence is, what is in it, and what it adds up to. Signed as it lies on the disk, byte for byte.
public struct EvidenceManifest: Hashable, Sendable, Codable {
  /// The file.
  public static let fileName = "manifest.json"
  /// The file with the signature.
  public static let signatureName = "manifest.sig.json"
  /// The file with the digests of all rows.
  public static let rowsName = "rows.sha256"
  /// What ``kind`` says.
  public static let currentKind = "tongbiao-evidence-1"

  /// A file of the folder.
  public struct File: Hashable, Sendable, Codable {
    /// Its path within the folder.
    public var path: String
    /// Its size.
    public var bytes: Int
    /// Its SHA-256 in hexadecimal.
    public var sha256: String

    /// Makes an entry.
    public init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }

    /// Makes the entry of a content.
    public init(path: String, content: [UInt8]) {
      self.init(path: path, bytes: content.count, sha256: SHA256.hash(data: Data(content)).hexadecimal)
    }
  }

  /// The format.
  public var kind: String
  /// The year.
  public var year: Int
  /// The data version that all of it was read from.
  public var dataVersion: Int64
  /// The youngest entry of the audit chain that belongs to it.
  public var auditNumber: Int64
  /// That entry's digest.
  public var auditDigest: String
  /// The divisions that it is about, or `nil` for all.
  public var regions: [RegionCode]?
  /// Whether the chain is a synthetic one.
  public var isSynthetic: Bool
  /// The program that made it.
  public var programVersion: String
  /// When.
  public var madeAt: Timestamp
  /// What it adds up to.
  public var counts: EvidenceCounts
  /// What each count means, in Chinese and English.
  public var definitions: [String: Wording]
  /// Whether the photographs themselves are in the folder.
  public var hasPhotographs: Bool
  /// All files besides this one and its signature, by path.
  public var files: [File]

  /// Makes a manifest of files that lie there already.
  public init(
    _ year: AcceptanceYear, counts: EvidenceCounts, regions: [RegionCode]?, isSynthetic: Bool, programVersion: String,
    madeAt: Timestamp, hasPhotographs: Bool, files: [File]
  ) {
    kind = Self.currentKind
    self.year = year.year
    dataVersion = year.dataVersion
    auditNumber = year.auditNumber
    auditDigest = year.auditDigest
    self.regions = regions
    self.isSynthetic = isSynthetic
    self.programVersion = programVersion
    self.madeAt = madeAt
    self.counts = counts
    definitions = Dictionary(
      uniqueKeysWithValues: EvidenceCounts.definitions.map { ($0.key, Wording(zh: $0.text.zh, en: $0.text.en)) })
    self.hasPhotographs = hasPhotographs
    self.files = files.sorted { $0.path < $1.path }
  }

  enum CodingKeys: String, CodingKey {
    case kind, year, regions, counts, definitions, files
    case dataVersion = "data_version"
    case auditNumber = "audit_number"
    case auditDigest = "audit_digest"
    case isSynthetic = "synthetic"
    case programVersion = "program_version"
    case madeAt = "made_at"
    case hasPhotographs = "has_photographs"
  }

  /// Every byte of the file.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self)) + [10]
  }
}

/// The digests of rows, so that a changed file says which row was changed.
enum RowDigests {
  /// The lines of a table without their ends.
  static func lines(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = content.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == 13 ? $0.dropLast() : $0 }
  }

  static func digests(_ content: [UInt8]) -> [String] {
    lines(content).map { SHA256.hash(data: Data($0)).hexadecimal }
  }

  /// `file TAB line TAB digest`, a line a row.
  static func encoded(_ tables: [(name: String, content: [UInt8])]) -> [UInt8] {
    var text = ""
    for table in tables {
      for (place, digest) in digests(table.content).enumerated() { text += "\(table.name)\t\(place + 1)\t\(digest)\n" }
    }
    return Array(text.utf8)
  }

  /// The digests of the rows of `name`, in order.
  static func read(_ content: [UInt8], of name: String) -> [String] {
    lines(content).compactMap { line in
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t")
      return fields.count == 3 && fields[0] == name ? String(fields[2]) : nil
    }
  }
}
