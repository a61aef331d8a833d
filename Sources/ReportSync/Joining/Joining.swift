import Crypto
import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// Joins this device to HQ with an invite code.
///
/// The key is made and durable before the first request. Where the answer is lost, or the process dies at any moment,
/// the same command finds the same key, HQ gives the same answer, and the joining goes on where it was.
public struct Joining: Sendable {
  /// The path that joinings post to.
  public static let path = "/v1/join"

  private let home: LedgerHome
  private let server: ServerAddress
  private let transport: any SyncTransport
  private let environment: SyncEnvironment

  /// What a joining came to.
  public struct Outcome: Hashable, Sendable {
    /// The store.
    public let profile: StoreProfile
    /// Whether the code had been used on this device before: nothing was done.
    public let wasJoined: Bool
  }

  /// Why a joining failed. Nothing but an unused key is kept.
  public enum Problem: Error, Hashable, Sendable {
    /// What was typed cannot be an invite code.
    case mistyped
    /// HQ does not know the code, or it is used or expired; these are told alike.
    case inviteInvalid
    /// Anything else.
    case sync(SyncProblem)
  }

  /// Makes a joining to `server`.
  public init(
    home: LedgerHome, server: ServerAddress, transport: any SyncTransport, environment: SyncEnvironment = .system
  ) {
    self.home = home
    self.server = server
    self.transport = transport
    self.environment = environment
  }

  /// Joins with the code as typed.
  public func join(code typed: String, deviceName: String) async throws(Problem) -> Outcome {
    guard let code = InviteCode.normalized(typed) else { throw .mistyped }
    let digest = SHA256.hash(data: Data((server.description + "\n" + code).utf8)).hexadecimal
    if let profile = try onLedger({ () throws(LedgerProblem) in try joinedBefore(with: digest) }) {
      return Outcome(profile: profile, wasJoined: true)
    }
    let folder = home.joiningFolder(named: String(digest.prefix(32)))
    let key = try onLedger { () throws(LedgerProblem) in try pendingKey(in: folder) }
    let answer = try await ask(code: code, deviceName: deviceName, key: key, folder: folder)
    try onLedger { () throws(LedgerProblem) in
      try record(answer, key: key, deviceName: deviceName, inviteDigest: digest)
      forget(folder)
    }
    return Outcome(profile: answer.profile, wasJoined: false)
  }

  /// The store that this code joined already, if any.
  private func joinedBefore(with digest: String) throws(LedgerProblem) -> StoreProfile? {
    for store in try home.stores() {
      let ledger = try StoreLedger(home: home, store: store)
      if let enrollment = try ledger.enrollment(), enrollment.inviteDigest == digest { return try ledger.profile() }
    }
    return nil
  }

  private static let pendingKeyName = "/device.key"

  private func pendingKey(in folder: String) throws(LedgerProblem) -> DeviceKey {
    if let key = try DeviceKey.read(folder + Self.pendingKeyName) { return key }
    let key = DeviceKey()
    try DiskFile.makeFolder(folder)
    try key.write(to: folder + Self.pendingKeyName)
    return key
  }

  private func forget(_ folder: String) {
    DiskFile.remove(folder + Self.pendingKeyName)
    DiskFile.removeFolder(folder)
  }

  private func ask(
    code: String, deviceName: String, key: DeviceKey, folder: String
  ) async throws(Problem) -> JoinResponse {
    var exchange = SignedExchange(
      transport: transport, key: key, keyID: key.publicKey, clockOffset: 0, environment: environment)
    let request = JoinRequest(code: code, publicKey: key.publicKey, deviceName: deviceName)
    let body: Data?
    do throws(SyncProblem) {
      body = try await exchange.send(request, to: Self.path)
    } catch {
      if case .refused(ProblemCode.inviteInvalid, _) = error {
        // HQ never knew this key, so nothing is lost with it.
        forget(folder)
        throw .inviteInvalid
      }
      throw .sync(error)
    }
    guard let body, let answer = try? JSONDecoder().decode(JoinResponse.self, from: body) else {
      throw .sync(.notHeadquarters(status: 200))
    }
    guard (1...64).contains(answer.device.utf8.count),
      answer.device.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      ),
      !answer.receiptKeys.isEmpty, answer.receiptKeys.allSatisfy({ $0.publicKey != nil })
    else { throw .sync(.contradictory("join")) }
    return answer
  }

  /// The key's file comes first: a ledger never names one that is not there.
  private func record(
    _ answer: JoinResponse, key: DeviceKey, deviceName: String, inviteDigest: String
  ) throws(LedgerProblem) {
    let store = answer.profile.store
    let now = environment.now()
    try DiskFile.makeFolder(home.folder(of: store))
    try key.write(to: home.folder(of: store) + "/" + key.fileName)
    let ledger = try StoreLedger(home: home, store: store, creation: .ifMissing)
    let enrollment = Enrollment(
      device: answer.device, server: server.description, publicKey: key.publicKey, keyFile: key.fileName,
      deviceName: deviceName, inviteDigest: inviteDigest, joinedAt: now)
    try ledger.record(enrollment, answer: answer, now: now)
    try ledger.close()
  }

  private func onLedger<Value>(_ body: () throws(LedgerProblem) -> Value) throws(Problem) -> Value {
    do throws(LedgerProblem) { return try body() } catch { throw .sync(.ledger(error)) }
  }
}
