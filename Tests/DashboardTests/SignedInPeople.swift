import CentralLedger
import Foundation
import HTTPTypes
import SnackChain
import Testing

@testable import Dashboard

/// People who sign in as a browser does: with the form that they were given.
extension DashboardUnderTest {
  static let password = "correct horse battery"

  /// A dashboard that has to be signed in to, with an account of the association, or of another position.
  static func withAccount(
    _ name: String = "wang", role: Role = .association, scope: RegionScope = .everywhere, code: String? = nil
  ) async throws -> DashboardUnderTest {
    let test = try await DashboardUnderTest(signedInAs: true)
    try await test.add(name, role: role, scope: scope, code: code)
    return test
  }

  /// Gives somebody a position and the password.
  func add(
    _ name: String, role: Role = .association, scope: RegionScope = .everywhere, code: String? = nil
  ) async throws {
    let name = try #require(AccountName(name))
    let administrator = Access.administrator("test")
    _ = try await ledger.recordPosition(
      Position(role: role, scope: scope), of: name, validFrom: try #require(CalendarDay("2020-01-01")), note: nil,
      access: administrator)
    try await ledger.setProof(
      try PasswordHash(hashing: Self.password).text, .password, of: name, access: administrator)
    if let code { try await ledger.setProof(code, .codeSecret, of: name, access: administrator) }
  }

  /// What stands in a hidden field of a page.
  static func field(_ name: String, of body: String) throws -> String {
    let marker = "name=\"\(name)\" value=\""
    let start = try #require(body.range(of: marker))
    return String(body[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Asks for the form and sends it.
  func signIn(
    as name: String = "wang", password: String = password, code: String = "", next: String = "/",
    from peer: String = "127.0.0.1"
  ) async throws -> Answer {
    let page = try await ask("/sign-in", from: peer)
    let token = try Self.field("token", of: page.body)
    return try await ask(
      "/sign-in", .post,
      form:
        "name=\(name)&password=\(PageQuery.encoded(password))&code=\(code)&token=\(token)&next=\(PageQuery.encoded(next))",
      cookie: page.cookies, from: peer)
  }
}
