import Crypto
import SyncProtocol

/// The digest over the contents that an audit entry vouches for: each field with its kind and length, so that no two
/// contents read alike.
struct CanonicalContent {
  private var hasher = SHA256()
  private var buffer: [UInt8] = []
  private(set) var isEmpty = true

  init() { buffer.reserveCapacity(65_536 + 4096) }

  mutating func add(_ number: Int64) {
    buffer.append(1)
    withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
  }

  mutating func add(_ number: Int64?) {
    if let number { add(number) } else { addNothing() }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(bytes: $0) }
  }

  mutating func add(_ text: String?) {
    if let text { add(text) } else { addNothing() }
  }

  mutating func addNothing() { buffer.append(0) }

  mutating func add(bytes: UnsafeBufferPointer<UInt8>) {
    buffer.append(2)
    withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { buffer.append(contentsOf: $0) }
    buffer.append(contentsOf: bytes)
  }

  /// Ends a record.
  mutating func endRecord() {
    isEmpty = false
    buffer.append(3)
    if buffer.count >= 65_536 { flush() }
  }

  private mutating func flush() {
    buffer.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// The digest of all that was added, hexadecimal.
  func digest() -> String {
    var copy = self
    copy.flush()
    return copy.hasher.finalize().hexadecimal
  }
}
