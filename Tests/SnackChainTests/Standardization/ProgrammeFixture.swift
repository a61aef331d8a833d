import SnackChain
import Testing

/// Days, a small standard and a store to drive through the programme.
struct ProgrammeFixture {
  static let zh = Wording(zh: "项", en: "item")

  static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text), "\(text) is no day") }

  static func store(_ text: String = "S1") throws -> StoreCode { try #require(StoreCode(text)) }

  static func item(_ id: String, _ weight: Int, critical: Bool = false, tiers: [Tier] = Tier.allCases) -> ChecklistItem
  {
    ChecklistItem(
      id: id, section: "kitchen", question: zh, weight: weight, isCritical: critical, evidence: [.photo], tiers: tiers)
  }

  /// Two versions: the second asks an item more and is stricter.
  static func book() throws -> StandardBook {
    let items = [
      item("licence", 20, critical: true), item("raw-cooked", 20, critical: true), item("sign", 30), item("tools", 30),
    ]
    return StandardBook([
      StandardVersion(
        version: "2", validFrom: try day("2023-01-01"), title: zh, checklist: items + [item("film", 100)],
        terms: StandardTerms()),
      StandardVersion(version: "1", validFrom: try day("2019-01-01"), title: zh, checklist: items),
    ])
  }

  /// An inspection by a version, or by the one in force on the day.
  static func inspection(
    _ day: String, failing failed: Set<String> = [], version: String? = nil, tier: Tier = .model,
    inspectors: [String] = ["Wang"], number: UInt64 = 1, changing: ([ItemResult]) -> [ItemResult] = { $0 }
  ) throws -> Inspection {
    let book = try book()
    let version = try version ?? book.inForce(on: Self.day(day))?.version ?? "1"
    let results = (book[version]?.checklist(for: tier) ?? []).map {
      ItemResult(item: $0.id, verdict: failed.contains($0.id) ? .fail : .pass)
    }
    return Inspection(
      id: OperationID(high: 1, low: number), store: try store(), tier: tier, purpose: .acceptance, version: version,
      day: try Self.day(day), inspectors: inspectors, isSignedByOwner: true, results: changing(results))
  }

  let book: StandardBook
  var history: ProgrammeHistory
  var today: CalendarDay
  var closed: CalendarDay?
  private var number: UInt64 = 0

  init() throws {
    book = try Self.book()
    history = ProgrammeHistory(store: try Self.store())
    today = try Self.day("2030-01-01")
  }

  var context: ProgrammeContext { ProgrammeContext(book: book, today: today, closed: closed) }

  /// Records a step on a day at the next data version.
  mutating func take(_ step: ProgrammeStep, _ day: String) throws {
    number += 1
    try history.record(
      ProgrammeEvent(
        id: OperationID(high: 2, low: number), store: history.store, step: step, effective: try Self.day(day),
        recordedAt: Int64(number), recordedBy: "HQ"), context: context)
  }

  mutating func inspect(_ day: String, failing failed: Set<String> = []) throws {
    try take(.inspect(try book.outcome(of: try Self.inspection(day, failing: failed))), day)
  }

  /// From application to the day before acceptance.
  mutating func reachAcceptance(promise: PaperPromise? = nil) throws {
    try take(.apply(tier: .model), "2020-01-10")
    try take(.accept(promise: promise), "2020-01-20")
    try take(.reviewDocuments, "2020-02-01")
    try take(.beginRefit, "2020-02-10")
    try take(.finishRefit, "2020-03-01")
  }

  /// From application to a certificate from 2020-03-15 until 2023-03-15.
  mutating func reachCertificate(promise: PaperPromise? = nil) throws {
    try reachAcceptance(promise: promise)
    try inspect("2020-03-10")
    try take(.certify(until: try Self.day("2023-03-15")), "2020-03-15")
  }

  func stage(_ day: String, asOf version: Int64 = .max) throws -> ProgrammeStage {
    history.state(on: try Self.day(day), asOf: version).stage
  }

  /// The codes of what stands in the way of a step.
  func obstacles(_ step: ProgrammeStep, _ day: String) throws -> [String] {
    history.obstacles(to: step, on: try Self.day(day), context: context).map(\.code)
  }
}
