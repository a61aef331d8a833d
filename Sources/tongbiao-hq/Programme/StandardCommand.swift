import ArgumentParser
import CommandLineDoor
import Localization

/// `standard`
struct StandardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "standard", .hqStandard,
    subcommands: [
      ShowStandard.self, ListStandard.self, CountStandard.self, ApplyStep.self, AcceptStep.self, DeclineStep.self,
      ReviewStep.self, RefitStep.self, ReadyStep.self, AnswerStep.self, CertifyStep.self, KeepPromiseStep.self,
      SuspendStep.self, ReinstateStep.self, RenewStep.self, TransferStep.self, MoveStep.self, RevokeStep.self,
      WithdrawStep.self, CarryOverStep.self, ListVersions.self, ShowVersion.self, AdoptVersion.self,
      WaitingStores.self, ExportEvidence.self, VerifyEvidence.self,
    ])
}
