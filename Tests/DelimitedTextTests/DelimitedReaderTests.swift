import DelimitedText
import Testing

/// Every record of `text` with the line it starts on.
func records(
  _ text: String, limits: DelimitedReader.Limits = .init()
) throws(DelimitedTextProblem) -> [(line: Int, fields: [String])] {
  try records(bytes: Array(text.utf8), limits: limits)
}

func records(
  bytes: [UInt8], encoding: TextEncoding? = nil, limits: DelimitedReader.Limits = .init()
) throws(DelimitedTextProblem) -> [(line: Int, fields: [String])] {
  var reader = try DelimitedReader(bytes: bytes, encoding: encoding, limits: limits)
  var out: [(Int, [String])] = []
  while try reader.next() {
    out.append(
      (
        reader.line,
        (0..<reader.fieldCount).map { index in
          reader.withField(index) { String(decoding: $0, as: UTF8.self) }
        }
      ))
  }
  return out
}

@Suite("Reading delimited text")
struct DelimitedReaderTests {
  @Test(
    "line ends of every kind, and none at the end, give the same records",
    arguments: ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "\u{FEFF}a,b\n\nc,d\n\n", "a,b\r\n\r\nc,d"])
  func lineEnds(text: String) throws {
    #expect(try records(text).map(\.fields) == [["a", "b"], ["c", "d"]])
  }

  @Test(
    "quotes hold delimiters, line ends and quotes",
    arguments: [
      ("\"a,b\",c", ["a,b", "c"]),
      ("\"a\"\"b\",\"\"", ["a\"b", ""]),
      ("\"a\r\nb\",c", ["a\r\nb", "c"]),
      ("\"3985734\"\t,\"x\" ,y", ["3985734\t", "x ", "y"]),
      ("a\"b\",c", ["a\"b\"", "c"]),
      (",,", ["", "", ""]),
      ("\"\"\"\"", ["\""]),
      ("小笼包,\"三,四\"", ["小笼包", "三,四"]),
    ])
  func quotes(text: String, fields: [String]) throws {
    #expect(try records(text).map(\.fields) == [fields])
    #expect(try records(text + "\r\n").map(\.fields) == [fields])
  }

  @Test("a record is named by the line on which it starts, whatever lines its fields hold")
  func lines() throws {
    let found = try records("h\r\n\"a\r\nb\nc\rd\"\r\n\r\nx\ry\n\"\"\nz")
    #expect(found.map(\.line) == [1, 2, 7, 8, 9, 10])
  }

  @Test("an open quote is a problem on the line of the quote")
  func openQuote() {
    #expect(throws: DelimitedTextProblem.unterminatedQuote(line: 3)) { try records("a,b\n1,2\n3,\"4\n5,6\n") }
  }

  @Test("a record longer than the limit, or with more fields, is a problem and not a growing buffer")
  func limits() {
    var limits = DelimitedReader.Limits()
    limits.recordBytes = 1000
    limits.fields = 3
    #expect(throws: DelimitedTextProblem.recordTooLarge(line: 2, limit: 1000)) {
      try records("a\n" + String(repeating: "x", count: 300_000), limits: limits)
    }
    #expect(throws: DelimitedTextProblem.recordTooLarge(line: 1, limit: 1000)) {
      try records("\"" + String(repeating: "x", count: 1001) + "\"", limits: limits)
    }
    #expect(throws: DelimitedTextProblem.tooManyFields(line: 2, limit: 3)) { try records("a\n1,2,3,4", limits: limits) }
  }

  @Test("a problem ends the reading: nothing is made of the rest")
  func ended() throws {
    var reader = try DelimitedReader(bytes: Array("a\n\"b".utf8))
    #expect(try reader.next())
    do {
      _ = try reader.next()
      Issue.record("an open quote was read")
    } catch { #expect(error == .unterminatedQuote(line: 2)) }
    #expect(try !reader.next())
    #expect(reader.fieldCount == 0)
  }

  @Test("records that straddle the reading buffer come out whole, at every offset")
  func straddling() throws {
    for padding in stride(from: 65_400, through: 65_560, by: 1) {
      let head = String(repeating: "p", count: padding)
      let found = try records("\(head),x\r\n\"a\"\"b,\r\n包\",小笼\r\nlast,1")
      #expect(found.map(\.fields) == [[head, "x"], ["a\"b,\r\n包", "小笼"], ["last", "1"]])
      #expect(found.map(\.line) == [1, 2, 4])
    }
  }

  @Test("what the writer wrote is what the reader reads, for random cells")
  func roundTrip() throws {
    var random = SplitMix(state: 7)
    let pieces = ["a", ",", "\"", "\r\n", "\n", "包", "=", "'", " ", "-1", "\t", "@", "＋", "\r", ""]
    for _ in 0..<400 {
      let rows = (0..<4).map { _ in
        (0..<3).map { _ in (0..<(random.below(5))).map { _ in pieces[random.below(pieces.count)] }.joined() }
      }
      var writer = DelimitedWriter(mark: true)
      for row in rows {
        for cell in row { writer.text(cell) }
        writer.endRecord()
      }
      let read = try records(bytes: writer.bytes).map { $0.fields.map(DelimitedWriter.withoutGuard) }
      #expect(read == rows)
    }
  }

  @Test("a delimiter other than the comma")
  func tabs() throws {
    var limits = DelimitedReader.Limits()
    limits.delimiter = UInt8(ascii: "\t")
    #expect(try records("a\tb,c\n", limits: limits).map(\.fields) == [["a", "b,c"]])
  }

  @Test("no bytes at all are no records and no header")
  func nothing() throws {
    #expect(try records("").isEmpty)
    #expect(throws: DelimitedTextProblem.empty) {
      var reader = try DelimitedReader(bytes: [])
      _ = try reader.header(required: ["a"])
    }
  }

  @Test("random bytes never crash the reader")
  func noise() {
    var random = SplitMix(state: 42)
    let alphabet: [UInt8] = [34, 44, 10, 13, 65, 0xE5, 0xB0, 0x8F, 0xFF, 0xFE, 0, 0x81, 0x30]
    var problems = 0
    for _ in 0..<4000 {
      let bytes = (0..<random.below(60)).map { _ in alphabet[random.below(alphabet.count)] }
      for encoding in [nil, TextEncoding.utf8, .gb18030, .utf16LittleEndian] {
        do { _ = try records(bytes: bytes, encoding: encoding) } catch { problems += 1 }
      }
    }
    #expect(problems > 0)
  }
}

/// A small generator with a known seed, so that a failure can be repeated.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
