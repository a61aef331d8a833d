import SyncProtocol
import Testing

@testable import CentralLedger

@Suite("The line of a device's requests")
struct DeviceLineTests {
  /// Takes requests written as `TURN>AFTER`, and tells at which one two ledgers were seen; `nil` for none.
  private func parting(_ requests: String) -> Int? {
    var line = DeviceLine()
    for (place, request) in DeviceLine(text: requests, tip: nil, quarantinedAt: nil).turns.enumerated() {
      let isOne = line.take(request)
      #expect(DeviceLine(text: line.text, tip: line.tip, quarantinedAt: nil) == line, "a line is read as it is written")
      if !isOne { return place }
    }
    return nil
  }

  @Test(
    "one ledger makes one line, whatever gets lost, comes twice or comes late, also one that went back to an old copy",
    arguments: [
      "a> b>a c>b d>c",
      // The answer to b was lost: it is asked again under another name, and then the first one comes late, twice.
      "a> b>a c>a d>c b>a b>a e>d",
      // An old copy took the place of the ledger after c, twice.
      "a> b>a c>b d>c x>a y>x z>y p>a q>p",
      // HQ went back to a backup that knows nothing of it.
      "x>w y>x z>y",
      // Nothing was ever answered.
      "a> b> c>",
    ])
  func one(_ requests: String) { #expect(parting(requests) == nil) }

  @Test(
    "two ledgers with one key are seen when each has gone on from what only it has heard",
    arguments: [
      ("a> b>a x>a c>b y>x", 4), ("a> b>a x>a y>x c>b", 4), ("a> x> b>a y>x", 3), ("a> b>a c>b d>c e>d x>b y>x f>e", 7),
    ])
  func two(_ requests: String, _ place: Int) { #expect(parting(requests) == place) }

  @Test("a line does not grow beyond what is remembered, and a copy that slept longer than that is seen too")
  func long() {
    var line = DeviceLine()
    var last: String?
    for number in 0..<100 {
      let isOne = line.take(RequestLine(turn: "t\(number)", after: last))
      #expect(isOne)
      last = "t\(number)"
      #expect(line.turns.count <= DeviceLine.longest + 1)
    }
    let later = [("x", "t3"), ("y", "x"), ("t100", "t99")].map { line.take(RequestLine(turn: $0.0, after: $0.1)) }
    #expect(later == [true, true, false])
  }

  @Test("names are drawn as they are judged", arguments: 0..<100)
  func names(_ number: Int) {
    var random = SystemRandomNumberGenerator()
    let name = RequestLine.name(using: &random)
    #expect(RequestLine(turn: name, after: name).isPlain)
    for other in ["", name + "0", "G" + name.dropFirst(), " " + name.dropFirst()] {
      #expect(!RequestLine(turn: name, after: other).isPlain)
    }
  }
}
