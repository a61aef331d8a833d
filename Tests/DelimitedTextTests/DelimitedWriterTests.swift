import DelimitedText
import Testing

@Suite("Writing delimited text")
struct DelimitedWriterTests {
  private func line(_ write: (inout DelimitedWriter) -> Void) -> String {
    var writer = DelimitedWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "security 18: text that a spreadsheet would run is made harmless",
    arguments: ["=1+1", "+86 138", "-x", "@SUM(A1)", "\tx", "＝1", "'=1"])
  func formulas(cell: String) {
    #expect(line { $0.text(cell) } == "'" + cell)
    #expect(DelimitedWriter.withoutGuard("'" + cell) == cell)
  }

  @Test("security 18: a negative number stays a number, and what is no number does not pass as one")
  func numbers() {
    #expect(line { $0.number("-33000.50") } == "-33000.50")
    #expect(line { $0.number(Int64(-7)) } == "-7")
    #expect(line { $0.number("-1+cmd") } == "'-1+cmd")
    #expect(line { $0.number("=1") } == "'=1")
  }

  @Test(
    "a number with an exponent is written as it is, and one that is none not at all",
    arguments: [(-0.000_001, "-1e-06"), (0.213, "0.213"), (.nan, ""), (-.infinity, "")] as [(Double, String)])
  func decimals(number: Double, text: String) {
    #expect(line { $0.decimal(number) } == text)
  }

  @Test("quotes stand where they must and nowhere else")
  func quoting() {
    let text = line {
      $0.text("a,b")
      $0.text("say \"hi\"")
      $0.empty()
      $0.text("plain 包")
      $0.endRecord()
      $0.text("x\ny")
      $0.endRecord()
    }
    #expect(text == "\"a,b\",\"say \"\"hi\"\"\",,plain 包\r\n\"x\ny\"\r\n")
  }

  @Test("taking what is written leaves the record as it stands")
  func taking() {
    var writer = DelimitedWriter(mark: true, lineEnd: .lineFeed)
    writer.text("a")
    var all = writer.take()
    writer.text("b")
    writer.endRecord()
    all += writer.take()
    #expect(all == [0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8))
    #expect(writer.bytes.isEmpty)
  }
}
