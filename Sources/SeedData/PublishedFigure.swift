import SnackChain

/// A figure that somebody published: something to compare with, never a result of ours.
public struct PublishedFigure: Hashable, Sendable {
  /// How a published figure is to be read.
  public enum Bound: String, Hashable, Sendable {
    /// As written.
    case exactly
    /// "more than", "+".
    case atLeast = "at_least"
    /// "almost".
    case almost
    /// Something aimed at, not reached.
    case target
  }

  /// The stable key, as in `standardised_stores`.
  public let key: String
  /// The figure.
  public let value: Int64
  /// What it counts: `stores`, `yuan`, `percent`.
  public let unit: String
  /// How it is to be read.
  public let bound: Bound
  /// When it held, as finely as the source says: a year, a month or a day.
  public let asOf: String
  /// What it is about.
  public let name: Wording
  /// Who published it, and when.
  public let source: String

  static func all(folder: String?) throws(SeedProblem) -> [PublishedFigure] {
    var reader = try SeedReader(
      .publishedFigures, folder: folder,
      columns: ["key", "value", "unit", "bound", "as_of", "zh", "en", "source"])
    var figures: [PublishedFigure] = []
    while try reader.next() {
      let key = try reader.key("key")
      if figures.contains(where: { $0.key == key }) { throw reader.duplicate(key) }
      figures.append(
        PublishedFigure(
          key: key, value: try reader.value("value"), unit: try reader.key("unit"), bound: try reader.choice("bound"),
          asOf: try reader.key("as_of"), name: try reader.wording(), source: try reader.key("source")))
    }
    return figures
  }
}

extension [PublishedFigure] {
  /// The published estimate of how many stores there are.
  public var storesEstimated: Int? { first { $0.key == "stores_estimated" }.map { Int($0.value) } }
}
