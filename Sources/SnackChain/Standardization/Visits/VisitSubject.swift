/// What is known of a store when somebody asks whom to visit next.
public struct VisitSubject: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// Where it stands in the programme today.
  public var state: ProgrammeState
  /// The last month it reported, or `nil` where it never did.
  public var lastReported: YearMonth?
  /// The first month for which a report was due, or `nil` where none was.
  public var firstDue: YearMonth?
  /// Its turnover year on year in basis points: -1200 is 12% less.
  public var growth: Int?
  /// The median of its peers, in basis points.
  public var peerGrowth: Int?
  /// Complaints since it was last visited.
  public var newComplaints: Int

  /// Makes a subject.
  public init(
    store: StoreCode, state: ProgrammeState, lastReported: YearMonth? = nil, firstDue: YearMonth? = nil,
    growth: Int? = nil, peerGrowth: Int? = nil, newComplaints: Int = 0
  ) {
    self.store = store
    self.state = state
    self.lastReported = lastReported
    self.firstDue = firstDue
    self.growth = growth
    self.peerGrowth = peerGrowth
    self.newComplaints = newComplaints
  }
}

/// Why a store should be visited.
public enum VisitReason: Hashable, Sendable {
  /// An inspection is due for the store to go on: acceptance or re-inspection.
  case inspectionDue(InspectionPurpose, since: CalendarDay)
  /// What failed was not put right in time.
  case rectificationOverdue(due: CalendarDay, days: Int)
  /// What failed was said to be put right and waits to be seen.
  case rectificationAnswered(on: CalendarDay)
  /// A promised paper did not come.
  case promiseBroken(due: CalendarDay)
  /// The certificate ends soon.
  case expiresSoon(on: CalendarDay, days: Int)
  /// The certificate ended not long ago.
  case expired(on: CalendarDay)
  /// Its turnover moves far below that of its peers; all in basis points.
  case fallingBehind(growth: Int, peers: Int)
  /// No report for months.
  case silent(months: Int)
  /// Certified, and not inspected since.
  case neverSpotChecked(since: CalendarDay)
  /// The last inspection is long ago.
  case spotCheckDue(last: CalendarDay)
  /// New premises nobody has inspected.
  case moved(on: CalendarDay)
  /// A new owner whom nobody has visited.
  case transferred(on: CalendarDay)
  /// New complaints.
  case complaints(Int)

  /// The reasons without their particulars, by their stable names for machines, the usually weightiest first.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case rectificationOverdue = "rectification_overdue"
    case complaints
    case promiseBroken = "promise_broken"
    case inspectionDue = "inspection_due"
    case moved
    case rectificationAnswered = "rectification_answered"
    case expiresSoon = "expires_soon"
    case expired
    case fallingBehind = "falling_behind"
    case neverSpotChecked = "never_spot_checked"
    case silent
    case transferred
    case spotCheckDue = "spot_check_due"
  }

  /// What kind of reason it is.
  public var kind: Kind {
    switch self {
    case .inspectionDue: .inspectionDue
    case .rectificationOverdue: .rectificationOverdue
    case .rectificationAnswered: .rectificationAnswered
    case .promiseBroken: .promiseBroken
    case .expiresSoon: .expiresSoon
    case .expired: .expired
    case .fallingBehind: .fallingBehind
    case .silent: .silent
    case .neverSpotChecked: .neverSpotChecked
    case .spotCheckDue: .spotCheckDue
    case .moved: .moved
    case .transferred: .transferred
    case .complaints: .complaints
    }
  }

  /// The stable name for machines, and the key of the reason's weight.
  public var code: String { kind.rawValue }
}

/// When a reason holds, and how much it weighs. Our own reasonable defaults, for headquarters to replace.
public struct VisitRules: Hashable, Sendable, Codable {
  /// Points of each reason by its code; a reason without points is not given.
  public var points: [String: Int] = [
    "rectification_overdue": 40, "complaints": 30, "promise_broken": 30, "inspection_due": 25, "moved": 25,
    "rectification_answered": 20, "expires_soon": 20, "expired": 20, "falling_behind": 15, "never_spot_checked": 15,
    "silent": 10, "transferred": 10, "spot_check_due": 10,
  ]
  /// Days before the end of a term from which it counts as soon.
  public var expiresWithinDays: Int = 90
  /// Days after the end of a term until which a visit may still lead to a renewal.
  public var expiredWithinDays: Int = 90
  /// Basis points below the peers' median from which a store falls behind.
  public var behindPeersBy: Int = 1_500
  /// Months without a report from which a store is silent.
  public var silentMonths: Int = 2
  /// Months after an inspection from which a spot check is due.
  public var spotCheckEveryMonths: Int = 12
  /// Months after certification from which a store without any spot check is one never checked.
  public var firstSpotCheckMonths: Int = 6
  /// How often complaints, months of silence and 30 days of delay are counted at most.
  public var mostRepeats: Int = 3

  /// Makes the defaults, to be changed one by one.
  public init() {}
}
