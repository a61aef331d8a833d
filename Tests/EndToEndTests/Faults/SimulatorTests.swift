import Foundation
import Testing

@Suite("The simulator")
struct SimulatorTests {
  private func simulate(_ arguments: String..., planting bug: String? = nil) throws -> Program.Result {
    var simulator = Program(name: "Simulator")
    if let bug { simulator.environment["SIMULATOR_PLANT"] = bug }
    return try simulator.run(all: arguments)
  }

  @Test("finds nothing that must never be")
  func sound() throws {
    let result = try simulate("--seeds", "20", "--from", "2", "--steps", "120", "--devices", "5")
    #expect(result.status == 0, "\(result.stdout)")
  }

  @Test("tells the same story twice for the same seed, however many run at once")
  func repeatable() throws {
    let arguments = ["--seeds", "4", "--from", "2", "--steps", "100", "--devices", "6", "--digests"]
    let stories = try ["1", "3"].map { jobs in
      try Program(name: "Simulator").run(all: arguments + ["--jobs", jobs]).stdout
        .split(whereSeparator: \.isNewline).filter { $0.contains("trace") }.sorted()
    }
    #expect(stories[0].count == 4)
    #expect(stories[0] == stories[1])
  }

  @Test(
    "finds a planted mistake within 200 seeds, and says how to replay it",
    arguments: ["sent-is-acknowledged", "new-identity-on-retry", "trusts-any-receipt"])
  func planted(bug: String) throws {
    let result = try simulate(
      "--seeds", "200", "--steps", "160", "--devices", "6", "--as-found", planting: bug)
    #expect(result.status == 1)
    #expect(result.stdout.contains("replay: SIMULATOR_PLANT=\(bug) make simulate"), "\(result.stdout)")
  }
}
