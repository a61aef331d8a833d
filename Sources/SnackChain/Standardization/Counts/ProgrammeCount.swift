/// One of the counts of the programme that are counted from the register, so that the stores behind it can be named.
public enum ProgrammeCount: String, Hashable, Sendable, CaseIterable, Codable {
  /// In the register and not closed.
  case registered
  /// Ever applied.
  case applied
  /// Ever held a certificate.
  case certifiedEver = "certified_ever"
  /// Not closed, and holding a certificate neither suspended nor ended.
  case validNow = "valid_now"
  /// Traded in the month, and its report for it is there.
  case reporting
}

extension StandingTable {
  /// Which counts each store is in as of the end of `month`, in the order of `stores`, as far as data version `version`
  /// knew.
  ///
  /// `reported` says whether a store's report for the month was there at that version.
  public func counts(
    of month: YearMonth, asOf version: Int64, reported: (StoreCode) -> Bool
  ) -> [Set<ProgrammeCount>] {
    let last = month.lastDay
    let trading = trading(on: last)
    let standings = standings(on: last, asOf: version)
    let reached = reached(until: last, asOf: version)
    return stores.indices.map { place in
      var counts: Set<ProgrammeCount> = []
      if trading[place] { counts.insert(.registered) }
      if reached[place].applied { counts.insert(.applied) }
      if reached[place].certified { counts.insert(.certifiedEver) }
      if trading[place] && standings[place] == .certified { counts.insert(.validNow) }
      if tradedWithin(month, place) && reported(stores[place]) { counts.insert(.reporting) }
      return counts
    }
  }
}

extension ProgrammeCounts {
  /// The number of one count.
  public subscript(count: ProgrammeCount) -> Int {
    switch count {
    case .registered: registered
    case .applied: applied
    case .certifiedEver: certifiedEver
    case .validNow: validNow
    case .reporting: reporting
    }
  }

  /// Adds up what each store is in.
  public init(
    _ stores: some Sequence<Set<ProgrammeCount>>, month: YearMonth, dataVersion: Int64, estimated: Int?
  ) {
    var sums: [ProgrammeCount: Int] = [:]
    for counts in stores { for count in counts { sums[count, default: 0] += 1 } }
    self.init(
      month: month, dataVersion: dataVersion, estimated: estimated, registered: sums[.registered] ?? 0,
      applied: sums[.applied] ?? 0, certifiedEver: sums[.certifiedEver] ?? 0, validNow: sums[.validNow] ?? 0,
      reporting: sums[.reporting] ?? 0)
  }
}
