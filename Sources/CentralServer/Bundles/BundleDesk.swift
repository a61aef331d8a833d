import CentralLedger
import Crypto
import Foundation
import Logging
import PanelFeed
import SnackChain
import SyncProtocol

/// Takes bundles from sticks at HQ: the same way as over the wire, so that each operation counts once.
public struct BundleDesk: Sendable {
  private let ledger: any CentralLedger
  private let answers: SyncAnswer
  private let logger: Logger

  /// Why a bundle was not taken. Nothing of it was.
  public enum Problem: Error, Hashable, Sendable {
    /// It is no bundle, or damaged.
    case unreadable
    /// Its signature is not that of a device that is known here.
    case notSigned
    /// The device was revoked.
    case revoked
    /// Two ledgers were seen that send under the device's key.
    case cloned
  }

  /// Makes a desk over `ledger`.
  ///
  /// - Parameter programme: what devices are served of the programme; `nil` for nothing.
  public init(ledger: any CentralLedger, programme: ServedProgramme?, logger: Logger) {
    let clock: @Sendable () -> Timestamp = { Timestamp.now }
    self.ledger = ledger
    self.logger = logger
    answers = SyncAnswer(
      ledger: ledger,
      benchmarks: BenchmarkDesk(ledger: ledger, feed: PanelFeed(ledger), logger: logger, clock: clock),
      effects: EffectDesk(ledger: ledger), programme: programme, clock: clock)
  }

  /// Takes a bundle as it stands in a file.
  ///
  /// - Returns: the answer to be carried back, and what became of each operation.
  public func take(_ file: Data) async throws -> (answer: BundleAnswer, outcomes: [OperationOutcome]) {
    guard file.count <= 4 << 20, let bundle = try? StrictJSON.decode(SyncBundle.self, from: file) else {
      throw Problem.unreadable
    }
    guard let device = try await ledger.device(bundle.device),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(device.publicKey)), bundle.isSigned(by: key)
    else { throw Problem.notSigned }
    guard device.revokedAt == nil else { throw Problem.revoked }
    guard device.quarantinedAt == nil else { throw Problem.cloned }
    guard let message = try? StrictJSON.decode(IncomingSync.self, from: Data(bundle.request.utf8)) else {
      throw Problem.unreadable
    }
    await answers.benchmarks.refreshIfStale(.max)
    await answers.benchmarks.settled()
    let response = try await answers.answer(message, from: device, logger: logger)
    let text = String(decoding: try response.json(), as: UTF8.self)
    return (try await ledger.signed(BundleAnswer(device: device.id, response: text)), response.outcomes)
  }
}
