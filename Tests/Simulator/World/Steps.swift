import CentralLedger
import Foundation
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

extension World {
  /// Two years, all of them over by the time that the simulation begins.
  static let months: [YearMonth] = (0..<24).compactMap { YearMonth(year: 2021, month: 1)?.adding(months: $0) }

  /// A turnover of a month in fen. Few different ones, so that two devices sometimes type the same.
  static func figure(_ random: StepRandom) -> Int64 {
    var draw = random
    return Int64.random(in: 25...45, using: &draw) * 100_000
  }

  func perform(_ action: Action, on index: Int, _ random: StepRandom) async throws {
    var draw = random
    switch action {
    case .save: try saveFigure(on: index, random)
    case .sync: try await sync(index, random)
    case .decide: try decide(on: index, random)
    case .wait: clock.advance(milliseconds: Int64.random(in: 1000...(3 * 86_400_000), using: &draw))
    case .setClock: setClock(of: index, random)
    case .crashDevice: try crashDevice(index)
    case .crashSaving: try crashSaving(on: index, random)
    case .keepCopy:
      guard devices[index].isJoined else { return }
      devices[index].copy = (try image(of: index), devices[index].saved)
    case .restoreCopy:
      guard let copy = devices[index].copy else { return }
      try noteCopy(of: index)
      try replaceDisk(of: index, by: copy.image)
      try noteCopy(of: index)
      devices[index].saved = copy.saved
    case .cloneDevice: try cloneDevice(index)
    case .loseDevice:
      try devices[index].ledger?.close()
      devices[index] = SimulatedDevice(store: devices[index].store, home: LedgerHome(path: newFolder("home")))
      clock.set(offset: 0, of: index)
    case .revokeDevice: try await revoke(index)
    case .crashHeadquarters: try await crashHeadquarters()
    case .backUp: try await backUp()
    case .restoreBackup: try await restoreBackup()
    case .importFigure: try await importFigure(for: devices[index].store, random)
    case .rotateKey: try await rotateKey(random)
    case .inspect: try await inspectHeadquarters()
    }
  }

  /// The owner types a month that is not there yet, or corrects one that is.
  func saveFigure(on index: Int, _ random: StepRandom) throws {
    guard let ledger = try ledger(of: index) else { return }
    var draw = random
    let month = Self.months[Int.random(in: 0..<Self.months.count, using: &draw)]
    let known = try ledger.month(month)
    var report = MonthlyReport(
      store: devices[index].store, month: month, turnover: Money(fen: Self.figure(random)),
      openDays: Int.random(in: 20...28, using: &draw))
    // Some corrections leave the turnover alone.
    if let known, draw.chance(20) { report.turnover = known.current.operation.report.turnover }
    let entry = ReportEntry(report, correctionReason: known == nil ? nil : "corrected", confirmed: .everything)
    do throws(LedgerProblem) {
      let revision = try ledger.save(entry, now: clock.now(on: index), random: &draw)
      note(saved: revision.operation, on: index)
      for undecided in known?.undecided ?? [] { decided.insert(undecided.operation.id) }
      trace.note("  saved \(revision.operation.contentText)")
    } catch {
      guard case .unchanged = error else { throw Violation("device \(index) did not save: \(error.code)") }
      trace.note("  unchanged \(month)")
    }
  }

  /// From now on `operation` must never be lost on this device.
  func note(saved operation: ReportOperation, on index: Int) {
    everSaved[operation.id] = operation
    saveNumbers[operation.id] = everSaved.count
    devices[index].saved.append(operation.id)
  }

  /// The owner decides about what HQ did not take: HQ's figure stands, or a new one is typed.
  func decide(on index: Int, _ random: StepRandom) throws {
    guard let ledger = try ledger(of: index) else { return }
    var draw = random
    for month in try ledger.months() where !month.undecided.isEmpty {
      for undecided in month.undecided { decided.insert(undecided.operation.id) }
      if month.held != nil, draw.chance(50) {
        try ledger.keepHeld(month.month, now: clock.now(on: index))
        trace.note("  \(month.month): HQ's figure stands")
        continue
      }
      let report = MonthlyReport(
        store: devices[index].store, month: month.month, turnover: Money(fen: Self.figure(random)),
        openDays: Int.random(in: 10...19, using: &draw))
      let entry = ReportEntry(report, correctionReason: "decided", confirmed: .everything)
      do throws(LedgerProblem) {
        let revision = try ledger.save(entry, now: clock.now(on: index), random: &draw)
        note(saved: revision.operation, on: index)
        trace.note("  decided \(revision.operation.contentText)")
      } catch {
        guard case .unchanged = error else { throw Violation("device \(index) could not decide: \(error.code)") }
      }
    }
  }

  private func setClock(of index: Int, _ random: StepRandom) {
    var draw = random
    let year: Int64 = 365 * 86_400_000
    let choices: [(ClosedRange<Int64>, Int)] = [
      (0...0, 2), (-200_000...200_000, 2), (-86_400_000...86_400_000, 2), (-10 * year...10 * year, 1),
    ]
    guard let range = draw.pick(choices) else { return }
    clock.set(offset: Int64.random(in: range, using: &draw), of: index)
    trace.note("  clock is off by \(clock.offset(of: index))")
  }

  private func noteCopy(of index: Int) throws {
    if let device = try ledger(of: index)?.enrollment()?.device { copied.insert(device) }
  }

  private func cloneDevice(_ index: Int) throws {
    guard devices[index].isJoined, devices.count < plan.devices + 4 else { return }
    try noteCopy(of: index)
    let image = try image(of: index)
    var clone = SimulatedDevice(store: devices[index].store, home: LedgerHome(path: newFolder("home")))
    try image.write(to: clone.home.folder(of: clone.store))
    clone.isJoined = true
    clone.mustJoin = devices[index].mustJoin
    clone.saved = devices[index].saved
    devices.append(clone)
  }

  private func revoke(_ index: Int) async throws {
    guard let device = try ledger(of: index)?.enrollment()?.device else { return }
    guard try await headquarters.ledger.device(device) != nil else { return }
    try await headquarters.ledger.revokeDevice(device, actor: "simulator")
  }
}
