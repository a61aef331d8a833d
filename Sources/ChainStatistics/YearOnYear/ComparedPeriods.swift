import SnackChain

/// One side of a comparison: a month, or January and February together, as columns of fen, open days and bits.
struct ComparedPeriod {
  /// Fen of each store; only those whose `counted` bit is set are to be read.
  let fen: [Int64]
  /// 0 where the open days of the period are not known.
  let days: [UInt8]
  let due: [UInt64]
  let counted: [UInt64]
  /// Counted, above zero and with enough open days.
  let usable: [UInt64]

  init(_ panel: TurnoverPanel, months: Range<Int>, minOpenDays: Int) {
    let first = months.lowerBound
    if months.count == 1 {
      fen = panel.turnover[first]
      days = panel.openDays[first]
      due = Array(panel.due.month(first))
      counted = Array(panel.counted.month(first))
      if minOpenDays == TurnoverPanel.usualMinOpenDays {
        usable = Array(panel.usable.month(first))
        return
      }
      let (fen, days) = (fen, days)
      usable = Self.usable(counted) { row in
        fen[row] > 0 && (minOpenDays == 0 || Int(days[row]) > minOpenDays)
      }
      return
    }
    var sums = [Int64](repeating: 0, count: panel.stride)
    var open = [Int32](repeating: 0, count: panel.stride)
    var known = [UInt8](repeating: 1, count: panel.stride)
    var (allDue, allCounted) = (Array(panel.due.month(first)), Array(panel.counted.month(first)))
    for month in months {
      let (fen, days) = (panel.turnover[month], panel.openDays[month])
      for row in sums.indices {
        sums[row] += max(fen[row], 0)
        if days[row] == 0 { known[row] = 0 } else { open[row] += Int32(days[row]) - 1 }
      }
      for (word, (due, counted)) in zip(panel.due.month(month), panel.counted.month(month)).enumerated() {
        allDue[word] &= due
        allCounted[word] &= counted
      }
    }
    (fen, days, due, counted) = (sums, known, allDue, allCounted)
    let least = Int32(minOpenDays * months.count)
    usable = Self.usable(allCounted) { row in
      sums[row] > 0 && (minOpenDays == 0 || known[row] == 1 && open[row] >= least)
    }
  }

  private static func usable(_ counted: [UInt64], _ isUsable: (Int) -> Bool) -> [UInt64] {
    counted.enumerated().map { word, bits in
      var usable: UInt64 = 0
      forEachRow(in: bits, base: word * 64) { row in
        if isUsable(row) { usable |= 1 << UInt64(row & 63) }
      }
      return usable
    }
  }
}

/// Both sides, and which stores are comparable and in which arm.
struct ComparedPeriods {
  let now: ComparedPeriod
  let then: ComparedPeriod
  let comparable: [UInt64]
  let upgraded: [UInt64]
  let standardised: [UInt64]
  let others: [UInt64]
  /// Due, and the certificate began within the period.
  let certifiedWithin: [UInt64]
  /// Due, and the certificate ended within the period.
  let endedWithin: [UInt64]

  /// - Parameter members: the stores to look at, or `nil` for all.
  init(
    _ panel: TurnoverPanel, now months: Range<Int>, minOpenDays: Int, members: [UInt64]?
  ) {
    let now = ComparedPeriod(panel, months: months, minOpenDays: minOpenDays)
    let then = ComparedPeriod(
      panel, months: months.lowerBound - 12..<months.upperBound - 12, minOpenDays: minOpenDays)
    let arms =
      months.count == 1
      ? ArmWords(panel.programme, month: months.lowerBound)
      : ArmWords(
        panel.register, wordCount: now.due.count,
        span: ArmSpan(
          now: panel.months.lowerBound.adding(
            months: months.lowerBound)...panel.months.lowerBound.adding(months: months.upperBound - 1)))
    self.now = now
    self.then = then
    let words = now.due.indices
    let due = members.map { members in words.map { now.due[$0] & members[$0] } } ?? now.due
    comparable = words.map { now.usable[$0] & then.usable[$0] & due[$0] }
    upgraded = words.map { arms.upgraded[$0] & due[$0] }
    standardised = words.map { arms.standardised[$0] & due[$0] }
    certifiedWithin = words.map { arms.certifiedWithin[$0] & due[$0] }
    endedWithin = words.map { arms.endedWithin[$0] & due[$0] }
    others = words.map { due[$0] & ~(arms.standardised[$0] | arms.certifiedWithin[$0] | arms.endedWithin[$0]) }
  }

  /// The stores due that are in an arm.
  func members(of arm: ProgrammeArm) -> [UInt64] {
    switch arm {
    case .upgraded: upgraded
    case .standardised: standardised
    case .others: others
    }
  }

  /// Stores of an arm due and not comparable, by the first reason that applies.
  func leftOut(of arm: [UInt64]) -> [YearOnYearLeftOut] {
    var (missingNow, notDue, missingThen, zero, unknown, few) = (0, 0, 0, 0, 0, 0)
    for word in arm.indices {
      let out = arm[word] & ~comparable[word]
      guard out != 0 else { continue }
      let here = out & now.counted[word]
      missingNow += (out & ~now.counted[word]).nonzeroBitCount
      notDue += (here & ~then.due[word]).nonzeroBitCount
      missingThen += (here & then.due[word] & ~then.counted[word]).nonzeroBitCount
      forEachRow(in: here & then.counted[word], base: word * 64) { row in
        if now.fen[row] == 0 || then.fen[row] == 0 {
          zero += 1
        } else if now.days[row] == 0 || then.days[row] == 0 {
          unknown += 1
        } else {
          few += 1
        }
      }
    }
    return [
      YearOnYearLeftOut(reason: .missingNow, stores: missingNow), YearOnYearLeftOut(reason: .notDue, stores: notDue),
      YearOnYearLeftOut(reason: .missingThen, stores: missingThen), YearOnYearLeftOut(reason: .zero, stores: zero),
      YearOnYearLeftOut(reason: .openDaysUnknown, stores: unknown),
      YearOnYearLeftOut(reason: .fewOpenDays, stores: few),
    ]
  }

  /// Stores due that are in no arm.
  var inNoArm: [YearOnYearLeftOut] {
    [
      YearOnYearLeftOut(
        reason: .certifiedWithinMonth, stores: certifiedWithin.reduce(0) { $0 + $1.nonzeroBitCount }),
      YearOnYearLeftOut(
        reason: .certificateEndedWithinMonth, stores: endedWithin.reduce(0) { $0 + $1.nonzeroBitCount }),
    ]
  }
}

/// The arms of all stores in a period as bits.
struct ArmWords {
  var standardised: [UInt64]
  var upgraded: [UInt64]
  var certifiedWithin: [UInt64]
  var endedWithin: [UInt64]

  /// Those of a month, worked out when the panel was made.
  init(_ programme: ProgrammeBits, month: Int) {
    standardised = Array(programme.standardised.month(month))
    upgraded = Array(programme.upgraded.month(month))
    certifiedWithin = Array(programme.certifiedWithin.month(month))
    endedWithin = Array(programme.endedWithin.month(month))
  }

  /// Those of several months taken as one period.
  init(_ register: PanelRegister, wordCount: Int, span: ArmSpan) {
    let none = [UInt64](repeating: 0, count: wordCount)
    (standardised, upgraded, certifiedWithin, endedWithin) = (none, none, none, none)
    for row in 0..<register.count where !register.certificates.entries(row).isEmpty {
      let (word, bit): (Int, UInt64) = (row >> 6, 1 << UInt64(row & 63))
      switch span.arm(of: row, in: register) {
      case .others: break
      case .standardised: standardised[word] |= bit
      case .upgraded:
        standardised[word] |= bit
        upgraded[word] |= bit
      case .certifiedWithin: certifiedWithin[word] |= bit
      case .endedWithin: endedWithin[word] |= bit
      }
    }
  }
}
