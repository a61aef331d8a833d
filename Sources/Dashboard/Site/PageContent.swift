import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// Makes what one page shows.
protocol DashboardPage: Sendable {
  /// What a visit finds.
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent

  /// Whether everybody who asks for the same, in the same language and for the same regions, is shown the same.
  var isSameForAll: Bool { get }

  /// What it reads of an address beside the month, the data version and what the forms of its tables hold.
  var parameters: [String] { get }
}

extension DashboardPage {
  /// Unless a page says otherwise, it may be about whoever looks.
  var isSameForAll: Bool { false }

  /// Unless a page says otherwise, its tables' own.
  var parameters: [String] { [] }
}

/// What the figures of a page were made from.
struct PageSource: Sendable {
  let dataVersion: Int64
  let isSynthetic: Bool
  let headsOutside: Int
  let reported: ClosedRange<YearMonth>?

  init(_ fed: FedPanel) {
    dataVersion = fed.panel.dataVersion
    isSynthetic = fed.isSynthetic
    headsOutside = fed.headsOutside
    reported = fed.reported
  }
}

/// The named parts of a page's path.
struct PageParameters: Sendable {
  let values: [String: String]

  subscript(name: String) -> String { values[name] ?? "" }
}

/// Where a page belongs in the navigation.
enum Section: String, CaseIterable, Sendable {
  case overview, uplift, programme, regions, stores, reports, months, statements, audit, people

  /// The address of its first page.
  var path: String { self == .overview ? "/" : "/" + rawValue }

  /// What it is called.
  var title: Message {
    switch self {
    case .overview: .webOverview
    case .uplift: .webUplift
    case .programme: .webProgramme
    case .regions: .webRegions
    case .stores: .webStores
    case .reports: .webReports
    case .months: .webMonths
    case .statements: .webStatements
    case .audit: .webAudit
    case .people: .webPeople
    }
  }
}

/// What a page shows, before anybody has decided whether as HTML or as a file.
struct PageContent: Sendable {
  /// One part of a page, from top to bottom.
  enum Part: Sendable {
    case heading(Message)
    case facts([Fact])
    case sheet(Sheet)
    case chart(Chart)
    case tiles(TileMap)
    case notes([Message])
    case warning([Message])
    case steps([Step])
    case form(PageForm)
    /// What was done.
    case done(Message)
    /// A text as it stands, line by line.
    case text(String)
    /// What has just come in; the only part that changes while it is being read.
    case live(Sheet)
  }

  /// A figure with its name.
  struct Fact: Sendable {
    let name: Message
    let value: Message
    /// What has to be said with it: a comparison, an interval, a count.
    var note: Message?
    /// Where the stores behind it are.
    var address: String?
    /// Where its change between two data versions is explained.
    var why: String?
    var isWarning = false
    /// Its name in a live page.
    var id: String?
  }

  /// One step from the claim to the estimate.
  struct Step: Sendable {
    let title: Message
    let figure: Message?
    let texts: [Message]
    var isVerdict = false
  }

  /// A step back towards the front page.
  struct Crumb: Sendable {
    let text: Message
    let address: String
  }

  var section: Section?
  var title: Message
  var crumbs: [Crumb] = []
  var lead: Message?
  var parts: [Part] = []
  /// What the figures were made from.
  let source: PageSource?
  /// Whether something is still being worked out, so that the page is to be asked for again in a moment.
  private(set) var isPending = false
  /// The month shown, where the page is about one and another may be chosen.
  var month: YearMonth?

  init(_ section: Section?, title: Message, fed: FedPanel? = nil, month: YearMonth? = nil) {
    self.section = section
    self.title = title
    source = fed.map { PageSource($0) }
    self.month = month
  }

  /// Says that something is still being worked out, and that the page will come again by itself.
  mutating func wait() {
    isPending = true
    parts.append(.notes([.webWorkingOut]))
  }

  /// The tables of the page that can be had as files.
  var sheets: [Sheet] {
    parts.flatMap { part -> [Sheet] in
      switch part {
      case .sheet(let sheet), .live(let sheet): [sheet]
      case .chart(let chart): [chart.sheet]
      case .tiles, .heading, .facts, .notes, .warning, .steps, .form, .done, .text: []
      }
    }.filter(\.isExported)
  }
}
