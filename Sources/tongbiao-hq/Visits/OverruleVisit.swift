import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `inspect overrule`
struct OverruleVisit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "overrule", .hqVisitsOverrule,
    examples: [
      "inspect overrule SZ000001 --first --reason 市民来电 --database sqlite:hq.sqlite",
      "inspect overrule SZ000002 --not-before 2023-05-01 --reason 店主住院",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Flag(help: ArgumentHelp(Message.hqOptionVisitFirst)) var first = false
  @Option(help: ArgumentHelp(Message.hqOptionNotBefore)) var notBefore: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionVisitReason)) var reason: String
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    guard first != (notBefore != nil) else { throw ValidationError(Message.hqVisitEither[Language.current]) }
    guard !reason.allSatisfy(\.isWhitespace), reason.unicodeScalars.count <= 500 else {
      throw ValidationError(Message.hqVisitReasonNeeded[Language.current])
    }
  }

  func run() async throws {
    let now = currentMoment()
    let version = try await database.withLedger(as: access) { ledger, access in
      try await ledger.record(
        VisitOverruling(
          id: OperationID(at: now), store: store, decision: notBefore.map { .notBefore($0) } ?? .first,
          reason: reason, decidedBy: access.name, effective: on ?? todayInChina(), recordedAt: 0),
        access: access)
    }
    guard let version else { throw StepReport(.unknownStore(store), store: store).failure }
    Door(options).write(.hqVisitRecorded(store, version: version))
  }
}

/// `inspect complain`
struct RecordComplaint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "complain", .hqVisitsComplain,
    examples: ["inspect complain SZ000001 --text 蒸笼发霉 --on 2023-02-20 --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionComplaint)) var text: String
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    guard !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= Complaint.longestText else {
      throw ValidationError(Message.hqVisitReasonNeeded[Language.current])
    }
  }

  func run() async throws {
    let today = todayInChina()
    if let on, on > today {
      throw DoorFailure("in_future", .programmeObstacle(.inFuture(today: today)), status: .dataError)
    }
    let complaint = Complaint(id: OperationID(at: currentMoment()), store: store, day: on ?? today, text: text)
    let version = try await database.withLedger(as: access) { ledger, access in
      try await ledger.record(complaint, access: access)
    }
    guard let version else { throw StepReport(.unknownStore(store), store: store).failure }
    Door(options).write(.hqVisitRecorded(store, version: version))
  }
}
