/// Why a version of the standard cannot be put in force.
public enum StandardProblem: Hashable, Sendable {
  /// It has no name, or one that is no plain word of up to 20 letters, digits, `-` or `.`.
  case badName(String)
  /// There is a version of that name, and it says otherwise.
  case nameTaken(String)
  /// It would be in force from a day that has gone by, or before a version that there is.
  case startsTooEarly(CalendarDay, earliest: CalendarDay)
  /// Items, grades or products with the same name.
  case repeatedNames([String])
  /// Items whose weight is below zero or above 1,000,000.
  case badWeights([String])
  /// Tiers whose checklist has nothing that gives points.
  case emptyChecklist(Tier)
  /// A grade whose least score is not from 0 to 10, or that lets fewer than no critical item fail.
  case badGrade(String)
  /// No grade can be reached.
  case noGrades
  /// A deadline below zero, or beyond a hundred years.
  case badTerm(String)

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .badName: "bad_name"
    case .nameTaken: "name_taken"
    case .startsTooEarly: "starts_too_early"
    case .repeatedNames: "repeated_names"
    case .badWeights: "bad_weights"
    case .emptyChecklist: "empty_checklist"
    case .badGrade: "bad_grade"
    case .noGrades: "no_grades"
    case .badTerm: "bad_term"
    }
  }
}

extension StandardBook {
  /// What keeps `version` from being put in force on `today`; empty where nothing does.
  public func problems(of version: StandardVersion, today: CalendarDay) -> [StandardProblem] {
    var found = version.problems
    if self[version.version] != nil { found.append(.nameTaken(version.version)) }
    let earliest = max(today, versions.last?.validFrom.adding(days: 1) ?? today)
    if version.validFrom < earliest { found.append(.startsTooEarly(version.validFrom, earliest: earliest)) }
    return found
  }

  /// The book with another version in it.
  public func adding(_ version: StandardVersion) -> StandardBook { StandardBook(versions + [version]) }
}

extension StandardVersion {
  /// What is wrong with the version by itself.
  var problems: [StandardProblem] {
    var found: [StandardProblem] = []
    let isWord = version.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
    }
    if !isWord || !(1...20).contains(version.utf8.count) { found.append(.badName(version)) }
    let repeated = [checklist.map(\.id), scoring.grades.map(\.id), products.map(\.id)].flatMap(Self.repeated)
    if !repeated.isEmpty { found.append(.repeatedNames(repeated)) }
    let badWeights = checklist.filter { !(0...1_000_000).contains($0.weight) }.map(\.id)
    if !badWeights.isEmpty { found.append(.badWeights(badWeights)) }
    for tier in Tier.allCases where !checklist(for: tier).contains(where: { $0.weight > 0 }) {
      found.append(.emptyChecklist(tier))
    }
    if scoring.grades.isEmpty { found.append(.noGrades) }
    for grade in scoring.grades
    where !(0...1_000).contains(grade.leastScore.hundredths) || grade.mostCriticalFailed < 0 {
      found.append(.badGrade(grade.id))
    }
    return found + terms.problems
  }

  private static func repeated(_ names: [String]) -> [String] {
    Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }.keys.sorted()
  }
}

extension StandardTerms {
  fileprivate var problems: [StandardProblem] {
    let days = [
      ("rectification_days", rectificationDays), ("promise_days", promiseDays),
      ("inspection_valid_days", inspectionValidDays), ("renewal_opens_days", renewalOpensDays),
      ("renewal_grace_days", renewalGraceDays), ("barred_after_revocation_days", barredAfterRevocationDays),
    ]
    var found = days.filter { !(0...36_500).contains($0.1) }.map { StandardProblem.badTerm($0.0) }
    if !(1...1_200).contains(certificateMonths) { found.append(.badTerm("certificate_months")) }
    return found
  }
}
