import CentralLedger
import Localization
import SnackChain
import CentralLedger

/// Where a store stands, as JSON has it: part of the contract.
struct StoreReportJSON: Encodable {
  struct Deadline: Encodable {
    let kind: String
    let due: String
    let items: [String]
    let overdue: Bool
  }

  struct Shared: Encodable {
    let sha256: String
    let stores: [String]
    let elsewhere: Int
  }

  struct Missing: Encodable {
    let code: String
    let message: String
  }

  struct Step: Encodable {
    let effective: String
    let step: String
    let stage: String
    let automatic: Bool
    let recordedAt: Int64?
    let recordedBy: String?
    let id: String?

    enum CodingKeys: String, CodingKey {
      case effective, step, stage, automatic, id
      case recordedAt = "recorded_at"
      case recordedBy = "recorded_by"
    }
  }

  let store: String
  let name: String?
  let region: String?
  let on: String
  let dataVersion: Int64
  let stage: String
  let standing: String
  let since: String?
  let tier: String?
  let applied: String?
  let firstCertified: String?
  let certificateUntil: String?
  let inspection: Judged?
  let conflicts: Int
  let sharedPhotographs: [Shared]?
  let deadlines: [Deadline]
  let missing: [Missing]
  let next: [String]
  let history: [Step]

  struct Judged: Encodable {
    let id: String
    let day: String
    let version: String
    let purpose: String
    let score: String
    let grade: String?
    let passed: Bool
    let failed: [String]
    let failedCritical: [String]
    let unproven: [String]

    enum CodingKeys: String, CodingKey {
      case id, day, version, purpose, score, grade, passed, failed, unproven
      case failedCritical = "failed_critical"
    }

    init(_ inspection: DatedInspection) {
      let (outcome, judgement) = (inspection.outcome, inspection.outcome.judgement)
      id = outcome.inspection.description
      day = inspection.day.description
      version = outcome.version
      purpose = outcome.purpose.rawValue
      score = judgement.score.description
      grade = judgement.grade
      passed = judgement.isAcceptable
      failed = judgement.failed
      failedCritical = judgement.failedCritical
      unproven = judgement.unproven
    }
  }

  init(_ report: StoreReport, language: Language) {
    let state = report.state
    store = report.programme.store.code.description
    name = report.programme.store.names.value(on: report.day)
    region = report.programme.store.regions.value(on: report.day)?.description
    on = report.day.description
    dataVersion = report.programme.dataVersion
    stage = state.stage.rawValue
    standing = state.standing.rawValue
    since = state.since?.description
    tier = state.tier?.rawValue
    applied = state.applied?.description
    firstCertified = state.firstCertified?.description
    certificateUntil = state.certificateEnd?.description
    inspection = state.inspection.map(Judged.init)
    conflicts = report.conflicts
    sharedPhotographs = report.shared?.map {
      Shared(sha256: $0.digest.description, stores: $0.stores.map(\.description), elsewhere: $0.elsewhere)
    }
    var deadlines: [Deadline] = []
    if let open = state.promise {
      deadlines.append(
        Deadline(
          kind: "promise", due: open.promise.due.description, items: open.promise.papers, overdue: open.isBroken))
    }
    if let open = state.rectification {
      deadlines.append(
        Deadline(
          kind: "rectification", due: open.due.description, items: open.items, overdue: open.isOverdue(on: report.day)))
    }
    self.deadlines = deadlines
    missing = report.missing.map { Missing(code: $0.code, message: Message.programmeObstacle($0)[language]) }
    next = report.next.map(\.rawValue)
    history = report.steps.map { step, event in
      Step(
        effective: step.day.description, step: step.step.rawValue, stage: step.stage.rawValue,
        automatic: step.step.isAutomatic, recordedAt: event?.recordedAt, recordedBy: event?.recordedBy,
        id: event?.id.description)
    }
  }

  enum CodingKeys: String, CodingKey {
    case store, name, region, on, stage, standing, since, tier, applied, inspection, conflicts, deadlines, missing
    case next, history
    case dataVersion = "data_version"
    case firstCertified = "first_certified"
    case certificateUntil = "certificate_until"
    case sharedPhotographs = "shared_photographs"
  }
}
