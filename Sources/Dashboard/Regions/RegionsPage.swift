import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// The provinces, as a map of tiles and as a table.
struct RegionsPage: DashboardPage {
  var isSameForAll: Bool { true }

  /// What the map shows.
  enum Measure: String, CaseIterable {
    case response, turnover, change, missing

    var title: Message {
      switch self {
      case .response: .webResponseRate
      case .turnover: .webTurnover
      case .change: .webChangeOnYear
      case .missing: .webMissing
      }
    }

    func value(of row: RegionFigures.Row) -> Double? {
      switch self {
      case .response: row.figures.responseRate
      case .turnover: Double(row.figures.turnoverFen)
      case .change: row.change
      case .missing: Double(row.figures.missing)
      }
    }

    func text(_ value: Double?) -> Message {
      guard let value else { return Message(verbatim: "—") }
      switch self {
      case .response: return .share(value)
      case .turnover: return .roundedMoney(Money(fen: Int64(value)))
      case .change: return .growth(value)
      case .missing: return .count(Int(value))
      }
    }
  }

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    let measure = try visit.query.choice("measure", Measure.self) ?? .response
    let figures = try RegionFigures(fed.panel, level: .province, month: month)
    var content = PageContent(.regions, title: .webRegions, fed: fed, month: month)
    content.parts.append(.tiles(Self.map(figures, measure, visit)))
    var sheet = figures.sheet(.webByProvince, visit: visit) { visit.address("/regions/\($0)") }
    sheet.filters = [
      .init(
        name: "measure", title: .webMapShows,
        options: Measure.allCases.map { ($0.rawValue, $0.title[visit.language]) }, preset: measure.rawValue)
    ]
    content.parts.append(.sheet(sheet))
    return content
  }

  /// Names that are longer than two characters, where a tile is narrow.
  private static let shortest: [Int32: String] = [150_000: "蒙", 230_000: "黑"]

  private static func map(_ figures: RegionFigures, _ measure: Measure, _ visit: Visit) -> TileMap {
    let rows = Dictionary(uniqueKeysWithValues: figures.rows.map { ($0.region, $0) })
    let limits = TileMap.limits(figures.rows.compactMap(measure.value))
    let tiles = TileMap.provinces.map { region -> TileMap.Tile in
      let row = rows[region]
      let value = row.flatMap(measure.value)
      return TileMap.Tile(
        region: region, name: visit.site.names.short(region, in: visit.language),
        letters: visit.language == .en ? Message.provinceLetters(region) : Self.shortest[region.number],
        value: measure.text(value),
        shade: value.map { TileMap.shade($0, limits: limits) },
        address: row == nil ? nil : visit.address("/regions/\(region)"))
    }
    let legend =
      limits.isEmpty
      ? []
      : (0...4).map { shade -> Message? in
        switch shade {
        case 1...3 where limits[shade - 1] == limits[shade]: nil
        case 0: .webBelow(measure.text(limits[0]))
        case 4: .webOrMore(measure.text(limits[3]))
        default: .webBetween(measure.text(limits[shade - 1]), measure.text(limits[shade]))
        }
      }
    return TileMap(title: .webMapOf(measure.title), tiles: tiles, legend: legend)
  }
}
