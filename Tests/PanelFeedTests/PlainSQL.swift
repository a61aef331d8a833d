import ChainStatistics
import GRDB
import SnackChain

/// The rollup by province as anybody with the database and SQL would compute it.
struct PlainSQL {
  struct Figures: Hashable {
    var due: Int
    var reported: Int
    var turnoverFen: Int64
  }

  /// For each province that a report was due in: what was due, what came, and its sum, as of a data version.
  static func provinces(_ path: String, in month: YearMonth, asOf version: Int64) throws -> [Int32: Figures] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          WITH known AS (
            SELECT s.store_id,
              (SELECT f.opened FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
                ORDER BY f.recorded_at DESC LIMIT 1) AS opened,
              (SELECT f.closed FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
                ORDER BY f.recorded_at DESC LIMIT 1) AS closed,
              COALESCE(
                (SELECT f.region FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
                  AND f.region IS NOT NULL AND f.valid_from <= :last
                  ORDER BY f.valid_from DESC, f.recorded_at DESC LIMIT 1),
                (SELECT f.region FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
                  AND f.region IS NOT NULL ORDER BY f.valid_from, f.recorded_at LIMIT 1)) AS region,
              (SELECT r.turnover FROM revision r WHERE r.store_id = s.store_id AND r.month = :month
                AND r.position <= :version ORDER BY r.revision DESC LIMIT 1) AS turnover
            FROM store s WHERE s.recorded_at <= :version)
          SELECT region / 10000 * 10000, COUNT(*), COUNT(turnover), COALESCE(SUM(turnover), 0) FROM known
          WHERE COALESCE(opened, -100000000) <= :last AND COALESCE(closed, 100000000) >= :first
          GROUP BY 1
          """,
        arguments: [
          "version": version, "month": month.number, "first": month.firstDay.number, "last": month.lastDay.number,
        ])
      return Dictionary(
        uniqueKeysWithValues: rows.map { ($0[0], Figures(due: $0[1], reported: $0[2], turnoverFen: $0[3])) })
    }
  }

  /// The same from a panel.
  static func provinces(_ panel: TurnoverPanel, in month: YearMonth) throws -> [Int32: Figures] {
    var found: [Int32: Figures] = [:]
    for row in try panel.rollup(RollupRequest(by: .province, months: month...month)).rows {
      guard case .region(let code) = row.key else { continue }
      found[code.number] = Figures(
        due: row.figures.due, reported: row.figures.reported, turnoverFen: row.figures.turnoverFen)
    }
    return found
  }
}
