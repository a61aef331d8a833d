import CExpat
import ZipArchive

/// What reads the elements of one XML part of a workbook. Names come without their namespace's prefix.
class ElementHandler {
  /// Set to stop reading; the rest of the part is not looked at.
  var isDone = false
  /// Whether text between tags is wanted just now.
  var wantsText = false

  func start(_ name: ElementName, _ attributes: Attributes) {}
  func end(_ name: ElementName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The name of an element or attribute, valid while its callback runs.
struct ElementName {
  fileprivate let start: UnsafePointer<CChar>

  fileprivate init(_ qualified: UnsafePointer<CChar>) {
    var start = qualified
    var next = qualified
    while next.pointee != 0 {
      if next.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = next + 1 }
      next += 1
    }
    self.start = start
  }

  @inline(__always)
  static func == (name: ElementName, other: StaticString) -> Bool {
    let expected = other.utf8Start
    let count = other.utf8CodeUnitCount
    var offset = 0
    while offset < count {
      if UInt8(bitPattern: name.start[offset]) != expected[offset] { return false }
      offset += 1
    }
    return name.start[count] == 0
  }
}

/// The attributes of an element, valid while its callback runs.
struct Attributes {
  fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of an attribute as bytes, up to 1 KiB of it.
  func value<Result>(_ name: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let list else { return nil }
    var index = 0
    while let key = list[index], let value = list[index + 1] {
      if ElementName(key) == name {
        var count = 0
        while count < 1024, value[count] != 0 { count += 1 }
        return value.withMemoryRebound(to: UInt8.self, capacity: count) {
          body(UnsafeBufferPointer(start: $0, count: count))
        }
      }
      index += 2
    }
    return nil
  }

  /// The value of an attribute as text.
  func text(_ name: StaticString) -> String? { value(name) { String(decoding: $0, as: UTF8.self) } }

  /// The value of an attribute as a whole number.
  func number(_ name: StaticString) -> Int? { text(name).flatMap { Int($0) } }
}

enum XMLPart {
  /// Feeds one file of the archive to `handler`, a piece at a time.
  static func read(
    _ entry: ZipArchive.Entry, of archive: ZipArchive, limit: Int, part: String, with handler: ElementHandler
  ) throws(SpreadsheetProblem) {
    try read(part: part, with: handler) { (take) throws(SpreadsheetProblem) in
      do throws(ZipProblem) { try archive.read(entry, limit: limit, take: take) } catch { throw .archive(error) }
    }
  }

  /// Feeds what `pieces` hands on to `handler`.
  static func read(
    part: String, with handler: ElementHandler,
    pieces: (_ take: (UnsafeBufferPointer<UInt8>) -> Bool) throws(SpreadsheetProblem) -> Void
  ) throws(SpreadsheetProblem) {
    guard let parser = XML_ParserCreate(nil) else { throw .damaged(part: part) }
    defer { XML_ParserFree(parser) }
    // The parser borrows the handler only while this function runs, and the function keeps it alive.
    XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let data, let name else { return }
        Unmanaged<ElementHandler>.fromOpaque(data)._withUnsafeGuaranteedRef { handler in
          if !handler.isDone { handler.start(ElementName(name), Attributes(list: attributes)) }
        }
      },
      { data, name in
        guard let data, let name else { return }
        Unmanaged<ElementHandler>.fromOpaque(data)._withUnsafeGuaranteedRef { handler in
          if !handler.isDone { handler.end(ElementName(name)) }
        }
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let data, let text, count > 0 else { return }
      Unmanaged<ElementHandler>.fromOpaque(data)._withUnsafeGuaranteedRef { handler in
        guard handler.wantsText, !handler.isDone else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
          handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
      }
    }
    var isWellFormed = true
    try pieces { bytes in
      let status = bytes.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
      }
      isWellFormed = status == XML_STATUS_OK
      return isWellFormed && !handler.isDone
    }
    if isWellFormed, !handler.isDone { isWellFormed = XML_Parse(parser, nil, 0, 1) == XML_STATUS_OK }
    withExtendedLifetime(handler) {}
    if !isWellFormed { throw .damaged(part: part) }
  }
}
