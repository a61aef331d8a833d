import Foundation
import SnackChain

/// What the causal estimators compare of the chain's stores.
public enum ProgrammeOutcome: String, Hashable, Sendable, CaseIterable, Codable {
  /// The natural logarithm of turnover: effects are shares.
  case log = "log_turnover"
  /// Turnover in fen.
  case level = "turnover_fen"
}

extension TurnoverPanel {
  /// Provinces with less than this share of all stores are taken together where stores are compared within provinces.
  public static let smallestProvinceShare = 0.05

  /// The chain's turnover as the causal estimators read it.
  ///
  /// A store's cohort is the first month on whose first day it held the certificate. Months that end after the
  /// certificate did are left out, as are months without turnover or with too few open days. The factors are the
  /// province (small ones pooled) and the form of the store: stores that join are compared with others of their own
  /// province and form, whose trends are theirs.
  ///
  /// - Parameter early: with more than one, the level and growth of the outcome over so many first months are numeric
  ///   covariates, and stores not seen in them are left out.
  /// - Parameter level: stores of one region of this level move together: errors and bands are by region; `nil` where
  ///   each store stands for itself.
  /// - Throws: `PanelRefusal` of a panel in which nothing can be compared.
  public func programmePanel(
    _ months: ClosedRange<YearMonth>, minOpenDays: Int = TurnoverPanel.usualMinOpenDays,
    outcome: ProgrammeOutcome = .log, covariatesOverFirst early: Int = 0,
    clusteredBy level: RegionLevel? = nil
  ) throws(PanelRefusal) -> EventPanel {
    let rows = 0..<storeCount
    let certificates = rows.map { self.certificates(ofRow: $0).first }
    let ends = certificates.map { $0?.until?.number ?? .max }
    let cohorts = certificates.map { certificate in
      certificate.map { held in
        let month = held.from.yearMonth
        return Int((held.from == month.firstDay ? month : month.next).index)
      }
    }
    let provinces = rows.map { row in region(ofRow: row, in: months.upperBound).map { Int($0.province.number) } ?? 0 }
    let forms = rows.map { row in form(ofRow: row).flatMap { StoreForm.allCases.firstIndex(of: $0) } ?? -1 }
    let columns = months.map { month in
      let lastDay = month.lastDay.number
      return rows.map { row -> Double in
        guard lastDay < ends[row], let fen = turnoverFen(row: row, in: month), fen > 0, isDue(row: row, in: month),
          minOpenDays == 0 || openDays(row: row, in: month).map({ $0 >= minOpenDays }) ?? false
        else { return .nan }
        return outcome == .log ? Foundation.log(Double(fen)) : Double(fen)
      }
    }
    return try EventPanel(
      periods: months.map { Int($0.index) }, scale: .months, columns: columns, cohorts: cohorts,
      factors: [
        UnitFactor(name: "province", levels: provinces).pooling(fewest: Self.smallestProvinceShare),
        UnitFactor(name: "form", levels: forms),
      ],
      covariates: early < 2
        ? []
        : [
          .level(named: "level", of: columns, periods: early), .growth(named: "growth", of: columns, periods: early),
        ],
      clusters: level.map { level in
        rows.map { row in region(ofRow: row, in: months.upperBound).map { Int($0.at(level).number) } ?? 0 }
      })
  }
}
