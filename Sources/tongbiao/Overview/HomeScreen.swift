import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// Home on a terminal: what is due, what headquarters said, the last months, and one key for the likely next step.
struct HomeScreen {
  let door: Door
  let screen: TerminalScreen
  let stores: [StoreCode]

  init(on door: Door, stores: [StoreCode]) {
    self.door = door
    self.stores = stores
    screen = TerminalScreen(on: door)
  }

  /// Shows home until the owner leaves.
  func run() async throws {
    var chosen = stores.count == 1 ? stores.first : nil
    while true {
      if let store = chosen {
        if try await home(of: store) { continue }
        if stores.count == 1 { return }
        chosen = nil
      } else {
        guard let store = try choose() else { return }
        chosen = store
      }
    }
  }

  /// The stores of an owner of several stalls, the one with something to do first.
  private func choose() throws -> StoreCode? {
    let overviews = try stores.map { store in
      StoreOverview(try StoreOptions.open(store).picture())
    }
    let suggested = overviews.firstIndex { $0.nextStep != nil } ?? 0
    screen.begin(.ownerHomeTitle)
    screen.space()
    screen.table(
      overviews.enumerated().map { number, overview in
        (Message(verbatim: "\(number + 1) \(overview.picture.profile.name.visible)"), overview.summary)
      })
    screen.space()
    screen.say(.ownerChooseKeys, .quiet)
    while let typed = screen.ask(.ownerPrompt("\(suggested + 1)")) {
      let answer = HalfWidth.folding(typed).filter { !$0.isWhitespace }.lowercased()
      if answer == "q" { return nil }
      if answer.isEmpty { return stores[suggested] }
      if let number = Int(answer), stores.indices.contains(number - 1) { return stores[number - 1] }
      screen.say(.ownerAnswerUnreadable(typed), .notice)
    }
    return nil
  }

  /// One look at a store's home. Answers whether to look again.
  private func home(of store: StoreCode) async throws -> Bool {
    let ledger = try StoreOptions.open(store)
    let overview = StoreOverview(try ledger.picture())
    show(overview)
    try showMessages(of: ledger)
    screen.space()
    screen.say(.ownerHomeKeys(overview.nextStep.map { $0.words }), .quiet)
    while let typed = screen.ask(.ownerPrompt(nil)) {
      let answer = HalfWidth.folding(typed).filter { !$0.isWhitespace }.lowercased()
      switch answer {
      case "":
        guard let step = overview.nextStep else { return false }
        return try await take(step, ledger)
      case "q", "b": return false
      case "r", "填": return try await fill(nil, ledger)
      case "s", "发": return try await take(.sync, ledger)
      case "m", "看": return try list(overview)
      default: screen.say(.ownerAnswerUnreadable(typed), .notice)
      }
    }
    return false
  }

  private func show(_ overview: StoreOverview) {
    let profile = overview.picture.profile
    screen.begin(.ownerFormTitle(profile.store, profile.name), right: Message.standing(profile.standing))
    screen.space()
    for line in overview.lines.dropFirst() { screen.say(line) }
    let months = Array(overview.picture.months.suffix(6))
    if !months.isEmpty {
      screen.space()
      screen.listing(ReportListing.glance(at: months, among: overview.picture.months))
    }
  }

  /// What headquarters wrote, once.
  private func showMessages(of ledger: StoreLedger) throws {
    let messages = try ledger.unseenMessages()
    guard let last = messages.last else { return }
    screen.space()
    for message in messages { screen.say(.ownerMessage(message.sentAt.dayInChina, message.text), .notice) }
    try ledger.noteShown(upTo: last.number, now: .now)
  }

  private func take(_ step: StoreOverview.Step, _ ledger: StoreLedger) async throws -> Bool {
    switch step {
    case .report(let month): return try await fill(month, ledger)
    case .sync:
      let result = try await SyncRun.once(ledger, on: door)
      SyncRun.tell(result, on: door)
      if result.problem != nil { door.say(.ownerKept(result.waiting)) }
      return pause()
    }
  }

  private func fill(_ month: YearMonth?, _ ledger: StoreLedger) async throws -> Bool {
    var form = try ReportForm(on: door, ledger: ledger, month: month)
    guard let saved = try form.run() else { return false }
    guard try await FormEnding(door: door, ledger: ledger).show(saved) else { return false }
    return pause()
  }

  private func list(_ overview: StoreOverview) throws -> Bool {
    screen.begin(.ownerFormTitle(overview.picture.profile.store, overview.picture.profile.name))
    screen.space()
    screen.listing(ReportListing.glance(at: overview.picture.months, among: overview.picture.months))
    return pause()
  }

  private func pause() -> Bool {
    screen.space()
    screen.say(.ownerAskHome, .quiet)
    guard let typed = screen.ask(.ownerPrompt(nil)) else { return false }
    return !HalfWidth.folding(typed).lowercased().hasPrefix("q")
  }
}
