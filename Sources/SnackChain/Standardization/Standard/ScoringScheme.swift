/// A score of 10, kept in whole hundredths so that a threshold is met exactly or not at all.
public struct Score: Hashable, Comparable, Sendable, Codable {
  /// Hundredths of a point: 900 is 9.0.
  public let hundredths: Int

  /// Makes a score of hundredths of a point.
  public init(hundredths: Int) { self.hundredths = hundredths }

  public static func < (left: Score, right: Score) -> Bool { left.hundredths < right.hundredths }
}

extension Score: LosslessStringConvertible {
  /// Reads a number from 0 to 10 with up to two decimals: `9`, `7.5`, `6.00`.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let whole = Int(parts[0])
    else { return nil }
    let decimals = parts.count == 2 ? Int(parts[1]).map { parts[1].utf8.count == 1 ? $0 * 10 : $0 } ?? 0 : 0
    guard whole * 100 + decimals <= 1_000 else { return nil }
    hundredths = whole * 100 + decimals
  }
}

extension Score: CustomStringConvertible {
  /// With two decimals: `9.00`.
  public var description: String {
    let rest = hundredths % 100
    return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}

/// A grade of an inspection by its score.
public struct AcceptanceGrade: Hashable, Sendable, Codable {
  /// The stable name within the version.
  public let id: String
  /// What it is called.
  public let name: Wording
  /// The least score.
  public let leastScore: Score
  /// The most critical items that may have failed.
  public let mostCriticalFailed: Int
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes a grade.
  public init(id: String, name: Wording, leastScore: Score, mostCriticalFailed: Int, basis: Basis? = nil) {
    self.id = id
    self.name = name
    self.leastScore = leastScore
    self.mostCriticalFailed = mostCriticalFailed
    self.basis = basis
  }
}

/// How a score becomes a grade: the national scheme, or thresholds of the version's own.
public struct ScoringScheme: Hashable, Sendable, Codable {
  /// The grades, best first.
  public let grades: [AcceptanceGrade]

  /// Makes a scheme of its own thresholds, in any order.
  public init(grades: [AcceptanceGrade]) {
    self.grades = grades.sorted {
      ($1.leastScore, $0.mostCriticalFailed) < ($0.leastScore, $1.mostCriticalFailed)
    }
  }

  /// The national food-safety grading of 2012: 9.0 excellent, 7.5 good, 6.0 fair; below 6.0, or with two or more
  /// critical items failed, no grade.
  public static let national = ScoringScheme(grades: [
    AcceptanceGrade(
      id: "excellent", name: Wording(zh: "优秀", en: "excellent"), leastScore: Score(hundredths: 900),
      mostCriticalFailed: 1),
    AcceptanceGrade(
      id: "good", name: Wording(zh: "良好", en: "good"), leastScore: Score(hundredths: 750), mostCriticalFailed: 1),
    AcceptanceGrade(
      id: "fair", name: Wording(zh: "一般", en: "fair"), leastScore: Score(hundredths: 600), mostCriticalFailed: 1),
  ])

  /// The best grade that `points` of `possible` points reach, without rounding, or `nil` where none is reached.
  public func grade(points: Int, of possible: Int, criticalFailed: Int) -> AcceptanceGrade? {
    guard possible > 0 else { return nil }
    return grades.first {
      points * 1000 >= $0.leastScore.hundredths * possible && criticalFailed <= $0.mostCriticalFailed
    }
  }
}
