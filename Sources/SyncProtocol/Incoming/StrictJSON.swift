import Foundation

/// Decoding of bodies from clients that are never trusted.
package enum StrictJSON {
  /// The bytes are no message of ours.
  package struct Malformed: Error {}

  /// How deep objects and lists may stand in each other. Our messages need five.
  package static let depthLimit = 16

  /// Decodes a message.
  ///
  /// Fields that are not known are passed over, so that an older server understands a newer device. What is nested
  /// deeper than ``depthLimit``, and an object that names a field twice (which two readers would take in two ways), is
  /// refused before a parser sees it. So is what is not UTF-8: the parser takes UTF-16 and UTF-32 as well, in which
  /// nothing of that is seen.
  ///
  /// - Throws: ``Malformed``.
  package static func decode<Message: Decodable>(
    _ type: Message.Type, from content: Data
  ) throws(Malformed) -> Message {
    var scan = JSONScan()
    guard isUTF8(content), content.withUnsafeBytes({ scan.isOrdinary($0) }) else { throw Malformed() }
    do {
      return try JSONDecoder().decode(type, from: content)
    } catch {
      throw Malformed()
    }
  }

  /// Whether the bytes are well-formed UTF-8 without zeros. Both byte order marks of UTF-16 and UTF-32 are no UTF-8, and
  /// without a mark these have zeros where the braces stand.
  private static func isUTF8(_ content: Data) -> Bool {
    let hasZero = content.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return memchr(start, 0, bytes.count) != nil
    }
    return !hasZero && (try? UTF8Span(validating: content.span)) != nil
  }
}

/// One pass over the bytes before a parser sees them. Whether they are JSON at all is the parser's question.
private struct JSONScan {
  /// The names that the open object has so far; `nil` stands for a list.
  private var open: [Set<String>?] = []

  mutating func isOrdinary(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): open.append([])
      case UInt8(ascii: "["): open.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case UInt8(ascii: "\""):
        let end = Self.end(ofTextAt: place, in: bytes)
        guard note(bytes, place + 1..<end) else { return false }
        place = end
      default: break
      }
      if open.count > StrictJSON.depthLimit { return false }
      place += 1
    }
    return true
  }

  /// Where the quotation mark stands that ends a text, or the end of all.
  private static func end(ofTextAt start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, bytes.count)
  }

  /// Remembers a text that is a name. Ours have no escapes: one written with them could hide a name that is there.
  private mutating func note(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard let last = open.indices.last, open[last] != nil else { return true }
    var after = range.upperBound + 1
    while after < bytes.count, [32, 9, 10, 13].contains(bytes[after]) { after += 1 }
    guard after < bytes.count, bytes[after] == UInt8(ascii: ":") else { return true }
    let name = bytes[range]
    guard !name.contains(UInt8(ascii: "\\")) else { return false }
    return open[last]?.insert(String(decoding: name, as: UTF8.self)).inserted ?? true
  }
}
