import CentralLedger
import SnackChain
import SyncProtocol

/// The programme's part of an answer to a device.
struct ProgrammeAnswer: Sendable {
  let ledger: any CentralLedger
  let programme: ServedProgramme?

  /// One outcome for each answer to a rectification, in order.
  func outcomes(of incoming: [IncomingRectification], from device: Device) async throws -> [RectificationOutcome] {
    guard let programme, !incoming.isEmpty else { return [] }
    let readable: [RectificationOperation] = incoming.compactMap { one in
      if case .operation(let operation) = one { operation } else { nil }
    }
    var taken = try await ledger.answer(readable, of: device, seeds: programme.standards)
    taken.reverse()
    return incoming.compactMap { one in
      switch one {
      case .operation: taken.popLast()
      case .unreadable(let id):
        RectificationOutcome(id: id, verdict: .refused, problem: RowProblem(code: RowProblem.Code.unreadable))
      }
    }
  }
}

extension SyncResponse {
  /// Adds where the store stands, and the checklist where the device holds another than `held`.
  mutating func tell(_ told: ToldProgramme, unless held: String?) {
    programme = told.brief
    guard let standard = told.standard, standard.version != held else { return }
    checklist = StandardVersion(
      version: standard.version, validFrom: standard.validFrom, title: standard.title,
      checklist: standard.checklist, scoring: standard.scoring, terms: standard.terms)
  }
}
