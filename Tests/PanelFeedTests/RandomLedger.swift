import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import Testing

/// A ledger in a temporary folder that lives through random rounds: stores join, move and close, certificates are
/// granted and suspended, figures arrive and are corrected.
final class RandomLedger {
  let folder: URL
  let ledger: any CentralLedger
  private var random: SplitMix
  private var stores: [StoreCode] = []

  static let months: [YearMonth] = (0..<18).map { YearMonth(index: Int32(2021 * 12 + $0)) }
  private static let regions = [330_683, 330_602, 310_101, 320_505, 440_103].compactMap {
    RegionCode(number: Int32($0))
  }

  init(seed: UInt64) async throws {
    random = SplitMix(state: seed)
    folder = FileManager.default.temporaryDirectory.appending(path: "panel-feed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    ledger = try await CentralLedgers.open("sqlite:" + folder.appending(path: "hq.sqlite").path(percentEncoded: false))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var databasePath: String { folder.appending(path: "hq.sqlite").path(percentEncoded: false) }
  var snapshotPath: String { folder.appending(path: "hq.sqlite.panel").path(percentEncoded: false) }

  /// One round of changes.
  func goOn() async throws {
    try await changeRegister()
    try await changeStandings()
    try await changeReports(40)
  }

  /// Only figures, no change of the register.
  func changeReports(_ count: Int) async throws {
    let index = try await ledger.storeIndex()
    var batch = ReportImportBatch(index: index)
    var seen: Set<[Int32]> = []
    for line in 0..<count {
      guard let code = stores.randomElement(using: &random), let place = index.place(of: code),
        let month = Self.months.randomElement(using: &random), seen.insert([place, month.index]).inserted
      else { continue }
      let isZero = Int.random(in: 0..<12, using: &random) == 0
      let fen = isZero ? 0 : Int64.random(in: 100_000...9_000_000, using: &random)
      let takeaway = Bool.random(using: &random) ? Money(fen: Int64.random(in: 0...fen, using: &random)) : nil
      let received = Timestamp(
        startOfDayInChina: month.next.firstDay.adding(days: Int.random(in: 5...14, using: &random)))
      batch.append(
        ReportImportRow(
          line: line + 2, store: place, month: month, turnover: Money(fen: fen),
          openDays: Int.random(in: 0..<5, using: &random) == 0 ? nil : Int.random(in: 0...28, using: &random),
          reason: isZero ? .holiday : nil, takeaway: takeaway,
          commission: Bool.random(using: &random) ? takeaway.map { Money(fen: $0.fen / 5) } : nil, receivedAt: received)
      )
    }
    // What owners sent is judged by the deadline, what HQ imported is not.
    let source: ReportOperation.Source = Int.random(in: 0..<4, using: &random) == 0 ? .imported : .owner
    let summary = try await ledger.importReports(
      batch, options: ReportImportOptions(actor: "test", source: source), progress: nil)
    #expect(summary.refusedCount == 0)
  }

  private func changeRegister() async throws {
    var rows: [StoreRow] = []
    for _ in 0..<6 {
      let code = try #require(StoreCode("T\(stores.count)"))
      stores.append(code)
      rows.append(row(code))
    }
    // Some that are known move, change hands of name, or close.
    for code in stores.dropLast(6).shuffled(using: &random).prefix(3) { rows.append(row(code)) }
    let summary = try await ledger.importStores(
      rows, options: RegisterImportOptions(actor: "test", changesValidFrom: day(in: 0..<18)))
    #expect(summary.refused.isEmpty)
  }

  private func row(_ code: StoreCode) -> StoreRow {
    let isOpen = Bool.random(using: &random)
    let isClosed = Int.random(in: 0..<4, using: &random) == 0
    return StoreRow(
      line: 2, code: code, name: "店\(Int.random(in: 0..<100, using: &random))",
      region: Self.regions[Int.random(in: 0..<5, using: &random)], opened: isOpen ? day(in: 0..<9) : nil,
      closed: isClosed ? day(in: 9..<18) : nil, certified: Bool.random(using: &random) ? day(in: 0..<18) : nil)
  }

  private func changeStandings() async throws {
    for code in stores.shuffled(using: &random).prefix(2) {
      _ = try await ledger.appendStanding(
        [.certified, .suspended, .revoked].randomElement(using: &random) ?? .certified, to: code,
        effective: day(in: 0..<18), note: nil, actor: "test")
    }
  }

  private func day(in months: Range<Int>) -> CalendarDay {
    let month = Self.months[Int.random(in: months, using: &random)]
    return month.firstDay.adding(days: Int.random(in: 0..<28, using: &random))
  }
}

/// Steele, Lea and Flood's generator: tests name their seed and run the same again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
