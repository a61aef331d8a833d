import DelimitedText
import Testing

@Suite("Headers")
struct HeaderTests {
  @Test("columns are found by name in any order, without regard to case, blanks and other columns")
  func found() throws {
    var reader = try DelimitedReader(bytes: Array("\u{FEFF}note, NAME\t,Code\n x , 包子 ,A1\n".utf8))
    let header = try reader.header(required: ["code", "name"], optional: ["closed"])
    #expect(header["code"] == 2)
    #expect(header["closed"] == nil)
    #expect(try reader.next())
    #expect(reader.text(header["name"]) == "包子")
    #expect(reader.text(header["closed"]) == "")
    #expect(reader.text(17) == "")
  }

  @Test("all missing columns are named at once")
  func missing() {
    #expect(throws: DelimitedTextProblem.missingColumns(["month", "turnover"])) {
      _ = try Header(names: ["store"], required: ["store", "month", "turnover"])
    }
  }

  @Test("a name that stands twice is refused, since either column could be meant")
  func doubled() {
    #expect(throws: DelimitedTextProblem.duplicateColumns(["Store"])) {
      _ = try Header(names: ["store", "Store", "", ""], required: ["store"])
    }
  }
}
