import ArgumentParser
import CommandLineDoor
import Localization
import SnackChain

/// `standard apply`
struct ApplyStep: StepCommand {
  static let configuration = CommandConfiguration(
    "apply", .hqStepCommand(.apply), examples: ["standard apply SZ000001 --tier model --on 2023-02-01"])

  @Option(help: ArgumentHelp(Message.hqOptionTier)) var tier: Tier
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .apply(tier: tier) }
}

/// `standard accept`
struct AcceptStep: StepCommand {
  static let configuration = CommandConfiguration(
    "accept", .hqStepCommand(.accept),
    examples: [
      "standard accept SZ000001", "standard accept SZ000001 --missing 房屋租赁合同 --promised-by 2023-03-01",
    ])

  @Option(name: .customLong("missing"), help: ArgumentHelp(Message.hqOptionMissing)) var missing: [String] = []
  @Option(help: ArgumentHelp(Message.hqOptionPromisedBy)) var promisedBy: CalendarDay?
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) throws -> ProgrammeStep {
    guard missing.isEmpty == (promisedBy == nil) else {
      throw DoorFailure("promise_incomplete", .hqPromiseIncomplete, status: .usage)
    }
    return .accept(promise: promisedBy.map { PaperPromise(papers: missing, due: $0) })
  }
}

/// `standard decline`
struct DeclineStep: StepCommand {
  static let configuration = CommandConfiguration(
    "decline", .hqStepCommand(.decline), examples: ["standard decline SZ000001 --reason 资料不实"])

  @Option(help: ArgumentHelp(Message.hqOptionReason)) var reason: String
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .decline(reason: reason) }
}

/// `standard review`
struct ReviewStep: StepCommand {
  static let configuration = CommandConfiguration(
    "review", .hqStepCommand(.reviewDocuments), examples: ["standard review SZ000001"])

  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .reviewDocuments }
}

/// `standard refit`
struct RefitStep: StepCommand {
  static let configuration = CommandConfiguration(
    "refit", .hqStepCommand(.beginRefit), examples: ["standard refit SZ000001 --on 2023-02-10"])

  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .beginRefit }
}

/// `standard ready`
struct ReadyStep: StepCommand {
  static let configuration = CommandConfiguration(
    "ready", .hqStepCommand(.finishRefit), examples: ["standard ready SZ000001"])

  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .finishRefit }
}

/// `standard keep-promise`
struct KeepPromiseStep: StepCommand {
  static let configuration = CommandConfiguration(
    "keep-promise", .hqStepCommand(.keepPromise), examples: ["standard keep-promise SZ000001 --note 租赁合同原件"])

  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .keepPromise }
}
