/// Why a zip archive, or one file in it, could not be read.
public enum ZipProblem: Error, Hashable, Sendable {
  /// The archive could not be opened or read; carries the system's error number where there is one.
  case unreadable(code: Int32)
  /// The archive is cut off or contradicts itself.
  case damaged
  /// The archive, or the file in it, is locked with a password.
  case passwordNeeded
  /// The file in the archive is packed in a way that nobody uses for documents.
  case unsupportedPacking
  /// Unpacked, the file would be larger than the limit in bytes: a zip bomb, or not a document.
  case tooLarge(limit: Int)
  /// The archive lists more files than the limit.
  case tooManyFiles(limit: Int)
}
