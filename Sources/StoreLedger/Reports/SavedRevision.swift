import SnackChain
import SyncProtocol

/// One revision of a month as the ledger holds it.
public struct SavedRevision: Hashable, Sendable {
  /// The figures and how they came about.
  public let operation: ReportOperation
  /// Who made it.
  public let origin: Origin
  /// How far it has come.
  public let progress: Progress

  /// Where a revision was made.
  public enum Origin: String, Hashable, Sendable {
    /// On this device.
    case device
    /// Elsewhere: another device of the store, or HQ from a file. Learnt from HQ.
    case headquarters
  }

  /// How far a revision has come.
  public enum Progress: Hashable, Sendable {
    /// Saved here, not acknowledged yet; with the last reason why, if it was tried.
    case waiting(attempts: Int, problem: String?)
    /// HQ holds it, under this number within its month.
    case acknowledged(revision: Int)
    /// HQ did not take it; kept here, the owner decides. Carries the code of the reason.
    case refused(String)
    /// HQ had another figure by then; both are kept, the owner decides.
    case conflict
    /// The owner decided: another revision took its place, or it was given up.
    case settled
  }

  /// Makes a revision.
  public init(operation: ReportOperation, origin: Origin, progress: Progress) {
    self.operation = operation
    self.origin = origin
    self.progress = progress
  }
}

/// All that the ledger knows of one month.
public struct MonthRecord: Hashable, Sendable {
  /// The month.
  public let month: YearMonth
  /// The figure that counts on this device: the newest that waits, else the one that HQ holds, else the newest that HQ
  /// did not take.
  public let current: SavedRevision
  /// The figure that HQ holds, if any.
  public let held: SavedRevision?
  /// What the owner has to decide about: refused revisions and conflicts.
  public let undecided: [SavedRevision]
  /// All revisions, oldest first.
  public let revisions: [SavedRevision]

  /// How the month stands, in one word.
  public var state: State {
    if undecided.contains(where: { $0.progress == .conflict }) { return .conflict }
    if !undecided.isEmpty { return .refused }
    if case .waiting = current.progress { return .waiting }
    return .acknowledged
  }

  /// How a month stands. The raw values are part of the contract of `--format json`.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Saved on this device, to be sent.
    case waiting
    /// HQ holds it.
    case acknowledged
    /// HQ did not take it.
    case refused
    /// HQ holds another figure.
    case conflict
  }

  init?(month: YearMonth, revisions: [SavedRevision]) {
    let waiting = revisions.last { if case .waiting = $0.progress { true } else { false } }
    let held = revisions.enumerated().max { left, right in
      (left.element.heldNumber, left.offset) < (right.element.heldNumber, right.offset)
    }.flatMap { $0.element.heldNumber > 0 ? $0.element : nil }
    var undecided = revisions.filter {
      switch $0.progress {
      case .refused, .conflict: true
      case .waiting, .acknowledged, .settled: false
      }
    }
    if waiting == nil && held == nil && undecided.isEmpty {
      // What the owner gave way to is not at HQ any more: the question is open again.
      undecided = revisions.last { $0.origin == .device }.map { [$0] } ?? []
    }
    guard let current = waiting ?? held ?? undecided.last else { return nil }
    self.month = month
    self.current = current
    self.held = held
    self.undecided = undecided
    self.revisions = revisions
  }
}

extension SavedRevision {
  /// The revision's number at HQ; 0 where HQ does not hold it.
  var heldNumber: Int {
    if case .acknowledged(let revision) = progress { revision } else { 0 }
  }
}
