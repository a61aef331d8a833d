import CQREncode
import Foundation

/// A QR code (ISO/IEC 18004), made by libqrencode.
public struct QRCode: Hashable, Sendable {
  /// How much of the code may be lost to dirt and folds.
  public enum Correction: Hashable, Sendable {
    /// About 7%.
    case low
    /// About 15%.
    case medium
    /// About 25%.
    case quartile
    /// About 30%.
    case high

    var level: QRecLevel {
      switch self {
      case .low: QR_ECLEVEL_L
      case .medium: QR_ECLEVEL_M
      case .quartile: QR_ECLEVEL_Q
      case .high: QR_ECLEVEL_H
      }
    }
  }

  /// The empty modules that have to surround a code.
  public static let quietZone = 4

  /// How many modules each side has.
  public let size: Int
  /// The modules row by row: whether each is dark.
  public let modules: [Bool]

  /// Makes the smallest code that holds `text`.
  public init(_ text: String, correction: Correction = .medium) throws(QRCodeProblem) {
    guard !text.isEmpty, !text.utf8.contains(0) else { throw .emptyText }
    guard let code = QRcode_encodeString(text, 0, correction.level, QR_MODE_8, 1) else {
      throw errno == ENOMEM ? .outOfMemory : .tooLong(bytes: text.utf8.count)
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    // The lowest bit of a module says dark; the others are how it came about.
    let data = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
    size = width
    modules = data.map { $0 & 1 == 1 }
  }

  /// Whether the module is dark; outside of the code, none is.
  public func isDark(row: Int, column: Int) -> Bool {
    (0..<size).contains(row) && (0..<size).contains(column) && modules[row * size + column]
  }
}
