import SnackChain
import Testing

@Suite("Files that can be evidence")
struct PhotographFormatTests {
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]
  static let known: [(PhotographFormat, [UInt8])] = [
    (.jpeg, jpeg), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]),
    (.webp, Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WEBPVP8 ".utf8)), (.pdf, Array("%PDF-1.7".utf8)),
    (.heic, [0, 0, 0, 24] + Array("ftypheic".utf8)),
  ]

  @Test("a format is told by its first bytes", arguments: known)
  func recognised(format: PhotographFormat, bytes: [UInt8]) throws {
    #expect(try PhotographFormat.check(bytes) == format)
  }

  @Test(
    "what is none is refused, whatever its name",
    arguments: [Array("<svg onload=alert(1)>".utf8), Array("MZ".utf8), [0xFF, 0xD8], Array("ftyp".utf8), [0]])
  func refused(bytes: [UInt8]) {
    #expect(throws: PhotographProblem.notAPhotograph) { try PhotographFormat.check(bytes) }
  }

  @Test("an empty file and one of 60 MB are refused")
  func sizes() {
    #expect(throws: PhotographProblem.empty) { try PhotographFormat.check([UInt8]()) }
    let film = Self.jpeg + [UInt8](repeating: 0, count: 60 << 20)
    #expect(throws: PhotographProblem.tooLarge(bytes: film.count, limit: PhotographFormat.largestFile)) {
      try PhotographFormat.check(film)
    }
  }
}
