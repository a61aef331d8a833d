import Foundation

/// Decoding of bodies from clients that are never trusted.
enum StrictJSON {
  /// How deep objects and lists may stand in each other. Our messages need five.
  static let depthLimit = 16

  /// Decodes a message.
  ///
  /// Fields that are not known are passed over, so that an older server understands a newer device. What is nested
  /// deeper than ``depthLimit`` is refused before a parser sees it.
  ///
  /// - Throws: ``ServerProblem/malformed``.
  static func decode<Message: Decodable>(_ type: Message.Type, from content: Data) throws -> Message {
    guard depth(of: content) <= depthLimit else { throw ServerProblem.malformed }
    do {
      return try JSONDecoder().decode(type, from: content)
    } catch {
      throw ServerProblem.malformed
    }
  }

  private static func depth(of content: Data) -> Int {
    var depth = 0
    var deepest = 0
    var inString = false
    var escaped = false
    for byte in content {
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return deepest
  }
}
