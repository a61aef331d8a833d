import ChainStatistics
import GRDB
import SnackChain

/// Rollups and year on year by province as anybody with the database and SQL would compute them.
struct PlainSQL {
  struct Figures: Hashable {
    var due: Int
    var reported: Int
    var turnoverFen: Int64
    var openDays: Int
    var takeawayFen: Int64
    var turnoverWithTakeawayFen: Int64
    var commissionFen: Int64
    var late: Int
  }

  /// The same stores a year before and now.
  struct Growth: Hashable {
    var stores: Int
    var nowFen: Int64
    var thenFen: Int64
  }

  /// Every store as it was known at a data version: when it traded, and where it stood at the end of a month.
  private static let known = """
    SELECT s.store_id,
      COALESCE((SELECT f.opened FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
        ORDER BY f.recorded_at DESC LIMIT 1), -100000000) AS opened,
      COALESCE((SELECT f.closed FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
        ORDER BY f.recorded_at DESC LIMIT 1), 100000000) AS closed,
      COALESCE(
        (SELECT f.region FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
          AND f.region IS NOT NULL AND f.valid_from <= :last
          ORDER BY f.valid_from DESC, f.recorded_at DESC LIMIT 1),
        (SELECT f.region FROM store_fact f WHERE f.store_id = s.store_id AND f.recorded_at <= :version
          AND f.region IS NOT NULL ORDER BY f.valid_from, f.recorded_at LIMIT 1)) AS region
    FROM store s WHERE s.recorded_at <= :version
    """

  /// The head revisions of a month, with the arrival of the first where that is judged.
  private static func heads(_ month: String) -> String {
    """
    SELECT r.store_id, r.turnover, r.open_days, r.takeaway, r.commission,
      (SELECT f.received_at FROM revision f WHERE f.store_id = r.store_id AND f.month = r.month AND f.revision = 1
        AND f.source <> 'imported') AS received
    FROM revision r WHERE r.month = \(month) AND r.revision = (
      SELECT MAX(l.revision) FROM revision l
      WHERE l.store_id = r.store_id AND l.month = r.month AND l.position <= :version)
    """
  }

  private static func rows(
    _ path: String, _ sql: String, _ month: YearMonth, _ version: Int64, _ more: [String: Int64]
  ) throws -> [Row] {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let arguments: [String: (any DatabaseValueConvertible)?] = [
      "version": version, "month": month.number, "first": month.firstDay.number, "last": month.lastDay.number,
    ].merging(more) { $1 }
    return try queue.read { try Row.fetchAll($0, sql: sql, arguments: StatementArguments(arguments)) }
  }

  /// For each province that a report was due in: what was due, what came, and its sums, as of a data version.
  static func provinces(_ path: String, in month: YearMonth, asOf version: Int64) throws -> [Int32: Figures] {
    let sql = """
      WITH known AS (\(known)), head AS (\(heads(":month")))
      SELECT region / 10000 * 10000, COUNT(*), COUNT(h.turnover), COALESCE(SUM(h.turnover), 0),
        COALESCE(SUM(h.open_days), 0), COALESCE(SUM(h.takeaway), 0),
        COALESCE(SUM(CASE WHEN h.takeaway IS NOT NULL THEN h.turnover END), 0),
        COALESCE(SUM(CASE WHEN h.takeaway IS NOT NULL THEN h.commission END), 0),
        COUNT(CASE WHEN h.received >= :deadline THEN 1 END)
      FROM known LEFT JOIN head h ON h.store_id = known.store_id
      WHERE opened <= :last AND closed >= :first GROUP BY 1
      """
    let deadline = Timestamp(startOfDayInChina: month.next.firstDay.adding(days: 10)).milliseconds
    return Dictionary(
      uniqueKeysWithValues: try rows(path, sql, month, version, ["deadline": deadline]).map {
        (
          $0[0],
          Figures(
            due: $0[1], reported: $0[2], turnoverFen: $0[3], openDays: $0[4], takeawayFen: $0[5],
            turnoverWithTakeawayFen: $0[6], commissionFen: $0[7], late: $0[8])
        )
      })
  }

  /// The same from a rollup.
  static func provinces(_ rollup: Rollup) -> [Int32: Figures] {
    var found: [Int32: Figures] = [:]
    for row in rollup.rows {
      guard case .region(let code) = row.key else { continue }
      let figures = row.figures
      found[code.number] = Figures(
        due: figures.due, reported: figures.reported, turnoverFen: figures.turnoverFen, openDays: figures.openDays,
        takeawayFen: figures.takeawayFen, turnoverWithTakeawayFen: figures.turnoverWithTakeawayFen,
        commissionFen: figures.commissionFen, late: figures.late)
    }
    return found
  }

  /// The same from a panel.
  static func provinces(_ panel: TurnoverPanel, in month: YearMonth) throws -> [Int32: Figures] {
    provinces(try panel.rollup(RollupRequest(by: .province, months: month...month, measures: .all)))
  }

  /// For each province with comparable stores: how many, and what they took now and a year before.
  static func growth(_ path: String, in month: YearMonth, asOf version: Int64) throws -> [Int32: Growth] {
    let base = month.lastYear
    let sql = """
      WITH known AS (\(known)), now AS (\(heads(":month"))), past AS (\(heads(":base")))
      SELECT region / 10000 * 10000, COUNT(*), SUM(now.turnover), SUM(past.turnover)
      FROM known JOIN now ON now.store_id = known.store_id JOIN past ON past.store_id = known.store_id
      WHERE opened <= :last AND closed >= :first AND opened <= :baseLast AND closed >= :baseFirst
        AND now.turnover > 0 AND past.turnover > 0 AND now.open_days >= 15 AND past.open_days >= 15
      GROUP BY 1
      """
    let more: [String: Int64] = [
      "base": Int64(base.number), "baseFirst": Int64(base.firstDay.number), "baseLast": Int64(base.lastDay.number),
    ]
    return Dictionary(
      uniqueKeysWithValues: try rows(path, sql, month, version, more).map {
        ($0[0], Growth(stores: $0[1], nowFen: $0[2], thenFen: $0[3]))
      })
  }

  /// The same from a panel.
  static func growth(_ panel: TurnoverPanel, in month: YearMonth) throws -> [Int32: Growth] {
    var found: [Int32: Growth] = [:]
    let request = RollupRequest(by: .province, months: month...month)
    for row in try panel.growth(request, options: RollupGrowthOptions(draws: 0)) where row.stores > 0 {
      guard case .region(let code) = row.key else { continue }
      found[code.number] = Growth(stores: row.stores, nowFen: row.nowFen, thenFen: row.thenFen)
    }
    return found
  }
}
