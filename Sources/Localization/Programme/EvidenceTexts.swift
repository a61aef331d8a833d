import SnackChain

// Why a file is no evidence.
extension Message {
  /// What is wrong with a file that was to be evidence; `reason` puts the system's error numbers into words.
  public static func evidenceProblem(_ problem: EvidenceProblem, reason: (Int32) -> String) -> Message {
    switch problem {
    case .unreadable(let path, let code): evidenceUnreadable(path, reason: reason(code))
    case .empty: evidenceEmpty
    case .tooLarge(let bytes, let limit): evidenceTooLarge(bytes: bytes, limit: limit)
    case .notAPicture: evidenceNotAPicture
    case .cutOff: evidenceCutOff
    case .badPixels(let pixels): evidencePixels(width: pixels.width, height: pixels.height)
    case .notKept(let path, let code): evidenceNotKept(path, reason: reason(code))
    case .missing(let digest): evidenceMissing(digest.description)
    case .altered(let digest): evidenceAltered(digest.description)
    }
  }
  /// A file that cannot be read.
  static func evidenceUnreadable(_ path: String, reason: String) -> Message {
    Message(zh: "读不了 \(path.visible)（\(reason)）。", en: "\(path.visible) cannot be read (\(reason)).")
  }
  /// A file without content.
  static let evidenceEmpty = Message(zh: "照片是空的（0 字节）。", en: "The photograph is empty (0 bytes).")
  /// A file above the limit.
  static func evidenceTooLarge(bytes: Int, limit: Int) -> Message {
    Message(
      zh: "照片太大：\(megabytes(bytes)) MB，最多 \(megabytes(limit)) MB。请先缩小。",
      en: "The photograph is too large: \(megabytes(bytes)) MB; at most \(megabytes(limit)) MB. Make it smaller first.")
  }
  /// Bytes as millions with one decimal, never less than they are.
  static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 99_999) / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
  /// Something else than a picture.
  static let evidenceNotAPicture = Message(
    zh: "这不是照片：按内容看，不是 JPEG、PNG、WebP 或 HEIC。",
    en: "This is no photograph: by its content neither JPEG, PNG, WebP nor HEIC.")
  /// A picture that ends too early.
  static let evidenceCutOff = Message(
    zh: "照片不完整，后面的部分缺失。", en: "The photograph is not whole: it ends too early.")
  /// A picture of no use.
  static func evidencePixels(width: Int, height: Int) -> Message {
    Message(
      zh: "照片尺寸 \(width)×\(height) 不合理，每边应在 100 到 30000 像素之间。",
      en: "The photograph is \(width) by \(height) pixels; each side has to be from 100 to 30000.")
  }
  /// The folder cannot be written.
  static func evidenceNotKept(_ path: String, reason: String) -> Message {
    Message(
      zh: "照片存不进 \(path.visible)（\(reason)）。", en: "The photograph cannot be kept at \(path.visible) (\(reason)).")
  }
  /// A file is gone.
  static func evidenceMissing(_ digest: String) -> Message {
    Message(zh: "照片 \(digest) 不在了。", en: "Photograph \(digest) is gone.")
  }
  /// A file was changed.
  static func evidenceAltered(_ digest: String) -> Message {
    Message(zh: "照片 \(digest) 的内容被改过。", en: "The content of photograph \(digest) was changed.")
  }
}
