import CentralLedger
import DemoChain
import Evidence
import SnackChain

/// Draws the ways of a demo chain's stores through the programme, ready to be written.
struct DemoProgrammeDrawing: Sendable {
  private let programme: DemoProgramme
  private let files: [EvidenceDigest: EvidenceFile]

  /// Puts the pictures that stand for photographs into `folder`; without one there are none.
  init(_ parameters: DemoParameters, book: StandardBook, folder: EvidenceFolder?) throws {
    let pictures = try folder.map { folder in
      try (0..<DemoPhotograph.count).map { number in try folder.put(DemoPhotograph.png(number)) }
    }
    files = Dictionary((pictures ?? []).map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    programme = DemoProgramme(parameters, book: book, photographs: (pictures ?? []).map(\.digest))
  }

  /// The ways of all stores that have one.
  func imports(of stores: [DemoStore]) throws -> [ProgrammeImport] {
    try stores.compactMap { store in
      let steps = try programme.steps(of: store)
      guard !steps.isEmpty else { return nil }
      var way = ProgrammeImport(store: store.code)
      for step in steps {
        let named = Set(step.inspection?.results.flatMap(\.evidence) ?? step.step.evidence).sorted()
        try way.add(
          step.step, id: step.id, on: step.day, inspection: step.inspection,
          evidence: named.compactMap { files[$0] })
      }
      return way
    }
  }
}
