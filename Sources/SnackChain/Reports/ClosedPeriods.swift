/// Something that was decided about a month: from then on its figures stand, or may be changed again.
public struct PeriodEvent: Hashable, Sendable {
  /// The month.
  public let month: YearMonth
  /// For whom.
  public let scope: Scope
  /// What was decided.
  public let kind: Kind
  /// Why; never empty for a reopening.
  public let reason: String
  /// Who decided.
  public let actor: String
  /// When, by HQ's clock.
  public let recordedAt: Timestamp
  /// The data version at that moment: the figures as they stood.
  public let dataVersion: Int64

  /// What can be decided.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The figures stand: nothing is taken for the month any more.
    case closed
    /// Figures are taken again.
    case reopened
  }

  /// Whom a decision is about.
  public enum Scope: Hashable, Sendable {
    /// All stores.
    case chain
    /// The stores of a region.
    case region(RegionCode)
    /// One store, by name: an exception.
    case store(StoreCode)

    /// Whether the decision is about this store.
    public func covers(_ store: StoreCode, in region: RegionCode?) -> Bool {
      switch self {
      case .chain: true
      case .region(let wanted): region?.isWithin(wanted) ?? false
      case .store(let wanted): wanted == store
      }
    }
  }

  /// Makes an event.
  public init(
    month: YearMonth, scope: Scope, kind: Kind, reason: String, actor: String, recordedAt: Timestamp, dataVersion: Int64
  ) {
    self.month = month
    self.scope = scope
    self.kind = kind
    self.reason = reason
    self.actor = actor
    self.recordedAt = recordedAt
    self.dataVersion = dataVersion
  }
}

/// The decisions about one or more months, in the order in which they were made: the last one that is about a store
/// holds for it.
public struct ClosedPeriods: Hashable, Sendable {
  private var events: [YearMonth: [PeriodEvent]] = [:]

  /// Takes decisions, oldest first.
  public init(_ decisions: some Sequence<PeriodEvent> = []) {
    for event in decisions { add(event) }
  }

  /// Adds the next decision.
  public mutating func add(_ event: PeriodEvent) { events[event.month, default: []].append(event) }

  /// Whether no decision was ever made.
  public var isEmpty: Bool { events.isEmpty }

  /// Whether figures of that store for that month are refused.
  ///
  /// - Parameter region: where the store was in that month.
  public func isClosed(_ month: YearMonth, for store: StoreCode, in region: RegionCode?) -> Bool {
    events[month]?.last { $0.scope.covers(store, in: region) }?.kind == .closed
  }

  /// Whether saying this of the chain or a region would change nothing: it was said, and nothing else since.
  public func stands(_ kind: PeriodEvent.Kind, _ month: YearMonth, for scope: PeriodEvent.Scope) -> Bool {
    let decisions = events[month] ?? []
    guard let last = decisions.lastIndex(where: { $0.scope == scope || $0.scope == .chain }) else {
      return kind == .reopened && decisions.isEmpty
    }
    return decisions[last...].allSatisfy { $0.kind == kind }
  }
}

/// Why a month cannot be closed or opened again.
public enum PeriodProblem: Error, Hashable, Sendable {
  /// The month is not over yet.
  case notOver(YearMonth)
  /// It stands so already, for all that were named.
  case unchanged(YearMonth)
  /// An opening again says why.
  case noReason
  /// The reason has control characters or is too long.
  case unreadableReason
  /// A store that the register does not have.
  case unknownStore(StoreCode)

  /// A stable code.
  public var code: String {
    switch self {
    case .notOver: "month_not_over"
    case .unchanged: "period_unchanged"
    case .noReason: "reason_needed"
    case .unreadableReason: "reason_unreadable"
    case .unknownStore: "unknown_store"
    }
  }
}
