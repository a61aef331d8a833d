import CentralLedger
import Foundation
import SnackChain
import SyncProtocol

/// What was last published of the programme's effect, read from the statement and signed once for all devices.
actor EffectDesk {
  private let ledger: any CentralLedger
  private var ready: EffectPaper?

  init(ledger: any CentralLedger) { self.ledger = ledger }

  /// The paper where it is later than the one that a device holds; `nil` also where the statement cannot be read.
  func paper(newerThan held: Int64) async throws -> EffectPaper? {
    guard let latest = try await ledger.latestStatement(of: StatementDraft.upliftKind, after: held) else { return nil }
    if let ready, ready.statement == latest.digest { return ready }
    guard let effect = ProgrammeEffect(latest) else { return nil }
    ready = try await ledger.signed(EffectPaper(effect, statement: latest.digest, dataVersion: latest.position))
    return ready
  }
}

extension ProgrammeEffect {
  /// Reads a published statement; `nil` where it is none of the effect.
  init?(_ published: LedgerStatement) {
    let content = Data(published.draft.content.utf8)
    guard let whole = try? JSONDecoder().decode(Whole.self, from: content) else { return nil }
    let causal = whole.statement.causal
    // Where the statement itself gives no headline, owners are not given one either.
    let isTold = whole.statement.headline.value != nil
    let figures = causal.effect.flatMap { effect in
      causal.effectInterval.flatMap {
        Figures(likeliest: effect, low: $0.low, high: $0.high, confidence: $0.level)
      }
    }
    self.init(
      month: published.draft.month, publishedOn: published.publishedAt.dayInChina, stores: causal.treated ?? 0,
      figures: isTold ? figures : nil, isSynthetic: whole.statement.isSynthetic)
  }

  /// The fields of a statement that are told.
  private struct Whole: Decodable {
    let statement: Statement

    struct Statement: Decodable {
      let causal: Causal
      let headline: Headline
      let isSynthetic: Bool

      enum CodingKeys: String, CodingKey {
        case causal, headline
        case isSynthetic = "synthetic"
      }
    }

    struct Headline: Decodable {
      let value: Double?
    }

    struct Causal: Decodable {
      let effect: Double?
      let effectInterval: Interval?
      let treated: Int?

      enum CodingKeys: String, CodingKey {
        case effect, treated
        case effectInterval = "effect_interval"
      }
    }

    struct Interval: Decodable {
      let low: Double
      let high: Double
      let level: Double
    }
  }
}
