import DelimitedText
import Foundation
import Testing

@Suite("Encodings of files")
struct TextEncodingTests {
  /// 嵊州小笼包,33 in GB18030.
  let gbk: [UInt8] = [0xE1, 0xD3, 0xD6, 0xDD, 0xD0, 0xA1, 0xC1, 0xFD, 0xB0, 0xFC, 0x2C, 0x33, 0x33]
  let text = "嵊州小笼包,33"

  @Test("UTF-8, GB18030 and UTF-16 are told apart and give the same fields")
  func detected() throws {
    let units = [0xFEFF] + Array(text.utf16)
    let little = units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big = units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    let cases: [([UInt8], TextEncoding)] = [
      (Array(text.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8), (gbk, .gb18030),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
    ]
    for (bytes, encoding) in cases {
      #expect(TextEncoding.detect(bytes) == encoding)
      #expect(try records(bytes: bytes).map(\.fields) == [["嵊州小笼包", "33"]])
      #expect(try TextEncoding.utf8(of: bytes) == Array(text.utf8))
    }
  }

  @Test("a file is detected over all of it: GB18030 after 100 KB of ASCII is still found")
  func lateChinese() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ascii = Array(String(repeating: "1234567,1\n", count: 10_240).utf8)
    for cut in 0..<4 {
      try Data(ascii.dropFirst(cut) + gbk).write(to: URL(fileURLWithPath: path))
      var reader = try DelimitedReader(path: path)
      var last = ""
      while try reader.next() { last = reader.text(0) }
      #expect(reader.encoding == .gb18030)
      #expect(last == "嵊州小笼包")
    }
  }

  @Test("a long GB18030 file is converted whole, across every chunk")
  func longChinese() throws {
    let row = gbk + [0x0A]
    let bytes = Array(repeatElement(row, count: 30_001).joined())
    var reader = try DelimitedReader(bytes: bytes)
    var count = 0
    while try reader.next() {
      if reader.text(0) == "嵊州小笼包", reader.text(1) == "33" { count += 1 }
    }
    #expect(count == 30_001)
    #expect(reader.line == 30_001)
  }

  @Test("UTF-8 cut off in its last character is named as such, with the line")
  func cutOff() {
    let bytes = Array("a\nb\n嵊州".utf8.dropLast())
    #expect(throws: DelimitedTextProblem.cutOffCharacter(line: 3)) { try records(bytes: bytes) }
  }

  @Test("bytes that are no text are named with their line")
  func noText() {
    #expect(throws: DelimitedTextProblem.notText(encoding: .utf8, line: 2)) {
      try records(bytes: Array("a\n".utf8) + [0xC0, 0x80], encoding: .utf8)
    }
    #expect(throws: DelimitedTextProblem.notText(encoding: .gb18030, line: 2)) {
      try records(bytes: Array("a\n".utf8) + [0xFF, 0xFF, 0xFF], encoding: .gb18030)
    }
  }

  @Test("overlong forms, surrogates and code points beyond Unicode are not UTF-8")
  func strict() {
    for bytes: [UInt8] in [[0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8]] {
      #expect(throws: DelimitedTextProblem.notText(encoding: .utf8, line: 1)) {
        try records(bytes: bytes + [0x20, 0x20, 0x20], encoding: .utf8)
      }
    }
  }

  @Test("a file that is not there is a problem with the system's reason")
  func absent() {
    let path = "/nowhere/\(UUID().uuidString)"
    #expect(throws: DelimitedTextProblem.unreadable(path: path, code: ENOENT)) {
      _ = try DelimitedReader(path: path).encoding
    }
  }
}
