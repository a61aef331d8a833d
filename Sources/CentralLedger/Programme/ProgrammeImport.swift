import SnackChain

/// A store's whole way through the programme as it comes from elsewhere, ready to be written: the texts are made where
/// the import is, not on the writer's thread.
public struct ProgrammeImport: Sendable {
  /// One step.
  public struct Entry: Sendable {
    let event: (id: OperationID, kind: StepKind, day: CalendarDay, step: ProgrammeStep, text: String)
    let inspection: (inspection: Inspection, content: String, outcome: String)?
    let evidence: [EvidenceFile]
  }

  /// The store; it has no history yet.
  public let store: StoreCode
  private(set) var entries: [Entry] = []

  /// Begins a store's way.
  public init(store: StoreCode) { self.store = store }

  /// Adds a step, which takes effect no earlier than those before.
  ///
  /// - Parameters:
  ///   - inspection: the inspection, where the step is one.
  ///   - evidence: its files.
  public mutating func add(
    _ step: ProgrammeStep, id: OperationID, on day: CalendarDay, inspection: Inspection? = nil,
    evidence: [EvidenceFile] = []
  ) throws {
    var kept: (inspection: Inspection, content: String, outcome: String)?
    if let inspection, case .inspect(let outcome) = step {
      kept = (inspection, try CanonicalJSON.text(inspection), try CanonicalJSON.text(outcome))
    }
    entries.append(
      Entry(
        event: (id, step.kind, day, step, try CanonicalJSON.text(step)), inspection: kept, evidence: evidence))
  }
}

extension ProgrammeWriting {
  /// Writes a whole way at once. What the table of stages forbids is refused as a whole.
  mutating func take(_ batch: ProgrammeImport) throws {
    var events: [ProgrammeEvent] = []
    var kept: Set<EvidenceDigest> = []
    let code: SQLValue = .text(batch.store.description)
    for entry in batch.entries {
      head.position += 1
      let position = head.position
      events.append(
        ProgrammeEvent(
          id: entry.event.id, store: batch.store, step: entry.event.step, effective: entry.event.day,
          recordedAt: position, recordedBy: access.name))
      try insert(
        .programme, "programme_event",
        [
          code, .int(position), .text(entry.event.id.description), .text(entry.event.kind.rawValue),
          .int(Int(entry.event.day.number)), .int(now.milliseconds), .text(access.actor), .null,
          .text(entry.event.text),
        ])
      count(entry.event.kind.rawValue)
      if let (inspection, content, outcome) = entry.inspection {
        try insert(
          .inspection, "inspection",
          [
            code, .int(position), .text(inspection.id.description),
            .text(RecordedInspection.Status.counted.rawValue), .int(Int(inspection.day.number)),
            .int(now.milliseconds), .text(access.actor), .null, .null, .text(content), .text(outcome),
          ])
      }
      for file in entry.evidence.sorted(by: { $0.digest < $1.digest }) where kept.insert(file.digest).inserted {
        try insert(
          .evidence, "evidence",
          [
            code, .text(file.digest.description), .int(position), .text(file.media), .int(file.bytes),
            .optional(file.pixels.map { Int64($0.width) }), .optional(file.pixels.map { Int64($0.height) }),
            .int(now.milliseconds), .text(access.actor),
          ])
      }
    }
    let history: ProgrammeHistory
    do throws(ProgrammeRefusal) {
      history = try ProgrammeHistory(store: batch.store, recorded: events)
    } catch {
      throw CentralLedgerError.corrupt("programme of \(batch.store): \(error.obstacles.first?.code ?? "")")
    }
    let standings = history.standingHistory.events.sorted {
      ($0.recordedAt, $0.effective) < ($1.recordedAt, $1.effective)
    }
    for standing in standings {
      try insert(
        .standing, "standing_event",
        [
          code, .int(standing.recordedAt), .int(Int(standing.effective.number)), .text(standing.standing.rawValue),
          .text("event"), .null,
        ])
    }
  }
}
