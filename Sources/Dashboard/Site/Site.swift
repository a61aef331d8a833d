import CentralLedger
import Localization
import PanelFeed
import SeedData
import SnackChain

/// What all pages share.
struct Site: Sendable {
  let ledger: any CentralLedger
  let panels: LivePanels
  let estimates: Estimates
  let boards = ProgrammeBoards()
  let pages = KeptPages()
  let live = LivePlaces()
  let exports = ExportNotes()
  let names: RegionNames
  let measures: MeasureTable
  let figures: [PublishedFigure]
  let standards: StandardBook
  let templates: Templates
  let clock: @Sendable () -> Timestamp
  /// Stands for a code that cannot be one.
  let noStore: StoreCode

  /// The definitions of some measures, one after the other.
  func definition(of keys: [String]) -> Message { measures.spoken(keys) }
}

extension MeasureTable {
  /// The definitions of some measures, one after the other.
  func spoken(_ keys: [String]) -> Message {
    .joined(
      keys.compactMap { self[$0] }.map { measure in
        .webMeaning(
          of: Message(zh: measure.name.zh, en: measure.name.en.prefix(1).uppercased() + measure.name.en.dropFirst()),
          Message(zh: measure.definition.zh, en: measure.definition.en))
      }, zh: "", en: " ")
  }
}

/// What divisions are called.
struct RegionNames: Sendable {
  let table: RegionTable

  /// The name down from the province; in English the province by its English name.
  func name(of code: RegionCode, in language: Language) -> String {
    switch language {
    case .zhHans: return table.fullName(of: code)
    case .en:
      let province = Message.province(code.province)?.en ?? table.name(of: code.province)
      switch code.level {
      case .province: return province
      case .city: return "\(table.name(of: code)), \(province)"
      // A municipality is a province and a city by the same name.
      case .county where table.name(of: code.city) == table.name(of: code.province):
        return "\(table.name(of: code)), \(province)"
      case .county: return "\(table.name(of: code)), \(table.name(of: code.city)), \(province)"
      }
    }
  }

  /// The name without those above it, in full.
  func crumb(_ code: RegionCode, in language: Language) -> String {
    language == .en ? short(code, in: language) : table.name(of: code)
  }

  /// The name without those of the divisions above.
  func short(_ code: RegionCode, in language: Language) -> String {
    if code.level == .province, let name = Message.province(code) { return name[language] }
    return table.name(of: code)
  }
}
