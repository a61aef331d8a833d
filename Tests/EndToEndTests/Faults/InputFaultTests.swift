import Foundation
import Testing

@Suite("The fault matrix: input")
struct InputFaultTests {
  @Test(
    "fault 43: a figure beyond all bounds is an error of its own, never rounded",
    arguments: [
      "9223372036854775807", "9223372036854775808", "92233720368547758.08", "1e400", "NaN", "Infinity", "0x10",
      "33000.001", "１e９",
    ])
  func beyondBounds(figure: String) throws {
    let joined = try JoinedOwner()
    let result = try joined.owner.run("report", "2022-03", figure, "--open-days", "26", "--yes")
    #expect([64, 65].contains(result.status), "\(figure) ended with \(result.status): \(result.stderr)")
    #expect(!result.stderr.isEmpty)
    #expect(try joined.waiting() == 0)
    #expect(try joined.owner.run("sync").status == 0)
    #expect(try joined.chain.exported().isEmpty)
  }

  @Test(
    "fault 45: full-width digits and thousands give one figure", arguments: ["３３，０００", "33,000", "33000.00", "３．３万"])
  func oneFigure(text: String) throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03", text)
    try joined.expectThrough(["2022-03"])
  }
}
