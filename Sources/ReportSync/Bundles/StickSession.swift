import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// A sync session without a network: what waits goes out as a file, HQ's answer comes back as one.
public struct StickSession: Sendable {
  private let ledger: StoreLedger
  private let environment: SyncEnvironment

  /// Why an answer was not taken. Nothing of it was.
  public enum Problem: Error, Hashable, Sendable {
    /// It is no answer, or damaged.
    case unreadable
    /// No key that is pinned here signed it.
    case notSigned
    /// It is for another device.
    case otherDevice
    /// The ledger or the device's key did not let us.
    case sync(SyncProblem)
  }

  /// Makes a session of a ledger that is joined.
  public init(ledger: StoreLedger, environment: SyncEnvironment = .system) {
    self.ledger = ledger
    self.environment = environment
  }

  /// The bundle of what waits, as a file's content, and how many revisions are in it. Everything stays in the outbox
  /// until HQ's answer is read.
  public func write() throws(Problem) -> (content: Data, operations: Int) {
    let (turn, enrollment) = try onLedger { () throws(LedgerProblem) in
      guard let enrollment = try ledger.enrollment() else { throw LedgerProblem.missing(path: ledger.path) }
      return (try ledger.nextTurn(limit: SyncRequest.operationLimit), enrollment)
    }
    let request = SyncRequest(turn, sentAt: environment.now())
    let key: DeviceKey
    do throws(SyncProblem) { key = try DeviceKey(of: enrollment, besideLedger: ledger.path) } catch {
      throw .sync(error)
    }
    guard let body = try? JSONEncoder().encode(request) else { throw .unreadable }
    var bundle = SyncBundle(device: enrollment.device, request: String(decoding: body, as: UTF8.self))
    guard let signature = try? key.signature(of: bundle.signedText) else { throw .unreadable }
    bundle.signature = signature
    guard let content = try? JSONEncoder().encode(bundle) else { throw .unreadable }
    return (content, turn.operations.count)
  }

  /// Takes HQ's answer to a bundle: verified by the pinned key, and recorded as if it had come over the wire. The same
  /// answer again changes nothing.
  public func read(_ content: Data) throws(Problem) -> SyncReport {
    guard content.count <= 16 << 20, let answer = try? JSONDecoder().decode(BundleAnswer.self, from: content),
      answer.kind == BundleAnswer.kind
    else { throw .unreadable }
    let (keys, enrollment) = try onLedger { () throws(LedgerProblem) in
      (try ledger.receiptKeys(), try ledger.enrollment())
    }
    guard let response = try? JSONDecoder().decode(SyncResponse.self, from: Data(answer.response.utf8)) else {
      throw .unreadable
    }
    // HQ may have changed its key since: the statements of that carry their own proof.
    let followed = KeySuccession.keys(by: response.keySuccessions ?? [], from: keys)
    guard answer.isSigned(byOneOf: keys + followed) else { throw .notSigned }
    guard answer.device == enrollment?.device else { throw .otherDevice }
    return try take(response)
  }

  private func take(_ response: SyncResponse) throws(Problem) -> SyncReport {
    let now = environment.now()
    var random = environment.random
    return try onLedger { () throws(LedgerProblem) in
      var report = SyncReport()
      let lease = try ledger.takeLease(now: now, random: &random)
      if response.rewound == true {
        _ = try ledger.startOver(now: now)
      } else {
        let answered = Set(response.outcomes.map(\.id))
        let turn = try ledger.nextTurn(limit: .max)
        let sent = turn.operations.filter { answered.contains($0.id) }
        let answeredToo = Set((response.rectifications ?? []).map(\.id))
        let answers = turn.rectifications.filter { answeredToo.contains($0.id) }
        report.sent = sent.count + answers.count
        report.add(
          try ledger.record(response, to: sent, rectifications: answers, lease: lease, now: now))
        if !response.more { report.differences = try ledger.compareTotals(with: response.totals, now: now) }
      }
      try ledger.noteSession(problem: nil, now: now)
      try ledger.release(lease)
      report.waiting = try ledger.waitingCount()
      return report
    }
  }

  private func onLedger<Value>(_ body: () throws(LedgerProblem) -> Value) throws(Problem) -> Value {
    do throws(LedgerProblem) { return try body() } catch { throw .sync(.ledger(error)) }
  }
}
