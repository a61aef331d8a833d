import SnackChain

/// A measure with its definition (口径), which every rollup prints.
public struct Measure: Hashable, Sendable {
  /// The stable key, as in `ratio_of_sums`.
  public let key: String
  /// What it is called.
  public let name: Wording
  /// How it is computed and over which stores.
  public let definition: Wording
}

/// All measures by key.
public struct MeasureTable: Sendable {
  /// All measures in the order of the file.
  public let all: [Measure]
  private let byKey: [String: Measure]

  init(folder: String?) throws(SeedProblem) {
    var reader = try SeedReader(
      .measures, folder: folder, columns: ["key", "zh", "en", "zh_definition", "en_definition"])
    var measures: [Measure] = []
    var found: [String: Measure] = [:]
    while try reader.next() {
      let measure = Measure(
        key: try reader.key("key"), name: try reader.wording(),
        definition: try reader.wording("zh_definition", "en_definition"))
      if found.updateValue(measure, forKey: measure.key) != nil { throw reader.duplicate(measure.key) }
      measures.append(measure)
    }
    all = measures
    byKey = found
  }

  /// The measure of a key, or `nil` where there is none.
  public subscript(key: String) -> Measure? { byKey[key] }
}
