import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `standard answer`
struct AnswerStep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "answer", .hqStepCommand(.answerRectification),
    examples: ["standard answer SZ000001 --photo 店招.jpg --photo 后厨.jpg --note 已更换"])

  @Option(name: .customLong("photo"), help: ArgumentHelp(Message.hqOptionPhoto)) var photos: [String] = []
  @OptionGroup var step: StepOptions

  func run() async throws {
    let seeds = try Seeds.chosen(by: environment()).standards()
    let files = try step.database.evidenceFolder().putAll(photos)
    let request = StepRequest(
      id: OperationID(at: currentMoment()), store: step.store,
      step: .answerRectification(evidence: files.map(\.digest)),
      effective: step.on, note: step.note, evidence: files)
    let recording = try await step.database.withLedger(as: step.access) { ledger, access in
      try await ledger.record([.step(request)], seeds: seeds, access: access)
    }
    try StepReport(recording.outcomes[0], store: step.store).write(on: Door(step.options))
  }
}
