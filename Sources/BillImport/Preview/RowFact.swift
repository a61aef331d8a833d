/// Two independent hashes of what identifies an order: together they never meet by accident, and nobody can make them
/// meet on purpose, since they are seeded anew in every process.
struct OrderKey: Hashable {
  let first: UInt64
  let second: UInt64

  init(_ feed: (inout Hasher) -> Void) {
    var hasher = Hasher()
    hasher.combine(0x5EED)
    feed(&hasher)
    first = UInt64(bitPattern: Int64(hasher.finalize()))
    hasher = Hasher()
    hasher.combine(0xBA0)
    feed(&hasher)
    second = UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

/// What one row of a bill says, in few bytes: there may be millions.
struct RowFact {
  /// Facts of one order are of different families where each counts for itself.
  enum Family: UInt8 {
    /// An order taken, or cancelled since.
    case takings
    /// Money given back for an order, in a row of its own.
    case refund
    /// Money given back since, as the order's status tells.
    case refundTold
    /// A day's takings in one row.
    case daily
    /// What is no order of the store.
    case other
    /// What goes with an order and is not counted.
    case aside
  }

  var key: OrderKey
  /// Days since 1970.
  var day: Int32
  /// Minutes since midnight, or -1: Excel drops the seconds.
  var minute: Int32 = -1
  var family: Family
  /// The verdict's number in the file's `VerdictTable`.
  var verdict: UInt16
  /// How many orders the row stands for.
  var orders: Int32 = 1
  /// How many rows were put together.
  var rows: Int32 = 1
  var fen: Int64
  /// Commission or fee, in hundred-thousandths of a yuan, positive where the store pays.
  var fee: Int64 = 0
  /// To whom and how much was given back, where a status and a row of its own may tell of one refund; else 0.
  var givenBack: UInt64 = 0

  static func isBefore(_ left: RowFact, _ right: RowFact) -> Bool {
    if left.key.first != right.key.first { return left.key.first < right.key.first }
    if left.key.second != right.key.second { return left.key.second < right.key.second }
    if left.day != right.day { return left.day < right.day }
    if left.family != right.family { return left.family.rawValue < right.family.rawValue }
    if left.verdict != right.verdict { return left.verdict < right.verdict }
    if left.minute != right.minute { return left.minute < right.minute }
    return left.fen < right.fen
  }

  /// Whether both say something about the same order, day and family.
  func isSame(as other: RowFact) -> Bool {
    key == other.key && day == other.day && family == other.family
  }
}

/// Gives verdicts small numbers, in the order in which they turn up.
struct VerdictTable {
  struct Entry: Hashable {
    let channel: BillChannel
    let verdict: Verdict
  }

  private(set) var entries: [Entry] = []
  private var numbers: [Entry: UInt16] = [:]
  /// A file with more types than this that nobody knows is no bill; the rest are counted together.
  static let most = 2000
  static let others = "…"

  mutating func number(_ verdict: Verdict, channel: BillChannel) -> UInt16 {
    let entry = Entry(channel: channel, verdict: verdict)
    if let number = numbers[entry] { return number }
    if entries.count >= Self.most, case .leftOut(.unknown(let words)) = verdict, words != Self.others {
      return number(.leftOut(.unknown(Self.others)), channel: channel)
    }
    let number = UInt16(entries.count)
    entries.append(entry)
    numbers[entry] = number
    return number
  }
}
