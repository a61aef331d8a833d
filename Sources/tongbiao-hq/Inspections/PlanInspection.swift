import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

extension InspectionPurpose: ExpressibleByArgument {}

/// `inspect plan`
struct PlanInspection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "plan", .hqInspectPlan,
    examples: [
      "inspect plan SZ000001 --purpose acceptance --inspector wang --due 2023-03-15",
      "inspect plan SZ000001 --cancel",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionPurpose)) var purpose: InspectionPurpose = .acceptance
  @Option(help: ArgumentHelp(Message.hqOptionInspector)) var inspector: AccountName?
  @Option(help: ArgumentHelp(Message.hqOptionDue)) var due: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionNote)) var note: String?
  @Flag(help: ArgumentHelp(Message.hqOptionCancel)) var cancel = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let task = InspectionTask(
      store: store, purpose: cancel ? nil : purpose, inspector: cancel ? nil : inspector, due: cancel ? nil : due,
      note: note)
    let outcome = try await database.withLedger(as: access) { ledger, access in
      try await ledger.plan(task, access: access)
    }
    switch outcome {
    case .planned, .unchanged: try write(task, isNew: outcome != .unchanged, on: door)
    case .unknownStore(let code): throw StepReport(.unknownStore(code), store: code).failure
    case .notTheirRegion(let name, let code):
      throw DoorFailure(
        "not_their_region", .hqNotTheirRegion(name, code), advice: .hqRefusedStep([]), status: .notAllowed)
    case .noInspector(let name):
      throw DoorFailure("no_inspector", .hqNoInspector(name), advice: .hqAccountsAdvice, status: .dataError)
    }
  }

  private func write(_ task: InspectionTask, isNew: Bool, on door: Door) throws {
    if door.format != .table { return try door.write(TaskListing.listing([task])) }
    guard isNew else { return door.write(.hqTaskUnchanged) }
    guard let purpose = task.purpose else { return door.write(.hqTaskCancelled(store)) }
    door.write(.hqTaskPlanned(store, purpose: purpose, inspector: task.inspector, due: task.due))
  }
}

/// `inspect tasks`
struct ListTasks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "tasks", .hqInspectTasks, examples: ["inspect tasks --inspector wang --database sqlite:hq.sqlite"])

  @Option(help: ArgumentHelp(Message.hqOptionInspector)) var inspector: AccountName?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let tasks = try await database.withLedger(as: access) { ledger, access in
      try await ledger.openTasks(of: inspector, access: access)
    }
    try Door(options).write(TaskListing.listing(tasks))
  }
}

/// Plans as a listing.
enum TaskListing {
  static func listing(_ tasks: [InspectionTask]) -> Listing {
    Listing(
      columns: [
        .init("store", .hqFactCode), .init("purpose", Message(zh: "目的", en: "Purpose")),
        .init("inspector", Message(zh: "督导", en: "Inspector")), .init("due", Message(zh: "期限", en: "Due")),
        .init("note", Message(zh: "备注", en: "Note")),
      ],
      rows: tasks.map { task in
        [
          .text(task.store.description),
          task.purpose.map { .message(.inspectionPurpose($0), code: $0.rawValue) } ?? .none,
          .optional(task.inspector?.description), .optional(task.due?.description), .optional(task.note),
        ]
      })
  }
}
