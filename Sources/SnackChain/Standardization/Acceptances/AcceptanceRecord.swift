/// How a store came to a certificate.
public enum AcceptanceKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// 授牌 after an inspection that was passed.
  case granted
  /// From the register kept on paper.
  case carriedOver = "carried_over"
  /// 续期 of a certificate.
  case renewed
}

/// A certificate of a store's history with the inspection that it rests on.
public struct AcceptedStep: Hashable, Sendable {
  /// The event.
  public let event: ProgrammeEvent
  /// How it came about.
  public let kind: AcceptanceKind
  /// The first day without the certificate, or `nil` where it names no end.
  public let until: CalendarDay?
  /// Whether it is the store's first.
  public let isFirst: Bool
  /// The inspection that it rests on; none where it was carried over.
  public let inspection: OperationID?
  /// The tier.
  public let tier: Tier?
}

extension ProgrammeHistory {
  /// The certificates that took effect within `days`, in order.
  public func acceptances(in days: ClosedRange<CalendarDay>) -> [AcceptedStep] {
    events.compactMap { event in
      guard days.contains(event.effective) else { return nil }
      let found: (kind: AcceptanceKind, until: CalendarDay?)? =
        switch event.step {
        case .certify(let end): (.granted, end)
        case .carryOver(_, let end): (.carriedOver, end)
        case .renew(let end): (.renewed, end)
        default: nil
        }
      guard let (kind, until) = found else { return nil }
      let state = state(on: event.effective)
      return AcceptedStep(
        event: event, kind: kind, until: until,
        isFirst: kind != .renewed && state.firstCertified == event.effective,
        inspection: kind == .carriedOver ? nil : state.inspection?.outcome.inspection, tier: state.tier)
    }
  }
}

/// A certificate with all that proves it.
public struct AcceptanceRecord: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// The name on its sign on that day.
  public let name: String
  /// Where it stood on that day.
  public let region: RegionCode?
  /// The certificate.
  public let step: AcceptedStep
  /// The inspection that it rests on.
  public let inspection: Inspection?
  /// What that came to.
  public let outcome: InspectionOutcome?
  /// The photographs and papers of that inspection.
  public let evidence: [EvidenceFile]
  /// Where the store stood at the end of the year.
  public let standingAtYearEnd: Standing
  /// The entry of the audit chain that vouches for the event.
  public let auditNumber: Int64

  /// Makes a record.
  public init(
    store: StoreCode, name: String, region: RegionCode?, step: AcceptedStep, inspection: Inspection?,
    outcome: InspectionOutcome?, evidence: [EvidenceFile], standingAtYearEnd: Standing, auditNumber: Int64
  ) {
    self.store = store
    self.name = name
    self.region = region
    self.step = step
    self.inspection = inspection
    self.outcome = outcome
    self.evidence = evidence
    self.standingAtYearEnd = standingAtYearEnd
    self.auditNumber = auditNumber
  }
}

/// All certificates of a year, as one data version knew them, with the counts that they have to add up to.
public struct AcceptanceYear: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The data version.
  public let dataVersion: Int64
  /// The certificates in the order of store codes, then of days.
  public let records: [AcceptanceRecord]
  /// Stores that ever held a certificate until the end of the year before.
  public let certifiedEverBefore: Int
  /// Stores that ever held a certificate until the end of the year.
  public let certifiedEver: Int
  /// Stores that had not closed and held a valid certificate at the end of the year.
  public let validAtYearEnd: Int
  /// The youngest entry of the audit chain that belongs to the data version.
  public let auditNumber: Int64
  /// Its digest.
  public let auditDigest: String

  /// Makes a year.
  public init(
    year: Int, dataVersion: Int64, records: [AcceptanceRecord], certifiedEverBefore: Int, certifiedEver: Int,
    validAtYearEnd: Int, auditNumber: Int64, auditDigest: String
  ) {
    self.year = year
    self.dataVersion = dataVersion
    self.records = records
    self.certifiedEverBefore = certifiedEverBefore
    self.certifiedEver = certifiedEver
    self.validAtYearEnd = validAtYearEnd
    self.auditNumber = auditNumber
    self.auditDigest = auditDigest
  }

  /// The days of a year, or `nil` outside of the years that reports can be for.
  public static func days(of year: Int) -> ClosedRange<CalendarDay>? {
    guard let first = CalendarDay(year: year, month: 1, day: 1), let last = CalendarDay(year: year, month: 12, day: 31),
      YearMonth.years.contains(year)
    else { return nil }
    return first...last
  }
}
