import DelimitedText
import SnackChain

/// The seed data: what the programs know before anybody has typed a figure.
///
/// The files of Seeds/ are part of the program, so that one copied file works. Headquarters may replace any of them by
/// a file of the same name in a folder. Each file is read when it is first asked for; nothing is read at start.
public final class Seeds: Sendable {
  /// The environment variable that names the folder whose files replace embedded ones.
  public static let environmentVariable = "TONGBIAO_SEEDS"

  /// The files that the program was built with.
  public static let embedded = Seeds(checkedFolder: nil)

  /// The folder whose files come first, if any.
  public let folder: String?

  private let regionsOnce = Once<RegionTable>()
  private let festivalsOnce = Once<SpringFestivalTable>()
  private let measuresOnce = Once<MeasureTable>()
  private let figuresOnce = Once<[PublishedFigure]>()
  private let benefitsOnce = Once<[ProgrammeBenefit]>()
  private let demoOnce = Once<DemoSeed>()
  private let standardsOnce = Once<StandardBook>()

  private init(checkedFolder: String?) { folder = checkedFolder }

  /// Seed data whose files in `folder` replace the embedded ones of the same name.
  ///
  /// - Throws: ``SeedProblem/noFolder(_:)`` where there is no such folder: a mistyped one is not passed over.
  public init(folder: String) throws(SeedProblem) {
    do throws(DelimitedTextProblem) {
      _ = try DelimitedReader(path: folder)
    } catch .unreadable(_, code: 2) {
      throw .noFolder(folder)
    } catch {
      // It is there, and it is no text: a folder.
    }
    self.folder = folder
  }

  /// The seed data that the environment asks for: those of the folder that ``environmentVariable`` names, or the
  /// embedded ones.
  ///
  /// - Throws: ``SeedProblem/noFolder(_:)`` where the variable names no folder.
  public static func chosen(by environment: [String: String]) throws(SeedProblem) -> Seeds {
    guard let folder = environment[environmentVariable], !folder.isEmpty else { return .embedded }
    return try Seeds(folder: folder)
  }

  /// All divisions, retired codes included.
  public func regions() throws(SeedProblem) -> RegionTable {
    try regionsOnce.value { () throws(SeedProblem) in try RegionTable(seedFolder: folder) }
  }

  /// New Year's days by year.
  public func springFestivals() throws(SeedProblem) -> SpringFestivalTable {
    try festivalsOnce.value { () throws(SeedProblem) in try SpringFestivalTable(folder: folder) }
  }

  /// Definitions of all measures.
  public func measures() throws(SeedProblem) -> MeasureTable {
    try measuresOnce.value { () throws(SeedProblem) in try MeasureTable(folder: folder) }
  }

  /// Figures that others published, in the order of the file.
  public func publishedFigures() throws(SeedProblem) -> [PublishedFigure] {
    try figuresOnce.value { () throws(SeedProblem) in try PublishedFigure.all(folder: folder) }
  }

  /// What the public promises to stores of the programme, in the order of the file.
  public func benefits() throws(SeedProblem) -> [ProgrammeBenefit] {
    try benefitsOnce.value { () throws(SeedProblem) in try ProgrammeBenefit.all(folder: folder) }
  }

  /// Parameters of the demo chain.
  public func demo() throws(SeedProblem) -> DemoSeed {
    try demoOnce.value { () throws(SeedProblem) in try DemoSeed(folder: folder, regions: try regions()) }
  }

  /// All versions of the standard.
  public func standards() throws(SeedProblem) -> StandardBook {
    try standardsOnce.value { () throws(SeedProblem) in try StandardBook(folder: folder) }
  }
}
