import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao reminders`
struct RemindersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "reminders", .ownerReminders, examples: ["reminders on", "reminders status", "reminders check"],
    subcommands: [RemindersOn.self, RemindersOff.self, RemindersStatus.self, RemindersCheck.self],
    defaultSubcommand: RemindersStatus.self)
}

/// `tongbiao reminders on`
struct RemindersOn: ParsableCommand {
  static let configuration = CommandConfiguration("on", .ownerRemindersOn, examples: ["reminders on"])

  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    try UserTimer.install()
    // Without systemd the units wait for the day that there is one; cron does the same meanwhile.
    if UserTimer.control(["daemon-reload"]), UserTimer.control(["enable", "--now", UserTimer.timerName]) {
      door.write(.ownerRemindersInstalled)
    } else {
      door.write(.ownerRemindersCron(UserTimer.program))
    }
  }
}

/// `tongbiao reminders off`
struct RemindersOff: ParsableCommand {
  static let configuration = CommandConfiguration("off", .ownerRemindersOff, examples: ["reminders off"])

  @OptionGroup var options: DoorOptions

  func run() throws {
    _ = UserTimer.control(["disable", "--now", UserTimer.timerName])
    try UserTimer.remove()
    _ = UserTimer.control(["daemon-reload"])
    Door(options).write(.ownerRemindersRemoved)
  }
}

/// `tongbiao reminders status`
struct RemindersStatus: ParsableCommand {
  static let configuration = CommandConfiguration("status", .ownerRemindersStatus, examples: ["reminders"])

  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let isOn = UserTimer.isInstalled
    switch door.format {
    case .table: door.write(isOn ? .ownerRemindersAreOn : .ownerRemindersAreOff)
    case .json, .csv:
      try door.write(
        Listing(
          columns: [.init("reminders", Message(verbatim: "reminders"))], rows: [[.text(isOn ? "on" : "off")]]))
    }
  }
}

/// `tongbiao reminders check`: what the timer and cron run. It syncs, and says something only where there is something
/// to say: then it ends with 1.
struct RemindersCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration("check", .ownerRemindersCheck, examples: ["reminders check"])

  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    var lines: [Message] = []
    for store in try StoreOptions.home.stores() {
      let ledger = try StoreLedger(home: StoreOptions.home, store: store)
      // No network is no news: what was saved waits as before.
      if let transport = try? SyncRun.transport(of: ledger) {
        _ = await SyncSession(ledger: ledger, transport: transport).run()
      }
      let overview = StoreOverview(try ledger.picture())
      let messages = try ledger.unseenMessages()
      for message in messages { lines.append(.ownerMessage(message.sentAt.dayInChina, message.text)) }
      if let last = messages.last { try ledger.noteShown(upTo: last.number, now: .now) }
      for month in overview.due.prefix(3) {
        let deadline = overview.deadline(of: month)
        guard ReminderDays.isOne(overview.today, before: deadline) else { continue }
        lines.append(.ownerStoreDue(overview.picture.profile.name, month, until: deadline, overview.today > deadline))
      }
    }
    guard !lines.isEmpty else { return }
    for line in lines { door.write(line) }
    UserTimer.notify(lines.map { $0[door.language] }.joined(separator: "\n"))
    throw ExitCode(1)
  }
}
