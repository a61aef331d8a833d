/// Why an archive cannot be written or read.
public enum ArchiveProblem: Error, Hashable, Sendable {
  /// The file is no archive of ours, or of a version that this program does not know.
  case notAnArchive
  /// The passphrase or the key is not the archive's, or its head was changed.
  case wrongKey
  /// Bytes were changed, moved or left out after sealing. Nothing of it may be used.
  case tampered
  /// The file cannot be read or written.
  case notAccessible(path: String, errno: Int32)
}
