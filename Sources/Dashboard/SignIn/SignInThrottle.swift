import SnackChain
import SyncProtocol
import Synchronization

/// Slows the guessing of passwords.
///
/// A caller waits ever longer after some wrong tries at one account, and after some more at all accounts together;
/// signing in to one's own takes nothing back of the others. Strangers elsewhere can lock nobody out: what all callers
/// try at an account only slows them to about one try a second, and callers that the account has signed in from before
/// not even that.
///
/// A try counts from its beginning, before the password is looked at: many at once are no more than many in a row.
final class SignInThrottle: Sendable {
  /// Who tries to sign in, and as whom; `nil` for what is no name.
  struct Try: Sendable {
    let account: AccountName?
    let caller: CallerAddress
  }

  /// How many tries may be wrong, and what comes then.
  fileprivate struct Limit {
    /// Wrong tries without a wait, and tries that may run at once.
    let free: Int
    /// Milliseconds after which one wrong try is forgotten.
    let memory: Int64
    /// The longest wait in milliseconds.
    let longest: Int64

    /// Milliseconds to wait after so many wrong tries.
    func wait(after failures: Int) -> Int64 {
      failures < free ? 0 : min(longest, 5_000 << Int64(min(failures - free, 10)))
    }
  }

  /// Whose tries are counted together.
  fileprivate enum Key: Hashable {
    case pair(AccountName, CallerAddress)
    case caller(CallerAddress)
    case account(AccountName)

    var limit: Limit {
      switch self {
      case .pair: Limit(free: 5, memory: 900_000, longest: 900_000)
      // People behind one address mistype as well: after a quiet hour nothing is held against them.
      case .caller: Limit(free: 10, memory: 300_000, longest: 900_000)
      case .account: Limit(free: 100, memory: 9_000, longest: 1_000)
      }
    }
  }

  private struct Record {
    /// Milliseconds until all is forgotten, as of `counted`.
    var debt: Int64 = 0
    var counted: Int64 = 0
    /// Before when nobody may try.
    var until: Int64 = 0
    /// Tries of which it is not known yet whether they are right.
    var running = 0

    func debt(at moment: Int64) -> Int64 { max(0, debt - max(0, moment - counted)) }

    /// Wrong tries that are not forgotten.
    func failures(_ limit: Limit, at moment: Int64) -> Int {
      Int((debt(at: moment) + limit.memory - 1) / limit.memory)
    }

    /// Milliseconds to wait before the next try.
    func wait(_ limit: Limit, at moment: Int64) -> Int64 {
      let left = until - moment
      // More than anybody ever waits: the clock was set back.
      if left > 0, left <= limit.longest { return left }
      // Where nothing is free any more, one at a time.
      return running > 0 && failures(limit, at: moment) + running >= limit.free ? 1_000 : 0
    }

    mutating func noteFailure(_ limit: Limit, at moment: Int64) {
      // What goes on for days is not held against anybody for days.
      debt = min(debt(at: moment) + limit.memory, 3 * Int64(limit.free) * limit.memory)
      counted = moment
      until = moment + limit.wait(after: failures(limit, at: moment))
    }
  }

  private struct Books {
    var records: [Key: Record] = [:]
    /// When an account last signed in from a caller.
    var familiar: [Key: Int64] = [:]
  }

  private let books = Mutex(Books())
  /// How many records, and how many familiar callers, are kept.
  private let most: Int

  init(most: Int = 20_000) { self.most = most }

  /// How much is remembered.
  var remembered: Int { books.withLock { $0.records.count + $0.familiar.count } }

  /// Begins a try: 0, or the seconds to wait before there may be one. A try that was begun has to be ended or taken back.
  func begin(_ attempt: Try, at now: Timestamp) -> Int {
    let moment = now.milliseconds
    return books.withLock { books in
      let isFamiliar = attempt.pair.map { books.familiar[$0] != nil } ?? false
      let wait = attempt.keys.map { key -> Int64 in
        if case .account = key, isFamiliar { return 0 }
        return books.records[key]?.wait(key.limit, at: moment) ?? 0
      }.max()
      if let wait, wait > 0 { return Int((wait + 999) / 1000) }
      if books.records.count >= most { makeRoom(in: &books, at: moment) }
      for key in attempt.keys { books.records[key, default: Record()].running += 1 }
      return 0
    }
  }

  /// Ends a try. What was right clears what this caller got wrong at this account, and nothing else.
  func end(_ attempt: Try, isRight: Bool, at now: Timestamp) {
    let moment = now.milliseconds
    books.withLock { books in
      for key in attempt.keys {
        release(key, in: &books)
        if !isRight { books.records[key, default: Record()].noteFailure(key.limit, at: moment) }
      }
      guard isRight, let pair = attempt.pair else { return }
      books.records[pair] = books.records[pair].flatMap { $0.running > 0 ? Record(running: $0.running) : nil }
      books.familiar[pair] = moment
      guard books.familiar.count > most else { return }
      for old in books.familiar.sorted(by: { $0.value < $1.value }).prefix(most / 2) { books.familiar[old.key] = nil }
    }
  }

  /// Takes a try back in which nothing was tried.
  func takeBack(_ attempt: Try) {
    books.withLock { books in
      for key in attempt.keys { release(key, in: &books) }
    }
  }

  private func release(_ key: Key, in books: inout Books) {
    guard var record = books.records[key] else { return }
    record.running = max(0, record.running - 1)
    books.records[key] = record.running == 0 && record.debt == 0 ? nil : record
  }

  /// Forgets what is past; where that is not enough, those who got least wrong.
  private func makeRoom(in books: inout Books, at moment: Int64) {
    books.records = books.records.filter { $0.value.running > 0 || $0.value.debt(at: moment) > 0 }
    guard books.records.count >= most else { return }
    let failures = books.records.map { (key: $0.key, count: $0.value.failures($0.key.limit, at: moment)) }
    for record in failures.sorted(by: { $0.count < $1.count }).prefix(most / 2) { books.records[record.key] = nil }
  }
}

extension SignInThrottle.Try {
  fileprivate var pair: SignInThrottle.Key? { account.map { .pair($0, caller) } }

  /// Everything that a try counts for.
  fileprivate var keys: [SignInThrottle.Key] {
    [.caller(caller)] + (account.map { [.pair($0, caller), .account($0)] } ?? [])
  }
}
