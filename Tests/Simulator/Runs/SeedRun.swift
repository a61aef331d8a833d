/// How one seed went.
struct SeedRun: Sendable {
  let plan: Plan
  /// What was seen that must never be; `nil` where all went well.
  let reason: String?
  /// The step at which it was seen, or the number of steps done.
  let step: Int
  let digest: UInt64
  let lines: [String]

  static func run(_ plan: Plan, bug: PlantedBug?, keepsTrace: Bool = false) async -> SeedRun {
    do {
      let world = try await World(plan, bug: bug, keepsTrace: keepsTrace)
      var reason: String?
      do {
        try await world.run()
      } catch {
        reason = String(describing: error)
      }
      let (step, trace) = (await world.step, await world.trace)
      await world.end()
      return SeedRun(plan: plan, reason: reason, step: step, digest: trace.digest, lines: trace.lines)
    } catch {
      return SeedRun(plan: plan, reason: "cannot begin: \(error)", step: 0, digest: 0, lines: [])
    }
  }
}

/// Lists of steps as they stand on a command line.
enum StepList {
  /// Reads `3,17,20-25`; `nil` where it is something else.
  static func parse(_ text: String) -> Set<Int>? {
    var steps: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first, let low = first, let last = ends.last, let high = last, ends.count < 3, low <= high
      else { return nil }
      steps.formUnion(low...high)
    }
    return steps
  }

  /// Writes a list that ``parse(_:)`` reads.
  static func text(_ steps: Set<Int>) -> String {
    var parts: [ClosedRange<Int>] = []
    for step in steps.sorted() {
      if let last = parts.last, last.upperBound + 1 == step {
        parts[parts.count - 1] = last.lowerBound...step
      } else {
        parts.append(step...step)
      }
    }
    return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
