/// Why a delimited text could not be read. Lines are physical lines of the file, from 1.
public enum DelimitedTextProblem: Error, Hashable, Sendable {
  /// The file could not be opened or read; carries the system's error number.
  case unreadable(path: String, code: Int32)
  /// A pipe held more than can be kept in memory; files on disk have no such limit.
  case pipeTooLarge(limit: Int)
  /// The bytes on this line are no text in the encoding that the file begins with.
  case notText(encoding: TextEncoding, line: Int)
  /// The file ends in the middle of a character: it was cut off.
  case cutOffCharacter(line: Int)
  /// This system cannot convert from the encoding.
  case encodingUnavailable(TextEncoding)
  /// A quote opened on this line is never closed: the file was cut off, or a quote is missing.
  case unterminatedQuote(line: Int)
  /// The record that starts on this line is longer than the limit in bytes.
  case recordTooLarge(line: Int, limit: Int)
  /// The record that starts on this line has more fields than the limit.
  case tooManyFields(line: Int, limit: Int)
  /// There is not even a header.
  case empty
  /// Columns that the header must have and has not, as they are named in the documentation.
  case missingColumns([String])
  /// Names that stand more than once in the header, so that it is unclear which column is meant.
  case duplicateColumns([String])
}
