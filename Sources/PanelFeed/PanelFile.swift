import CentralLedger
import ChainStatistics
import SnackChain

/// The snapshot of a panel on disk: 128 bytes that say which ledger it is of, then the bytes of `TurnoverPanel`.
///
/// It names an entry of the audit chain with its digest. While the ledger has that very entry, everything before it is
/// as it was when the snapshot was made; in another ledger, or one restored and gone on differently, it is not there.
struct PanelFile: Sendable {
  let path: String

  private static let magic: UInt64 = 0x0032_4445_4546_4254
  static let headerSize = 128

  /// The panel of the file, or `nil` where there is none of this ledger: missing, torn, changed, or of another one.
  func load(of ledger: any CentralLedger) async -> FedPanel? {
    guard let mapped = MappedFile(path: path), let header = Header(mapped.bytes) else { return nil }
    guard let version = try? await ledger.dataVersion(), header.version <= version,
      let entries = try? await ledger.auditEntries(after: header.auditNumber - 1, limit: 1),
      entries.first?.number == header.auditNumber, entries.first?.digest == header.auditDigest
    else { return nil }
    let payload = UnsafeRawBufferPointer(rebasing: mapped.bytes[Self.headerSize...])
    guard let panel = try? TurnoverPanel(snapshot: payload), panel.dataVersion == header.version else { return nil }
    return FedPanel(
      panel: panel, origin: .snapshot, isSynthetic: header.isSynthetic, reported: header.reported,
      headsOutside: header.headsOutside)
  }

  /// Writes the panel beside the file and moves it into its place; whether that worked.
  func save(_ fed: FedPanel, of ledger: any CentralLedger) async -> Bool {
    // The last entry of the chain must not be younger than the panel: what it vouches for has to be in there.
    guard let entry = try? await AuditAnchor.youngest(of: ledger, upTo: fed.panel.dataVersion),
      entry.digest.utf8.count == 64
    else { return false }
    var bytes = Header(
      version: fed.panel.dataVersion, auditNumber: entry.number, auditDigest: entry.digest, reported: fed.reported,
      headsOutside: fed.headsOutside, isSynthetic: fed.isSynthetic
    ).bytes
    bytes += fed.panel.snapshot()
    return MappedFile.replace(path, with: bytes)
  }

  /// What stands before the panel.
  struct Header: Equatable {
    var version: Int64
    var auditNumber: Int64
    var auditDigest: String
    var reported: ClosedRange<YearMonth>?
    var headsOutside: Int
    /// The audit entry vouches for it: what makes a ledger synthetic comes before it in the chain.
    var isSynthetic: Bool

    init(
      version: Int64, auditNumber: Int64, auditDigest: String, reported: ClosedRange<YearMonth>?, headsOutside: Int,
      isSynthetic: Bool
    ) {
      self.version = version
      self.auditNumber = auditNumber
      self.auditDigest = auditDigest
      self.reported = reported
      self.headsOutside = headsOutside
      self.isSynthetic = isSynthetic
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
      guard bytes.count > headerSize else { return nil }
      func word(_ offset: Int) -> Int64 {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
      }
      guard word(0) == Int64(bitPattern: magic), word(120) == Self.checksum(bytes[0..<120]) else { return nil }
      version = word(8)
      auditNumber = word(16)
      headsOutside = Int(clamping: word(24))
      let (first, last) = (Int32(truncatingIfNeeded: word(32)), Int32(truncatingIfNeeded: word(40)))
      reported = first <= last ? YearMonth(index: first)...YearMonth(index: last) : nil
      auditDigest = String(decoding: bytes[48..<112], as: UTF8.self)
      isSynthetic = word(112) & 1 == 1
    }

    var bytes: [UInt8] {
      var out: [UInt8] = []
      func put(_ word: Int64) { withUnsafeBytes(of: word.littleEndian) { out.append(contentsOf: $0) } }
      put(Int64(bitPattern: magic))
      put(version)
      put(auditNumber)
      put(Int64(headsOutside))
      put(Int64(reported?.lowerBound.index ?? 1))
      put(Int64(reported?.upperBound.index ?? 0))
      out += auditDigest.utf8
      put(isSynthetic ? 1 : 0)
      put(Self.checksum(out[...]))
      return out
    }

    /// FNV-1a: it is torn files that it finds, not forgers, who could write the panel as well.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> Int64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return Int64(bitPattern: hash)
    }
  }
}
