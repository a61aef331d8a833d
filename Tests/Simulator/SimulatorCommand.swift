import ArgumentParser
import Foundation

/// Plays the whole way from stall to HQ by seed, with everything that can go wrong on it, and stops at the first thing
/// that must never be.
@main
struct SimulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Simulator",
    abstract: "Run seeds; a failure prints its seed, a shorter history that fails too, and how to replay it.")

  @Option(help: "How many seeds to run.")
  var seeds: UInt64 = 100

  @Option(help: "The first seed.")
  var from: UInt64 = 1

  @Option(help: "How many seeds run at once.")
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The number of devices, in place of the seed's own.")
  var devices: Int?

  @Option(help: "The number of steps, in place of the seed's own.")
  var steps: Int?

  @Option(help: "The steps to do, as 3,17,20-25; the others are passed over.")
  var only: String?

  @Flag(help: "Print what happens.")
  var trace = false

  @Flag(help: "Print each seed with the digest of its trace.")
  var digests = false

  @Flag(help: "Do not look for a shorter history that fails too.")
  var asFound = false

  func validate() throws {
    if let only, StepList.parse(only) == nil { throw ValidationError("--only takes numbers and ranges: 3,17,20-25") }
    guard jobs > 0 else { throw ValidationError("--jobs is at least 1") }
    guard devices ?? 1 > 0 else { throw ValidationError("--devices is at least 1") }
    if let name = Self.plantedName, PlantedBug(rawValue: name) == nil {
      throw ValidationError("SIMULATOR_PLANT is one of " + PlantedBug.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  private static var plantedName: String? { ProcessInfo.processInfo.environment["SIMULATOR_PLANT"] }

  func run() async throws {
    let bug = Self.plantedName.flatMap(PlantedBug.init(rawValue:))
    let start = ContinuousClock.now
    let (failed, steps) = await runAll(bug)
    guard let failed else {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      print("\(seeds) seeds from \(from), \(steps) steps: nothing that must never be, in \(Int(seconds)) s")
      return
    }
    print("seed \(failed.plan.seed), step \(failed.step): \(failed.reason ?? "")")
    print("replay: \(command(failed.plan, bug))")
    if !asFound {
      let short = await Shrinking(bug: bug).shortest(failed)
      print("shorter: \(short.plan.only?.count ?? short.plan.steps) steps, \(short.plan.devices) devices")
      print("  step \(short.step): \(short.reason ?? "")")
      print("replay: \(command(short.plan, bug))")
      for line in await SeedRun.run(short.plan, bug: bug, keepsTrace: true).lines { print("  \(line)") }
    }
    throw ExitCode.failure
  }

  /// Runs the seeds, several at a time, until one fails. Of several failures the first seed is told.
  private func runAll(_ bug: PlantedBug?) async -> (SeedRun?, Int) {
    let list = only.flatMap(StepList.parse)
    return await withTaskGroup(of: SeedRun.self) { group in
      var next = from
      var steps = 0
      var failed: SeedRun?
      func add() {
        guard next < from + seeds, failed == nil else { return }
        let plan = Plan(seed: next, devices: devices, steps: self.steps, only: list)
        let keepsTrace = trace
        next += 1
        group.addTask { await SeedRun.run(plan, bug: bug, keepsTrace: keepsTrace) }
      }
      for _ in 0..<jobs { add() }
      var done: UInt64 = 0
      while let run = await group.next() {
        steps += run.step
        done += 1
        if done.isMultiple(of: 1000), failed == nil { tellProgress(done, steps) }
        if trace { run.lines.forEach { print($0) } }
        if digests || trace { print("seed \(run.plan.seed) trace \(run.digest.hexadecimal)") }
        if run.reason != nil, failed.map({ run.plan.seed < $0.plan.seed }) ?? true { failed = run }
        add()
      }
      return (failed, steps)
    }
  }

  /// A long run says on stderr how far it is. Seeds end in about the order of their numbers: whoever goes on after a break
  /// begins a few before.
  private func tellProgress(_ done: UInt64, _ steps: Int) {
    FileHandle.standardError.write(Data("\(done) seeds from \(from), \(steps) steps\n".utf8))
  }

  private func command(_ plan: Plan, _ bug: PlantedBug?) -> String {
    let planted = bug.map { "SIMULATOR_PLANT=\($0.rawValue) " } ?? ""
    let list = plan.only.map { " --only \(StepList.text($0))" } ?? ""
    return "\(planted)make simulate SEEDS=1 FROM=\(plan.seed) "
      + "ARGUMENTS='--devices \(plan.devices) --steps \(plan.steps)\(list) --trace --as-found'"
  }
}
