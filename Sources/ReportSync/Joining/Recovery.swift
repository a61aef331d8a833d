import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// Asks HQ for the code with which a new device gets everything back one day.
public struct Recovery: Sendable {
  /// The path that is posted to.
  public static let path = "/v1/recovery"

  private let ledger: StoreLedger
  private let transport: any SyncTransport
  private let environment: SyncEnvironment

  /// Makes a request of a ledger that is joined.
  public init(ledger: StoreLedger, transport: any SyncTransport, environment: SyncEnvironment = .system) {
    self.ledger = ledger
    self.transport = transport
    self.environment = environment
  }

  /// A new code; the last one that was not used is good no longer.
  public func code() async throws(SyncProblem) -> RecoveryResponse {
    let store: StoreCode
    let enrollment: Enrollment
    do throws(LedgerProblem) {
      guard let found = try ledger.enrollment() else { throw LedgerProblem.missing(path: ledger.path) }
      store = try ledger.profile().store
      enrollment = found
    } catch { throw .ledger(error) }
    var exchange = SignedExchange(
      transport: transport, key: try DeviceKey(of: enrollment, besideLedger: ledger.path), keyID: enrollment.device,
      clockOffset: enrollment.clockOffset, environment: environment)
    guard let body = try await exchange.send(RecoveryRequest(store: store), to: Self.path),
      let answer = try? JSONDecoder().decode(RecoveryResponse.self, from: body),
      InviteCode.normalized(answer.code) != nil
    else { throw .notHeadquarters(status: 200) }
    return answer
  }
}
