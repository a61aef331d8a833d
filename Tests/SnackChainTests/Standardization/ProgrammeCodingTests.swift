import Foundation
import SnackChain
import Testing

@Suite("Programme events in files and on the wire")
struct ProgrammeCodingTests {
  @Test("a history written and read again stands where it stood")
  func roundTrip() throws {
    var way = try ProgrammeFixture()
    try way.reachAcceptance(
      promise: PaperPromise(papers: ["lease"], due: try ProgrammeFixture.day("2020-02-19")))
    try way.inspect("2020-03-10")
    // Learnt last, though it happened before.
    try way.take(.keepPromise, "2020-02-15")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(way.history.events.sorted { $0.recordedAt < $1.recordedAt })
    let events = try JSONDecoder().decode([ProgrammeEvent].self, from: data)
    #expect(try ProgrammeHistory(store: way.history.store, recorded: events) == way.history)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""step":{"apply":{"tier":"model"}}"#))
    #expect(text.contains(#""effective":"2020-01-10""#))
  }

  @Test("a standard written and read again is the same")
  func standard() throws {
    let book = try ProgrammeFixture.book()
    #expect(try JSONDecoder().decode(StandardBook.self, from: JSONEncoder().encode(book)) == book)
  }
}
