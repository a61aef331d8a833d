import SnackChain

/// Which stores were in which arm of the comparison, month by month; worked out once from the certificates.
///
/// A month is taken whole: a store is standardised in a month if its certificate held on the first day and still on the
/// last one. Where it began or ended in between, the month is neither with nor without.
struct ProgrammeBits: Hashable, Sendable {
  /// Held a certificate on every day of the month.
  var standardised: MonthBits
  /// Standardised, by a certificate that began after the last day of the month a year before, in which no day had one.
  var upgraded: MonthBits
  /// The certificate began within the month.
  var certifiedWithin: MonthBits
  /// The certificate ended within the month, and did not begin in it.
  var endedWithin: MonthBits

  /// The sets in the order in which a snapshot has them.
  var all: [MonthBits] { [standardised, upgraded, certifiedWithin, endedWithin] }

  subscript(set: Int) -> MonthBits {
    _read {
      switch set {
      case 0: yield standardised
      case 1: yield upgraded
      case 2: yield certifiedWithin
      default: yield endedWithin
      }
    }
    _modify {
      switch set {
      case 0: yield &standardised
      case 1: yield &upgraded
      case 2: yield &certifiedWithin
      default: yield &endedWithin
      }
    }
  }

  /// All sets are `none`.
  init(_ none: MonthBits) { (standardised, upgraded, certifiedWithin, endedWithin) = (none, none, none, none) }

  init(_ register: PanelRegister, months: ClosedRange<YearMonth>, wordsPerMonth: Int) {
    self.init(MonthBits(months: months.count, wordsPerMonth: wordsPerMonth))
    let spans = months.map { ArmSpan(now: $0...$0) }
    for row in 0..<register.count where !register.certificates.entries(row).isEmpty {
      for (month, span) in spans.enumerated() {
        switch span.arm(of: row, in: register) {
        case .others: break
        case .standardised: standardised.set(row, month: month, to: true)
        case .upgraded:
          standardised.set(row, month: month, to: true)
          upgraded.set(row, month: month, to: true)
        case .certifiedWithin: certifiedWithin.set(row, month: month, to: true)
        case .endedWithin: endedWithin.set(row, month: month, to: true)
        }
      }
    }
  }
}

/// The days that decide which arm a store is in for a period of whole months and the same period a year before.
struct ArmSpan {
  /// Where a store belongs in a period.
  enum Arm {
    case others, standardised, upgraded, certifiedWithin, endedWithin
  }

  private let first: Int32
  private let last: Int32
  private let baseFirst: Int32
  private let baseLast: Int32

  init(now: ClosedRange<YearMonth>) {
    first = now.lowerBound.firstDay.number
    last = now.upperBound.lastDay.number
    baseFirst = now.lowerBound.lastYear.firstDay.number
    baseLast = now.upperBound.lastYear.lastDay.number
  }

  func arm(of row: Int, in register: PanelRegister) -> Arm {
    let certificates = register.certificates
    var upgraded = false
    var (standardised, certifiedWithin, endedWithin, inBase) = (false, false, false, false)
    for entry in certificates.entries(row) {
      let (from, until) = (certificates.from[entry], certificates.until[entry])
      if from <= baseLast && until > baseFirst { inBase = true }
      if from <= first && until > last {
        standardised = true
        upgraded = from > baseLast
      } else if from > first && from <= last {
        certifiedWithin = true
      } else if from <= first && until > first {
        endedWithin = true
      }
    }
    if standardised { return upgraded && !inBase ? .upgraded : .standardised }
    return certifiedWithin ? .certifiedWithin : endedWithin ? .endedWithin : .others
  }
}
