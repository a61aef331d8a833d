/// Where a store stands in the 统标 programme on a day.
public enum Standing: String, Hashable, Sendable, CaseIterable, Codable {
  /// Never applied, or nothing known.
  case outside
  /// 已申请: applied, not yet certified.
  case applied
  /// 已统标: holds a valid certificate.
  case certified
  /// 暂停: the certificate is suspended.
  case suspended
  /// 撤销: the certificate was taken away.
  case revoked
  /// 退出: the store left the programme.
  case withdrawn
  /// 到期: the term ended without renewal.
  case expired
}

/// Something that changed a store's standing, with the day on which it took effect and the data version that learnt it.
public struct StandingEvent: Hashable, Sendable {
  /// The standing that holds from that day.
  public let standing: Standing
  /// The first day on which it holds.
  public let effective: CalendarDay
  /// The data version at which HQ recorded the event.
  public let recordedAt: Int64

  /// Makes an event.
  public init(_ standing: Standing, effective: CalendarDay, recordedAt: Int64 = 0) {
    self.standing = standing
    self.effective = effective
    self.recordedAt = recordedAt
  }
}

/// All that happened to one store in the programme; its standing on any day is read from it, never stored.
public struct StandingHistory: Hashable, Sendable {
  private var facts: DatedFacts<Standing>

  /// Makes a history of events in any order.
  public init(_ events: [StandingEvent] = []) {
    facts = DatedFacts(events.map { Dated($0.standing, validFrom: $0.effective, recordedAt: $0.recordedAt) })
  }

  /// The events in the order of effect, then of recording.
  public var events: [StandingEvent] {
    facts.entries.map { StandingEvent($0.fact, effective: $0.validFrom, recordedAt: $0.recordedAt) }
  }

  /// Adds an event.
  public mutating func insert(_ event: StandingEvent) {
    facts.insert(Dated(event.standing, validFrom: event.effective, recordedAt: event.recordedAt))
  }

  /// The standing on `day`, as far as data version `version` knew.
  public func standing(on day: CalendarDay, asOf version: Int64 = .max) -> Standing {
    facts.value(on: day, asOf: version) ?? .outside
  }

  /// The days from which to which the store held a certificate that was neither suspended nor ended, in order.
  /// `until` is the first day without it, `nil` while it holds.
  public func certifiedIntervals(asOf version: Int64 = .max) -> [CertifiedInterval] {
    var known: [Dated<Standing>] = []
    for entry in facts.entries where entry.recordedAt <= version {
      if known.last?.validFrom == entry.validFrom { known.removeLast() }
      known.append(entry)
    }
    var intervals: [CertifiedInterval] = []
    var start: CalendarDay?
    for entry in known {
      if entry.fact == .certified {
        start = start ?? entry.validFrom
      } else if let from = start, entry.fact != .applied {
        intervals.append(CertifiedInterval(from: from, until: entry.validFrom))
        start = nil
      }
    }
    if let from = start { intervals.append(CertifiedInterval(from: from, until: nil)) }
    return intervals
  }

  /// The day the store was first certified, if ever.
  public func firstCertified(asOf version: Int64 = .max) -> CalendarDay? {
    certifiedIntervals(asOf: version).first?.from
  }
}

/// Days during which a store held a valid certificate.
public struct CertifiedInterval: Hashable, Sendable {
  /// The first day with the certificate.
  public let from: CalendarDay
  /// The first day without it again, or `nil` while it holds.
  public let until: CalendarDay?

  /// Makes an interval.
  public init(from: CalendarDay, until: CalendarDay?) {
    self.from = from
    self.until = until
  }

  /// Whether the certificate held on `day`.
  public func contains(_ day: CalendarDay) -> Bool { from <= day && (until.map { day < $0 } ?? true) }
}
