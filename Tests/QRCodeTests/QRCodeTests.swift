import Foundation
import QRCode
import Testing

@Suite("QR codes")
struct QRCodeTests {
  static let texts = [
    "TB1*310105-00001*0198C0DE-0000-7000-8000-00000000000A*2022.1*7F3A2C91", "https://example.org/?a=1&b=2",
    "嵊州小吃 统标", "0123456789", String(repeating: "A", count: 1000),
  ]

  @Test("a reader of codes reads the image back", arguments: texts)
  func image(text: String) throws {
    let svg = try QRCode(text).svg(title: "A & B <c>")
    #expect(try CodeReading.read(svg: svg) == text)
  }

  @Test("the lines for a terminal are the same code, quiet zone and all", arguments: texts, [true, false])
  func terminal(text: String, colours: Bool) throws {
    let code = try QRCode(text)
    let lines = code.terminalLines(colours: colours)
    let light = try CodeReading.lightModules(ofLines: lines, colours: colours)
    let side = code.size + 2 * QRCode.quietZone
    // An odd count of rows leaves one more light row at the end.
    #expect(light.count == side + side % 2)
    for (row, line) in light.enumerated() {
      #expect(line.count == side)
      for (column, isLight) in line.enumerated() {
        let isDark = code.isDark(row: row - QRCode.quietZone, column: column - QRCode.quietZone)
        #expect(isLight != isDark)
      }
    }
    #expect(light.prefix(QRCode.quietZone).joined().allSatisfy { $0 })
    #expect(light.allSatisfy { $0.prefix(QRCode.quietZone).allSatisfy { $0 } })
  }

  @Test("more correction takes more modules", arguments: [QRCode.Correction.medium, .quartile, .high])
  func correction(level: QRCode.Correction) throws {
    let text = String(repeating: "x", count: 200)
    #expect(try QRCode(text, correction: level).size > QRCode(text, correction: .low).size)
  }

  @Test("what no code holds is refused")
  func refusals() {
    #expect(throws: QRCodeProblem.emptyText) { try QRCode("") }
    #expect(throws: QRCodeProblem.emptyText) { try QRCode("a\u{0}b") }
    #expect(throws: QRCodeProblem.tooLong(bytes: 3000)) { try QRCode(String(repeating: "x", count: 3000)) }
  }
}
