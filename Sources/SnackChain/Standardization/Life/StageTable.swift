/// The one table of stages and the steps allowed between them. What is not in it is impossible.
public enum StageTable {
  /// A step with the stages it can be taken from.
  public struct Row: Hashable, Sendable {
    /// The step.
    public let step: StepKind
    /// The stages from which it can be taken.
    public let from: [ProgrammeStage]
    /// The stage that it leads to; `nil` leaves the store in its stage.
    public let to: ProgrammeStage?

    init(_ step: StepKind, _ from: [ProgrammeStage], _ to: ProgrammeStage?) {
      self.step = step
      self.from = from
      self.to = to
    }
  }

  /// Stages of an application under way.
  private static let underWay: [ProgrammeStage] = [
    .applied, .accepted, .documentsReviewed, .refitting, .awaitingAcceptance, .rectifying, .awaitingReinspection,
    .passed,
  ]

  /// All rows. A step and a stage occur together at most once.
  public static let rows: [Row] = [
    Row(.apply, [.outside, .withdrawn, .expired, .revoked], .applied),
    Row(.accept, [.applied], .accepted),
    Row(.decline, [.applied, .accepted, .documentsReviewed], .outside),
    Row(.reviewDocuments, [.accepted], .documentsReviewed),
    Row(.beginRefit, [.documentsReviewed], .refitting),
    Row(.finishRefit, [.refitting], .awaitingAcceptance),
    Row(.passInspection, [.awaitingAcceptance, .awaitingReinspection, .passed], .passed),
    Row(.passInspection, [.certified, .suspended, .expired], nil),
    Row(.failInspection, [.awaitingAcceptance, .awaitingReinspection, .passed], .rectifying),
    Row(.failInspection, [.certified, .suspended, .expired], nil),
    // Of two inspections one was counted already; what was decided goes on from there.
    Row(.decidePass, [.rectifying, .awaitingReinspection, .passed], .passed),
    Row(.decidePass, [.certified, .suspended, .expired], nil),
    Row(.decideFail, [.rectifying, .awaitingReinspection, .passed], .rectifying),
    Row(.decideFail, [.certified, .suspended, .expired], nil),
    Row(.answerRectification, [.rectifying], .awaitingReinspection),
    Row(.answerRectification, [.certified, .suspended, .expired], nil),
    Row(.certify, [.passed], .certified),
    Row(.carryOver, [.outside], .certified),
    Row(.keepPromise, underWay.filter { $0 != .applied } + [.certified, .suspended, .expired], nil),
    Row(.suspend, [.certified], .suspended),
    Row(.reinstate, [.suspended], .certified),
    Row(.renew, [.certified, .expired], .certified),
    Row(.transfer, underWay + [.certified, .suspended, .expired], nil),
    Row(.move, [.rectifying, .awaitingReinspection, .passed], .awaitingAcceptance),
    // A certificate is for the premises that were inspected: it rests until the new ones are.
    Row(.move, [.certified], .suspended),
    Row(.move, [.applied, .accepted, .documentsReviewed, .refitting, .awaitingAcceptance, .suspended, .expired], nil),
    Row(.revoke, [.certified, .suspended], .revoked),
    Row(.withdraw, underWay + [.certified, .suspended, .expired], .withdrawn),
    Row(.termEnd, [.certified, .suspended], .expired),
    Row(.promiseBreach, [.certified], .suspended),
    Row(.promiseBreach, underWay.filter { $0 != .applied } + [.suspended, .expired], nil),
  ]

  private static let targets: [StepKind: [ProgrammeStage: ProgrammeStage]] = {
    var targets: [StepKind: [ProgrammeStage: ProgrammeStage]] = [:]
    for row in rows {
      for stage in row.from { targets[row.step, default: [:]][stage] = row.to ?? stage }
    }
    return targets
  }()

  /// The stage that `step` leads to from `stage`, or `nil` where it cannot be taken.
  public static func target(of step: StepKind, from stage: ProgrammeStage) -> ProgrammeStage? {
    targets[step]?[stage]
  }

  /// The stages from which `step` can be taken.
  public static func stages(allowing step: StepKind) -> [ProgrammeStage] {
    rows.filter { $0.step == step }.flatMap(\.from)
  }

  /// The steps that a person can take from `stage`, in the order of the table.
  public static func steps(from stage: ProgrammeStage) -> [StepKind] {
    rows.filter { !$0.step.isAutomatic && $0.from.contains(stage) }.map(\.step)
  }

  /// The steps that lead a store forward; the others end or interrupt its way and are no advice to anyone.
  private static let forward: Set<StepKind> = [
    .apply, .accept, .reviewDocuments, .beginRefit, .finishRefit, .passInspection, .answerRectification, .certify,
    .reinstate,
  ]

  /// The fewest steps after which `step` could be taken, or `nil` where no way forward leads there.
  ///
  /// Steps that end or interrupt a way are nothing that a store would go a way for.
  public static func stepsBefore(_ step: StepKind, from start: ProgrammeStage) -> [StepKind]? {
    switch step {
    case .decline, .suspend, .revoke, .withdraw: return nil
    default: break
    }
    return shortestPaths[step]?[start]
  }

  private static let shortestPaths: [StepKind: [ProgrammeStage: [StepKind]]] = {
    var paths: [StepKind: [ProgrammeStage: [StepKind]]] = [:]
    for step in StepKind.allCases {
      for start in ProgrammeStage.allCases { paths[step, default: [:]][start] = shortestPath(to: step, from: start) }
    }
    return paths
  }()

  private static func shortestPath(to step: StepKind, from start: ProgrammeStage) -> [StepKind]? {
    var seen: Set<ProgrammeStage> = [start]
    var frontier: [(stage: ProgrammeStage, path: [StepKind])] = [(start, [])]
    while !frontier.isEmpty {
      var next: [(stage: ProgrammeStage, path: [StepKind])] = []
      for (stage, path) in frontier {
        if target(of: step, from: stage) != nil { return path }
        for row in rows where forward.contains(row.step) && row.from.contains(stage) {
          let reached = row.to ?? stage
          if seen.insert(reached).inserted { next.append((reached, path + [row.step])) }
        }
      }
      frontier = next
    }
    return nil
  }
}
