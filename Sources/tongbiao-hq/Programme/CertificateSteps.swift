import ArgumentParser
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `standard certify`
struct CertifyStep: StepCommand {
  static let configuration = CommandConfiguration(
    "certify", .hqStepCommand(.certify), examples: ["standard certify SZ000001 --on 2023-03-20"])

  @Option(help: ArgumentHelp(Message.hqOptionUntil)) var until: CalendarDay?
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .certify(until: until ?? context.certificateEnd) }
}

/// `standard renew`
struct RenewStep: StepCommand {
  static let configuration = CommandConfiguration(
    "renew", .hqStepCommand(.renew), examples: ["standard renew SZ000001"])

  @Option(help: ArgumentHelp(Message.hqOptionUntil)) var until: CalendarDay?
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .renew(until: until ?? context.certificateEnd) }
}

/// `standard carry-over`
struct CarryOverStep: StepCommand {
  static let configuration = CommandConfiguration(
    "carry-over", .hqStepCarryOver, examples: ["standard carry-over SZ000001 --on 2021-05-01 --until 2024-05-01"])

  @Option(help: ArgumentHelp(Message.hqOptionTier)) var tier: Tier?
  @Option(help: ArgumentHelp(Message.hqOptionUntil)) var until: CalendarDay?
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .carryOver(tier: tier, until: until) }
}

/// `standard suspend`
struct SuspendStep: StepCommand {
  static let configuration = CommandConfiguration(
    "suspend", .hqStepCommand(.suspend), examples: ["standard suspend SZ000001 --reason 抽查不合格"])

  @Option(help: ArgumentHelp(Message.hqOptionReason)) var reason: String
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .suspend(reason: reason) }
}

/// `standard reinstate`
struct ReinstateStep: StepCommand {
  static let configuration = CommandConfiguration(
    "reinstate", .hqStepCommand(.reinstate), examples: ["standard reinstate SZ000001"])

  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .reinstate }
}

/// `standard revoke`
struct RevokeStep: StepCommand {
  static let configuration = CommandConfiguration(
    "revoke", .hqStepCommand(.revoke), examples: ["standard revoke SZ000001 --reason 逾期不整改"])

  @Option(help: ArgumentHelp(Message.hqOptionReason)) var reason: String
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .revoke(reason: reason) }
}

/// `standard withdraw`
struct WithdrawStep: StepCommand {
  static let configuration = CommandConfiguration(
    "withdraw", .hqStepCommand(.withdraw), examples: ["standard withdraw SZ000001 --reason 店主自愿退出"])

  @Option(help: ArgumentHelp(Message.hqOptionReason)) var reason: String
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) -> ProgrammeStep { .withdraw(reason: reason) }
}

/// `standard move`
struct MoveStep: StepCommand {
  static let configuration = CommandConfiguration(
    "move", .hqStepCommand(.move), examples: ["standard move SZ000001 --to 330106 --on 2023-05-01"])

  @Option(help: ArgumentHelp(Message.hqOptionMoveTo)) var to: RegionCode
  @OptionGroup var step: StepOptions

  func programmeStep(for context: StepContext) throws -> ProgrammeStep {
    let regions = try Seeds.chosen(by: environment()).regions()
    guard to.level != .province, regions[to]?.isValid(on: context.day) == true else {
      throw DoorFailure(
        "unknown_region", .hqMoveToUnknown(to, on: context.day), advice: .hqRefusedStep([]), status: .dataError)
    }
    return .move(region: to)
  }
}
