import DelimitedText

/// Why seed data could not be read.
public enum SeedProblem: Error, Hashable, Sendable {
  /// The folder that should replace seed files is not there; carries its path.
  case noFolder(String)
  /// A file is no delimited text or lacks columns.
  case text(file: String, DelimitedTextProblem)
  /// A field has a value that cannot be; lines count from 1.
  case value(file: String, line: Int, column: String, text: String)
  /// A key stands twice in a file.
  case duplicate(file: String, line: Int, key: String)
  /// A row that must be there is not.
  case missing(file: String, key: String)
}
