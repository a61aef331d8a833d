import CentralLedger
import HTTPTypes
import Hummingbird
import Localization
import SnackChain
import SyncProtocol

/// Signs people in with what the command line gave them, and knows them again by their sessions.
public struct SignInDesk: VisitorAccess {
  private let ledger: any CentralLedger
  private let clock: @Sendable () -> Timestamp
  private let throttle = SignInThrottle()
  private let work = PasswordWork()

  /// How long a session lasts without being used, and at most, in seconds.
  static let (idleSeconds, longestSeconds): (Int64, Int64) = (3_600, 12 * 3_600)
  /// The cookie of a session over TLS: the browser sends it to this host alone, and never in the clear.
  static let secureCookie = "__Host-tongbiao"
  /// The cookie over plain HTTP, which is only for this machine itself: browsers keep no `__Host-` cookie there.
  static let loopbackCookie = "tongbiao-loopback"

  /// Makes a desk over a ledger.
  public init(ledger: any CentralLedger, clock: @escaping @Sendable () -> Timestamp) {
    self.ledger = ledger
    self.clock = clock
  }

  /// The visitor of a request's session, where that is good and the account still has rights.
  public func visitor(of request: Request, isUse: Bool) async throws -> Visitor? {
    guard let token = Self.token(of: request), let session = try await ledger.session(token.digest) else { return nil }
    let now = clock()
    guard session.ended == nil, session.lastUsed.adding(seconds: Self.idleSeconds) > now,
      session.began.adding(seconds: Self.longestSeconds) > now,
      let access = try await ledger.account(session.account)?.access(on: now.dayInChina, via: "web")
    else { return nil }
    if isUse, session.lastUsed.adding(seconds: 60) <= now { try await ledger.touchSession(token.digest, at: now) }
    return Visitor(access, formToken: token.formToken)
  }

  /// What came of a try to sign in.
  enum Outcome {
    case signedIn(SessionToken)
    case wrong
    case wait(seconds: Int)
  }

  /// Checks name, password and, where the account has one, the one-time code. What was wrong is not told.
  func signIn(name: String?, password: String?, code: String?, peer: String) async throws -> Outcome {
    let now = clock()
    let account = name.flatMap { AccountName($0) }
    let attempt = SignInThrottle.Try(account: account, caller: CallerAddress(peer))
    let wait = throttle.begin(attempt, at: now)
    guard wait == 0 else { return .wait(seconds: wait) }
    var proofs: [SignInProof: String] = [:]
    do {
      if let account { proofs = try await ledger.proofs(of: account) }
    } catch {
      throttle.takeBack(attempt)
      throw error
    }
    // An account that there is not takes as long as one that there is.
    let hash = proofs[.password].map(PasswordHash.init(text:)) ?? .ofNobody
    guard let isPassword = await work.isRight(String((password ?? "").prefix(1_000)), hash) else {
      throttle.takeBack(attempt)
      return .wait(seconds: 5)
    }
    // From here on something has been found out: unless everything was right, the try was wrong.
    var isRight = false
    defer { throttle.end(attempt, isRight: isRight, at: clock()) }
    guard isPassword, proofs[.password] != nil, let account,
      try await ledger.account(account)?.access(on: now.dayInChina) != nil,
      try await isCodeRight(code, proofs[.codeSecret], account, at: now)
    else { return .wrong }
    isRight = true
    let token = SessionToken()
    try await ledger.beginSession(
      SignInSession(tokenDigest: token.digest, account: account, began: now, lastUsed: now))
    return .signedIn(token)
  }

  private func isCodeRight(
    _ code: String?, _ secret: String?, _ account: AccountName, at now: Timestamp
  ) async throws -> Bool {
    guard let secret else { return true }
    guard let step = OneTimeCode(secret: secret).step(of: code ?? "", at: now) else { return false }
    return try await ledger.useCodeStep(step, of: account)
  }

  /// Ends the session of a request.
  func signOut(_ request: Request, _ visitor: Visitor) async throws {
    guard let token = Self.token(of: request) else { return }
    try await ledger.endSession(token.digest, at: clock(), access: visitor.access)
  }

  /// Over TLS a session comes in the cookie that belongs to this host alone: whoever serves a neighbouring host, or once
  /// answered in the clear, could have planted the other one.
  static func dropLoopbackCookie(of head: inout HTTPRequest) {
    head.headerFields[values: .cookie] = head.headerFields[values: .cookie].map { field in
      field.split(separator: ";").filter { pair in
        pair.split(separator: "=").first?.filter { $0 != " " } != Self.loopbackCookie
      }.joined(separator: ";")
    }
  }

  private static func token(of request: Request) -> SessionToken? {
    for name in [secureCookie, loopbackCookie] {
      if let value = request.cookies[name]?.value, let token = SessionToken(value) { return token }
    }
    return nil
  }

  /// The cookie that carries a session, or ends it where there is no token.
  static func cookie(_ token: SessionToken?, isSecure: Bool) -> HTTPField {
    let name = isSecure ? secureCookie : loopbackCookie
    let value = token.map { "\($0.text); Max-Age=\(longestSeconds)" } ?? "; Max-Age=0"
    return HTTPField(
      name: .setCookie,
      value: "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : ""))
  }
}
