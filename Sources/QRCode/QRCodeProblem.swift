/// Why there is no QR code.
public enum QRCodeProblem: Error, Hashable, Sendable {
  /// There is nothing to hold, or a NUL character in it.
  case emptyText
  /// The largest code does not hold that many bytes.
  case tooLong(bytes: Int)
  /// There is no memory left.
  case outOfMemory
}
