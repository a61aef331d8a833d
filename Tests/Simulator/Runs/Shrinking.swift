/// Looks for a shorter history that fails too: fewer steps first, by halves, then fewer devices
/// (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).
struct Shrinking {
  let bug: PlantedBug?
  /// The most runs that are spent on it.
  var budget = 400

  func shortest(_ failed: SeedRun) async -> SeedRun {
    var best = failed
    var left = budget
    var plan = failed.plan
    plan.steps = min(plan.steps, failed.step + 1)
    plan.only = plan.only?.filter { $0 < plan.steps } ?? Set(0..<plan.steps)
    guard let begun = await stillFails(plan) else { return failed }
    best = begun

    var chunk = max(1, (best.plan.only?.count ?? 0) / 2)
    while chunk >= 1, left > 0 {
      var isShorter = false
      var start = 0
      while let steps = best.plan.only?.sorted(), start < steps.count, left > 0 {
        var trial = best.plan
        trial.only?.subtract(steps[start..<min(steps.count, start + chunk)])
        left -= 1
        if let run = await stillFails(trial) {
          best = run
          isShorter = true
        } else {
          start += chunk
        }
      }
      if !isShorter || chunk > 1 {
        if chunk == 1 { break }
        chunk /= 2
      }
    }
    for devices in 1..<max(1, best.plan.devices) where left > 0 {
      var trial = best.plan
      trial.devices = devices
      left -= 1
      if let run = await stillFails(trial) {
        best = run
        break
      }
    }
    return best
  }

  private func stillFails(_ plan: Plan) async -> SeedRun? {
    let run = await SeedRun.run(plan, bug: bug)
    return run.reason == nil ? nil : run
  }
}
