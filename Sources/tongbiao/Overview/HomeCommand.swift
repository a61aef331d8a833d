import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao` alone: what is due and what to do next.
struct HomeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home", abstract: Message.ownerStatus[Language.current], shouldDisplay: false)

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let stores = try StoreOptions.home.stores()
    if stores.isEmpty {
      door.write(.ownerNotJoined)
      return door.write(.ownerNotJoinedAdvice)
    }
    if door.format != .table { return try StatusCommand.write(StoreOverview(store.openLedger().picture()), on: door) }
    if door.isInteractive {
      let chosen = store.store == nil ? stores : [try store.openLedger().profile().store]
      return try await HomeScreen(on: door, stores: chosen).run()
    }
    // An owner of several stalls sees them all.
    for code in store.store == nil ? stores : [] {
      let overview = StoreOverview(try StoreOptions.open(code).picture())
      try write(overview, isOneOfMany: stores.count > 1, on: door)
    }
    if store.store != nil {
      try write(StoreOverview(try store.openLedger().picture()), isOneOfMany: stores.count > 1, on: door)
    }
  }

  private func write(_ overview: StoreOverview, isOneOfMany: Bool, on door: Door) throws {
    for line in overview.lines { door.write(line) }
    let ledger = try StoreOptions.open(overview.picture.profile.store)
    let messages = try ledger.unseenMessages()
    for message in messages { door.write(.ownerMessage(message.sentAt.dayInChina, message.text)) }
    if let last = messages.last, !ledger.isReadOnlyCopy { try ledger.noteShown(upTo: last.number, now: .now) }
    let suffix = isOneOfMany ? " --store \(overview.picture.profile.store)" : ""
    door.write(overview.nextStep.map { .ownerNext($0.command + suffix) } ?? .ownerAllDone)
  }
}
