import ArgumentParser
import CommandLineDoor
import Localization
import StoreLedger
import SyncProtocol

/// `tongbiao` alone: what is due and what to do next.
struct HomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home", abstract: Message.ownerStatus[Language.current], shouldDisplay: false)

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let stores = try StoreOptions.home.stores()
    if stores.isEmpty {
      door.write(.ownerNotJoined)
      return door.write(.ownerNotJoinedAdvice)
    }
    if door.format != .table { return try StatusCommand.write(StoreOverview(store.openLedger().picture()), on: door) }
    // An owner of several stalls sees them all.
    for code in store.store == nil ? stores : [] {
      let overview = StoreOverview(try StoreLedger(home: StoreOptions.home, store: code).picture())
      write(overview, isOneOfMany: stores.count > 1, on: door)
    }
    if store.store != nil {
      write(StoreOverview(try store.openLedger().picture()), isOneOfMany: stores.count > 1, on: door)
    }
  }

  private func write(_ overview: StoreOverview, isOneOfMany: Bool, on door: Door) {
    for line in overview.lines { door.write(line) }
    let suffix = isOneOfMany ? " --store \(overview.picture.profile.store)" : ""
    door.write(overview.nextCommand.map { .ownerNext($0 + suffix) } ?? .ownerAllDone)
  }
}
