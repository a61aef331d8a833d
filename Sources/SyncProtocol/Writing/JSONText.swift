import Foundation

/// JSON that is being written, byte for byte as `JSONEncoder` writes it with sorted keys and without escaped slashes.
///
/// An answer to a device is made for every session of every store, and going through `Encodable` costs more than
/// checking the session's signature. So the messages that go out most often say themselves in which order their
/// fields stand; a test holds each of them against `JSONEncoder`.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Writes an object. `fields` adds its fields in the order of their names.
  mutating func object<Problem: Error>(_ fields: (inout JSONText) throws(Problem) -> Void) throws(Problem) {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
    try fields(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = false
  }

  /// Writes a list.
  mutating func list<Element, Problem: Error>(
    _ elements: [Element], _ write: (inout JSONText, Element) throws(Problem) -> Void
  ) throws(Problem) {
    bytes.append(UInt8(ascii: "["))
    for (place, element) in elements.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      try write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Begins a field. The value comes next.
  mutating func name(_ name: StaticString) {
    if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func field(_ name: StaticString, _ text: String) {
    self.name(name)
    value(text)
  }

  mutating func field(_ name: StaticString, _ number: Int64) {
    self.name(name)
    value(number)
  }

  mutating func field(_ name: StaticString, _ number: Int) { field(name, Int64(number)) }

  mutating func field(_ name: StaticString, _ flag: Bool) {
    self.name(name)
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// A field whose value stands in JSON already.
  mutating func field(_ name: StaticString, json: [UInt8]) {
    self.name(name)
    bytes.append(contentsOf: json)
  }

  /// A field that goes out seldom enough to take the long way.
  mutating func field(_ name: StaticString, encoded value: some Encodable) throws {
    field(name, json: try Self.bytes(of: value))
  }

  /// The long way: any value by `JSONEncoder`.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }

  mutating func value(_ number: Int64) {
    guard number.magnitude >= 10 else {
      if number < 0 { bytes.append(UInt8(ascii: "-")) }
      bytes.append(UInt8(ascii: "0") + UInt8(number.magnitude))
      return
    }
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func value(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { escape(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case ..<0x20:
      bytes.append(contentsOf: ("\\u00" + [byte].hexadecimal).utf8)
    default: bytes.append(byte)
    }
  }
}
