/// A fact that holds from a day on, and when we learnt it.
///
/// Both dates are needed: what a figure published in March said has to be told from what we know in May.
public struct Dated<Fact: Hashable & Sendable>: Hashable, Sendable {
  /// What holds.
  public let fact: Fact
  /// The first day on which it holds.
  public let validFrom: CalendarDay
  /// The data version at which HQ recorded it.
  public let recordedAt: Int64

  /// Makes a dated fact.
  public init(_ fact: Fact, validFrom: CalendarDay, recordedAt: Int64 = 0) {
    self.fact = fact
    self.validFrom = validFrom
    self.recordedAt = recordedAt
  }
}

/// The successive values of one fact: of two with the same day, the one recorded later counts.
public struct DatedFacts<Fact: Hashable & Sendable>: Hashable, Sendable {
  /// In the order of validity, then of recording.
  public private(set) var entries: [Dated<Fact>]

  /// Makes a history of the entries in any order.
  public init(_ entries: [Dated<Fact>] = []) {
    self.entries = entries.sorted { ($0.validFrom, $0.recordedAt) < ($1.validFrom, $1.recordedAt) }
  }

  /// Adds an entry.
  public mutating func insert(_ entry: Dated<Fact>) {
    let place = entries.firstIndex {
      ($0.validFrom, $0.recordedAt) > (entry.validFrom, entry.recordedAt)
    }
    entries.insert(entry, at: place ?? entries.endIndex)
  }

  /// What held on `day` as far as data version `version` knew, or `nil` before the first entry.
  public func value(on day: CalendarDay, asOf version: Int64 = .max) -> Fact? {
    entries.last { $0.validFrom <= day && $0.recordedAt <= version }?.fact
  }

  /// The latest value, whatever its day.
  public var latest: Fact? { entries.last?.fact }
}
