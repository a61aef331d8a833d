import Crypto
import Foundation

/// The first lines of an archive: readable by everybody, changeable by nobody without the key.
struct ArchiveHead: Codable {
  var format = 1
  var key: String
  var rounds: Int
  var salt: [UInt8]
  var facts: [String: String]

  /// The first bytes of the file.
  static let magic = Array("TONGBIAO-ARCHIVE\n".utf8)
  /// No head is longer.
  static let limit = 65_536
  /// Bytes of content in a chunk; all but the last are full.
  static let chunkBytes = 1 << 16

  /// The number of chunk `number`, and whether it is the last: no chunk can be moved, and none left out at the end.
  static func nonce(_ number: UInt64, isLast: Bool) throws -> ChaChaPoly.Nonce {
    var bytes = [UInt8](repeating: 0, count: 12)
    for place in 0..<8 { bytes[10 - place] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(place))) }
    bytes[11] = isLast ? 1 : 0
    return try ChaChaPoly.Nonce(data: bytes)
  }
}
