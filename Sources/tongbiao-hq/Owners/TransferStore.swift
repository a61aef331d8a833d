import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `stores transfer`: the dated event of the programme and the hand-over of the devices, both or none.
struct TransferStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "transfer", .hqTransfer,
    examples: ["stores transfer SZ000001 --owner 新店主 --on 2023-05-01", "standard transfer SZ000001 --owner 新店主"])

  @Option(help: ArgumentHelp(Message.hqOptionOwner)) var owner: String
  @OptionGroup var step: StepOptions

  func run() async throws {
    let door = Door(step.options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let request = StepRequest(
      id: OperationID(at: currentMoment()), store: step.store, step: .transfer(owner: owner),
      effective: step.on ?? todayInChina(), note: step.note)
    let outcome = try await step.database.withLedger(as: step.access) { ledger, access in
      try await ledger.transfer(request, seeds: seeds, access: access)
    }
    switch outcome {
    case .refused(let refused): throw StepReport(refused, store: step.store).failure
    case .handedOver(let event, let invite):
      // For programs the invite is what they have to carry on; the event is in `standard show`.
      if door.format == .table {
        if let event { try StepReport(event, store: step.store).write(on: door) }
        door.write(.hqTransferred(step.store, isInProgramme: event != nil))
      }
      try InviteStore.write(invite, on: door)
    }
  }
}

/// `standard transfer`: the same by the name of the step.
struct TransferStep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "transfer", .hqTransfer, examples: ["standard transfer SZ000001 --owner 新店主"])

  @OptionGroup var transfer: TransferStore

  func run() async throws { try await transfer.run() }
}
