import Crypto
import Foundation
import SnackChain
import SyncProtocol
import Testing

@Suite("JSON of strangers")
struct StrictJSONTests {
  private struct Note: Decodable {
    let store: String
  }

  private func store(_ content: Data) -> String? {
    (try? StrictJSON.decode(Note.self, from: content))?.store
  }

  @Test("what is plain UTF-8 is taken, whatever language it speaks")
  func ordinary() {
    #expect(store(Data(#"{"store": "嵊州小吃 🥟", "more": [1, {"store": 2}]}"#.utf8)) == "嵊州小吃 🥟")
  }

  static let encodings: [String.Encoding] = [
    .utf16, .utf16LittleEndian, .utf16BigEndian, .utf32, .utf32LittleEndian, .utf32BigEndian,
  ]

  @Test("no encoding hides a name that is there twice, or how deep a message is", arguments: encodings)
  func otherEncodings(encoding: String.Encoding) throws {
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    for text in [
      #"{"store": "S1"}"#, #"{"store": "S1", "store": "S2"}"#, #"{"store": "S1", "x": "# + deep + "}",
    ] {
      #expect(store(try #require(text.data(using: encoding))) == nil, "\(text)")
    }
  }

  @Test(
    "bytes that are no UTF-8 are refused, also where nobody reads them",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0xB5], [0x00], [0xFE, 0xFF]] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    let (head, tail) = (Data(#"{"store": "S1", "passed over": ""#.utf8), Data(#""}"#.utf8))
    #expect(store(head + tail) == "S1")
    #expect(store(head + Data(bytes) + tail) == nil)
    #expect(store(Data(bytes) + head + tail) == nil)
    #expect(store(head + tail + Data(bytes)) == nil)
  }

  @Test("a signed answer that names a field twice holds no inspection", arguments: ["store", "day", "results"])
  func answers(field: String) throws {
    let key = Curve25519.Signing.PrivateKey()
    let inspection = Inspection(
      id: OperationID(high: 1, low: 1), store: try #require(StoreCode("S1")), tier: .model, purpose: .acceptance,
      version: "1", day: try #require(CalendarDay("2023-03-05")), inspectors: ["wang"], isSignedByOwner: true,
      results: [ItemResult(item: "sign", verdict: .pass)])
    var answers = InspectionAnswers(to: OperationID(high: 1, low: 2))
    try answers.put(inspection, key: key)
    let content = try #require(answers.answers.first?.content)
    let whole = try SignedText(content, format: InspectionAnswers.format, key: key)
    #expect(InspectionAnswers.inspection(in: whole) == inspection)
    let fields = try #require(try JSONSerialization.jsonObject(with: Data(content.utf8)) as? [String: Any])
    let again = try JSONSerialization.data(withJSONObject: [field: try #require(fields[field])])
    let doubled = content.dropLast() + "," + String(decoding: again, as: UTF8.self).dropFirst()
    let signed = try SignedText(String(doubled), format: InspectionAnswers.format, key: key)
    #expect(signed.isSigned(byOneOf: [ReceiptKey(key.publicKey)]))
    #expect(InspectionAnswers.inspection(in: signed) == nil)
  }
}
