import SnackChain
import SyncProtocol
import Testing

@testable import Dashboard

@Suite("Guessing of passwords")
struct GuessingTests {
  private static let wrong = "wrong wrong wrong"

  @Test("whoever guesses at others is slowed down, whatever they do at their own account in between")
  func ownAccount() async throws {
    let test = try await DashboardUnderTest.withAccount("kan")
    for number in 0..<10 {
      #expect(try await test.signIn(as: "victim\(number)", password: Self.wrong).status == 401)
      if number % 4 == 3 { #expect(try await test.signIn(as: "kan").status == 303) }
    }
    #expect(try await test.signIn(as: "victim10", password: Self.wrong).status == 429)
    #expect(try await test.signIn(as: "kan", from: "203.0.113.9").status == 303, "elsewhere nobody is concerned")
    test.clock.move(seconds: 6)
    #expect(try await test.signIn(as: "kan").status == 303)
  }

  @Test(
    "all addresses of a stranger guess together, and lock the account's owner out of nothing",
    arguments: [
      (["203.0.113.9"], "203.0.113.10"),
      (["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::3"], "2001:db8:1:3::1"),
    ])
  func stranger(addresses: [String], owner: String) async throws {
    let test = try await DashboardUnderTest.withAccount()
    for number in 0..<5 {
      let address = addresses[number % addresses.count]
      #expect(try await test.signIn(password: Self.wrong, from: address).status == 401)
    }
    for address in addresses { #expect(try await test.signIn(from: address).status == 429) }
    #expect(try await test.signIn(from: owner).status == 303)
  }

  @Test("of many tries at once no more are looked at than of as many in a row")
  func atOnce() async throws {
    let test = try await DashboardUnderTest.withAccount()
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<30 {
        group.addTask { try await test.signIn(password: number < 16 ? Self.wrong : "\(number)").status }
      }
      return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [401: 5, 429: 25])
  }
}

@Suite("How long guessing is made to wait")
struct SignInThrottleTests {
  private static let start = Timestamp(milliseconds: 1_678_000_000_000)

  private func attempt(_ account: String, _ address: String) throws -> SignInThrottle.Try {
    let name = try #require(AccountName(account))
    return SignInThrottle.Try(account: name, caller: CallerAddress(address))
  }

  private func fail(
    _ throttle: SignInThrottle, _ attempt: SignInThrottle.Try, at now: Timestamp
  ) -> Int {
    let wait = throttle.begin(attempt, at: now)
    if wait == 0 { throttle.end(attempt, isRight: false, at: now) }
    return wait
  }

  @Test("an account that is guessed at from everywhere is slowed to a try a second, and its owner gets in at once")
  func everywhere() throws {
    let throttle = SignInThrottle()
    let home = try attempt("wang", "203.0.113.9")
    #expect(throttle.begin(home, at: Self.start) == 0)
    throttle.end(home, isRight: true, at: Self.start)
    for number in 0..<100 {
      #expect(fail(throttle, try attempt("wang", "10.0.1.\(number)"), at: Self.start) == 0)
    }
    #expect(fail(throttle, try attempt("wang", "10.0.2.1"), at: Self.start) == 1)
    #expect(fail(throttle, try attempt("chen", "10.0.2.1"), at: Self.start) == 0, "other accounts are not concerned")
    #expect(throttle.begin(home, at: Self.start) == 0)
    throttle.end(home, isRight: true, at: Self.start)
    // Not even from where the owner never was.
    #expect(throttle.begin(try attempt("wang", "10.0.3.1"), at: Self.start.adding(seconds: 1)) == 0)
  }

  @Test("a caller at one account waits longer and longer, at most a quarter of an hour, and is free again in time")
  func longer() throws {
    let throttle = SignInThrottle()
    let attempt = try attempt("wang", "203.0.113.9")
    var now = Self.start
    var waits: [Int] = []
    for _ in 0..<30 {
      let wait = fail(throttle, attempt, at: now)
      if wait > 0 {
        waits.append(wait)
        now = now.adding(seconds: Int64(wait))
      }
    }
    #expect(waits == waits.sorted() && waits.first == 5 && waits.last == 900)
    now = now.adding(seconds: 4 * 3_600)
    for _ in 0..<5 { #expect(fail(throttle, attempt, at: now) == 0) }
    #expect(fail(throttle, attempt, at: now.adding(seconds: -3_600)) == 0, "a clock set back locks nobody out")
  }

  @Test("tries count while they run: what turns out right, or was never looked at, is given back")
  func running() throws {
    let throttle = SignInThrottle()
    let attempt = try attempt("wang", "203.0.113.9")
    for _ in 0..<5 { #expect(throttle.begin(attempt, at: Self.start) == 0) }
    #expect(throttle.begin(attempt, at: Self.start) == 1)
    throttle.takeBack(attempt)
    #expect(throttle.begin(attempt, at: Self.start) == 0)
    for _ in 0..<5 { throttle.end(attempt, isRight: true, at: Self.start) }
    for _ in 0..<5 { #expect(fail(throttle, attempt, at: Self.start) == 0) }
    #expect(fail(throttle, attempt, at: Self.start) == 5)
  }

  @Test("memory does not grow with the number of callers and accounts, and who got most wrong is not forgotten for it")
  func bounded() throws {
    let throttle = SignInThrottle(most: 300)
    let guesser = try attempt("wang", "203.0.113.9")
    for _ in 0..<5 { _ = fail(throttle, guesser, at: Self.start) }
    for number in 0..<2_000 {
      let other = try attempt("account\(number)", "10.1.\(number / 250).\(number % 250)")
      #expect(fail(throttle, other, at: Self.start) == 0)
      if number % 2 == 0 {
        #expect(throttle.begin(other, at: Self.start) == 0)
        throttle.end(other, isRight: true, at: Self.start)
      }
    }
    #expect(throttle.remembered <= 603)
    #expect(fail(throttle, guesser, at: Self.start) > 0)
  }
}
