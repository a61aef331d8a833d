import SnackChain

// What the pages of the dashboard are called, and what stands around them.
extension Message {
  /// The name of the product, as the dashboard shows it.
  public static let webBrand = Message(zh: "统标 · 总部", en: "Tongbiao HQ")
  /// Skips the navigation.
  public static let webSkip = Message(zh: "跳到正文", en: "Skip to content")
  /// What the list of pages is.
  public static let webNavigation = Message(zh: "主要页面", en: "Main pages")
  /// The front page.
  public static let webOverview = Message(zh: "总览", en: "Overview")
  /// The page about the programme's effect.
  public static let webUplift = Message(zh: "是真的吗？", en: "Is it true?")
  /// The page of divisions.
  public static let webRegions = Message(zh: "地区", en: "Regions")
  /// The page of stores.
  public static let webStores = Message(zh: "门店", en: "Stores")
  /// The title of the front page.
  public static func webOverviewOf(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)总览", en: "\(Message.month(month).en) at a glance")
  }
  /// A field: the month.
  public static let webMonth = Message(zh: "月份", en: "Month")
  /// The button of a form that narrows what is shown.
  public static let webShow = Message(zh: "显示", en: "Show")
  /// A month back.
  public static let webPreviousMonth = Message(zh: "上个月", en: "Previous month")
  /// A month on.
  public static let webNextMonth = Message(zh: "下个月", en: "Next month")
  /// No choice is made.
  public static let webAny = Message(zh: "全部", en: "All")
  /// A field: text to look for.
  public static let webSearch = Message(zh: "查找", en: "Search")
  /// An earlier page of a table.
  public static let webPrevious = Message(zh: "上一页", en: "Previous")
  /// A later page of a table.
  public static let webNext = Message(zh: "下一页", en: "Next")
  /// Which page of a table is shown.
  public static func webPage(_ page: Int, of pages: Int) -> Message {
    Message(zh: "第 \(page) 页，共 \(pages) 页", en: "Page \(page) of \(pages)")
  }
  /// The same as a name of the links beside it.
  public static func webPages(_ page: Int, of pages: Int, table: Message) -> Message {
    Message(zh: "\(table.zh)：第 \(page) 页，共 \(pages) 页", en: "\(table.en): page \(page) of \(pages)")
  }
  /// How many rows a table has.
  public static func webRows(_ count: Int) -> Message {
    Message(zh: "\(Message.count(count).zh) 行", en: count == 1 ? "1 row" : "\(Message.count(count).en) rows")
  }
  /// A table's files.
  public static func webFilesOf(_ table: Message) -> Message {
    Message(zh: "下载“\(table.zh)”", en: "Files of \(table.en)")
  }
  /// One file of a table.
  public static func webFileOf(_ table: Message, _ format: String) -> Message {
    Message(zh: "“\(table.zh)”的 \(format) 文件", en: "\(format) file of \(table.en)")
  }
  /// A table without a row.
  public static let webNothingHere = Message(zh: "没有符合条件的内容。", en: "Nothing matches.")
  /// The page shows an earlier data version.
  public static let webFrozen = Message(
    zh: "这是当时的数据，以后的上报和更正不在其中。", en: "This is what was known then; later reports and corrections are not in it.")
  /// Goes to the data of now.
  public static let webShowNow = Message(zh: "看最新数据", en: "Show the data of now")
  /// Gives an address that always shows the same.
  public static let webFreeze = Message(zh: "固定到这个版本的链接", en: "Link to exactly this version")
  /// Explains a change.
  public static let webWhy = Message(zh: "数字为什么改了？", en: "Why was it revised?")
  /// Goes to the front page.
  public static let webBackToOverview = Message(zh: "回到总览", en: "Back to the overview")
  /// Under which HQ's log has a request.
  public static func webRequestNumber(_ id: String) -> Message {
    Message(zh: "请求编号：\(id)", en: "Request number: \(id)")
  }
  /// The sheet of a workbook with the rows.
  public static let webSheetOfRows = Message(zh: "数据", en: "Data")
  /// The sheet of a workbook with what the rows mean.
  public static let webSheetOfNotes = Message(zh: "口径", en: "Definition")
  /// What a table is called.
  public static let webSheetTitle = Message(zh: "表", en: "Table")
  /// How many rows it has.
  public static let webSheetRows = Message(zh: "行数", en: "Rows")
  /// What its figures mean.
  public static let webSheetDefinition = Message(zh: "口径", en: "Definition")
  /// What it was made from.
  public static let webSheetVersion = Message(zh: "数据版本", en: "Data version")
  /// The address that shows the same.
  public static let webSheetView = Message(zh: "对应页面", en: "The same view")
  /// Something else to know.
  public static let webSheetNote = Message(zh: "注意", en: "Note")
  /// New reports that are not in the table yet.
  public static let webLiveNote = Message(zh: "有新的月报，刷新后可见。", en: "New reports are in; reload to see them all.")
}
