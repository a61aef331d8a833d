import SnackChain

/// Reading the bills that owners have, into months that they complete with their cash.
///
/// Files are told apart by what is in them. The order in which they are given, any overlap between them and the same
/// file given twice make no difference. A file with a problem is left out as a whole and named; the others stand.
public enum BillImport {
  /// Reads the files and says what they hold. Keeps nothing and changes no file.
  public static func preview(_ files: [BillFile], options: ImportOptions = ImportOptions()) -> BillPreview {
    var gathering = Gathering()
    var summaries: [BillFileSummary] = []
    var refused: [RefusedFile] = []
    var warnings: [BillWarning] = []
    var holders: [BillSource: Set<String>] = [:]
    for file in files {
      do throws(BillProblem) {
        let tables = try FileReader(options: options).read(file)
        try refusePurchases(tables)
        for table in tables {
          gathering.add(table)
          if let source = table.found?.source, !table.holders.isEmpty {
            holders[source, default: []].formUnion(table.holders)
          }
          warnings += self.warnings(of: table, file: file.name, options: options)
        }
        summaries.append(summary(of: tables, name: file.name))
      } catch {
        refused.append(RefusedFile(name: file.name, problem: error))
      }
    }
    let result = gathering.result()
    if result.differingOrders > 0 { warnings.append(.ordersDiffer(count: result.differingOrders)) }
    for (source, names) in holders.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where names.count > 1 {
      warnings.append(.severalHolders(source, names.sorted()))
    }
    var (tallies, timeless) = tally(result)
    let months = tallies.keys.sorted().compactMap { month in tallies.removeValue(forKey: month)?.month(month) }
    warnings += months.flatMap(self.warnings(of:))
    return BillPreview(
      months: months, leftOutWithoutMonth: timeless.leftOuts, files: summaries, refused: refused,
      warnings: warnings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, repeatedRows: result.repeatedRows)
  }

  /// What the bytes hold, whatever they are: the door for tests that throw anything at the readers.
  public static func preview(name: String, bytes: [UInt8]) -> BillPreview {
    preview([BillFile(name: name, bytes: bytes)])
  }

  /// A bill in which somebody only buys holds no takings, nor anything that the owner could say was takings.
  private static func refusePurchases(_ tables: [TableReader]) throws(BillProblem) {
    for table in tables {
      guard let source = table.found?.source, source.isPersonal, table.purchases > 0 else { continue }
      let hasMore = table.verdicts.entries.contains { entry in
        switch entry.verdict {
        case .sale, .refund, .leftOut(.transfer), .leftOut(.redPacket), .leftOut(.unknown), .leftOut(.unreadable): true
        case .leftOut(.otherIncome): true
        case .leftOut: false
        }
      }
      if !hasMore { throw .consumerBill(source, purchases: table.purchases) }
    }
  }

  private static func tally(_ result: Gathering.Result) -> (months: [YearMonth: MonthTally], timeless: MonthTally) {
    // Days of a platform whose single orders are known need no daily row.
    var ordered: Set<Int32> = []
    for group in result.groups where group.fact.family == .takings {
      let entry = result.verdicts[Int(group.fact.verdict)]
      if entry.channel == .eleme, entry.verdict == .sale { ordered.insert(group.fact.day) }
    }
    var months: [YearMonth: MonthTally] = [:]
    var timeless = MonthTally()
    // Facts are in no order of time: each month's tally is taken out and put back only where the month changes.
    var current: (month: YearMonth, tally: MonthTally)?
    var dayMonths: [Int32: YearMonth] = [:]
    for group in result.groups {
      var entry = result.verdicts[Int(group.fact.verdict)]
      if group.fact.day == .min {
        timeless.add(group.fact, entry)
        continue
      }
      if group.fact.family == .daily, ordered.contains(group.fact.day) {
        entry = VerdictTable.Entry(channel: entry.channel, verdict: .leftOut(.coveredByOrders))
      }
      let month = dayMonths[group.fact.day] ?? CalendarDay(number: group.fact.day).yearMonth
      dayMonths[group.fact.day] = month
      if current?.month != month {
        if let current { months[current.month] = current.tally }
        current = (month, months.removeValue(forKey: month) ?? MonthTally())
      }
      current?.tally.add(group.fact, entry)
    }
    if let current { months[current.month] = current.tally }
    return (months, timeless)
  }

  private static func summary(of tables: [TableReader], name: String) -> BillFileSummary {
    var counted = 0
    var first = Int32.max
    var last = Int32.min
    for table in tables {
      let counts = table.verdicts.entries.map { $0.verdict == .sale || $0.verdict == .refund }
      for fact in table.facts {
        if counts[Int(fact.verdict)] { counted += 1 }
        if fact.day != .min {
          first = min(first, fact.day)
          last = max(last, fact.day)
        }
      }
    }
    return BillFileSummary(
      name: name, sources: tables.compactMap { $0.found?.source },
      holders: Set(tables.flatMap(\.holders)).sorted(), rows: tables.reduce(0) { $0 + $1.rowCount }, counted: counted,
      days: first <= last ? CalendarDay(number: first)...CalendarDay(number: last) : nil,
      isReconciled: tables.contains(where: \.totals.isReconciled))
  }
}
