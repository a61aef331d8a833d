import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "doctor", .ownerDoctor, examples: ["doctor", "doctor --offline --format json"])

  @Flag(help: ArgumentHelp(Message.ownerOptionOffline))
  var offline = false

  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    var examination = Examination()
    let home = StoreOptions.home
    examination.look(at: home)
    let stores = try home.stores()
    if stores.isEmpty { examination.add("ledger", .bad, .ownerNotJoined) }
    for store in stores { await examination.look(at: store, in: home, offline: offline) }
    let forgotten = ForgottenHomes(besides: home, environment: ProcessInfo.processInfo.environment)
    for other in forgotten.found {
      examination.add(
        "forgotten", other.waiting == 0 ? .note : .bad,
        .ownerDoctorForgotten(other.store, other.home, waiting: other.waiting))
    }
    try door.write(examination.listing)
    if examination.hasFaults { throw ExitCode.dataError }
  }
}

/// What was looked at, one line each, in plain words.
struct Examination {
  /// How it stands.
  enum State: String {
    case good = "ok"
    case note
    case bad
  }

  private(set) var listing = Listing(columns: [
    .init("check", Message(zh: "检查", en: "check")), .init("state", Message(zh: "结果", en: "state")),
    .init("detail", Message(zh: "说明", en: "detail")),
  ])
  private(set) var hasFaults = false

  mutating func add(_ check: String, _ state: State, _ detail: Message) {
    if state == .bad { hasFaults = true }
    listing.rows.append([
      .message(.ownerDoctorCheck(check), code: check),
      .message(.ownerDoctorState(state.rawValue), code: state.rawValue),
      .message(detail, code: detail.en),
    ])
  }

  mutating func look(at home: LedgerHome) {
    guard let free = DiskFile.freeBytes(at: home.path) else { return }
    let isFull = free < 4 << 20
    add("disk", isFull ? .bad : .good, .ownerDoctorDisk(megabytes: free >> 20, isFull: isFull, home.path))
  }

  mutating func look(at store: StoreCode, in home: LedgerHome, offline: Bool) async {
    do {
      let ledger = try StoreLedger(home: home, store: store)
      look(at: try ledger.checkUp(), of: store)
      let picture = try ledger.picture()
      add(
        "outbox", picture.waiting == 0 ? .good : .note,
        .ownerDoctorOutbox(picture.waiting, problem: try ledger.checkUp().lastProblem))
      for month in picture.months {
        for revision in month.undecided {
          if case .refused(let code) = revision.progress { add("refused", .bad, .ownerRefusedMonth(month.month, code)) }
          if revision.progress == .conflict {
            let mine = revision.operation.report.turnover
            add(
              "conflict", .bad,
              .ownerConflictMonth(month.month, mine: mine, theirs: month.held?.operation.report.turnover))
          }
        }
      }
      for alarm in picture.alarms { add("alarm", .bad, .ownerAlarm(alarm.code, alarm.detail)) }
      look(at: picture.enrollment, of: ledger)
      if !offline { await lookAtHeadquarters(ledger, picture.enrollment) }
    } catch {
      add("ledger", .bad, Self.words(for: error))
    }
  }

  private mutating func look(at checkup: LedgerCheckup, of store: StoreCode) {
    add("ledger", checkup.damage == nil ? .good : .bad, .ownerDoctorLedger(store, damage: checkup.damage))
    add(
      "receipts", checkup.badReceipts.isEmpty ? .good : .bad,
      .ownerDoctorReceipts(good: checkup.goodReceipts, bad: checkup.badReceipts))
    if !checkup.unproven.isEmpty { add("receipts", .bad, .ownerDoctorUnproven(checkup.unproven)) }
  }

  private mutating func look(at enrollment: Enrollment, of ledger: StoreLedger) {
    let key = ledger.path.lastIndex(of: "/").map { ledger.path[..<$0] + "/" + enrollment.keyFile } ?? ""
    do {
      _ = try DeviceKey(of: enrollment, besideLedger: ledger.path)
      let isOpen = DiskFile.isOpenToOthers(key) || DiskFile.isOpenToOthers(ledger.path)
      add("key", isOpen ? .bad : .good, isOpen ? .ownerDoctorKeyOpen(key) : .ownerDoctorKey)
    } catch {
      add("key", .bad, explainFailure(error)?.message ?? .ownerDoctorKeyMissing)
    }
  }

  private mutating func lookAtHeadquarters(_ ledger: StoreLedger, _ enrollment: Enrollment) async {
    do {
      let transport = HeadquartersLine.transport(to: try HeadquartersLine.address(enrollment.server))
      let result = try await HeadquartersComparison(ledger: ledger, transport: transport).run()
      add("network", .good, .ownerDoctorNetwork(enrollment.server))
      let minutes = abs(result.clockOffset) / 60_000
      add("clock", minutes > 2 ? .note : .good, minutes > 2 ? .ownerClockOff(minutes: minutes) : .ownerDoctorClock)
      if result.differences.isEmpty { add("totals", .good, .ownerDoctorAgree(months: result.months)) }
      for difference in result.differences {
        add("totals", .bad, .ownerDoctorDifference(difference.month, here: difference.here, there: difference.there))
      }
    } catch {
      add("network", .bad, Self.words(for: error))
    }
  }

  /// What is wrong and what to do about it.
  private static func words(for error: any Error) -> Message {
    guard let failure = explainFailure(error) else { return Message(verbatim: String(describing: error)) }
    return .joined([failure.message] + (failure.advice.map { [$0] } ?? []), zh: "", en: " ")
  }
}
