// Why a file is no evidence.
extension Message {
  /// A file that cannot be read.
  public static func evidenceUnreadable(_ path: String, reason: String) -> Message {
    Message(zh: "读不了 \(path.visible)（\(reason)）。", en: "\(path.visible) cannot be read (\(reason)).")
  }
  /// A file without content.
  public static let evidenceEmpty = Message(zh: "照片是空的（0 字节）。", en: "The photograph is empty (0 bytes).")
  /// A file above the limit.
  public static func evidenceTooLarge(bytes: Int, limit: Int) -> Message {
    Message(
      zh: "照片太大：\(count(bytes / 1_000_000).zh) MB，最多 \(limit / 1_000_000) MB。",
      en: "The photograph is too large: \(count(bytes / 1_000_000).en) MB; at most \(limit / 1_000_000) MB.")
  }
  /// Something else than a picture.
  public static let evidenceNotAPicture = Message(
    zh: "这不是照片：按内容看，不是 JPEG、PNG、WebP 或 HEIC。",
    en: "This is no photograph: by its content neither JPEG, PNG, WebP nor HEIC.")
  /// A picture that ends too early.
  public static let evidenceCutOff = Message(
    zh: "照片不完整，后面的部分缺失。", en: "The photograph is not whole: it ends too early.")
  /// A picture of no use.
  public static func evidencePixels(width: Int, height: Int) -> Message {
    Message(
      zh: "照片尺寸 \(width)×\(height) 不合理，每边应在 100 到 30000 像素之间。",
      en: "The photograph is \(width) by \(height) pixels; each side has to be from 100 to 30000.")
  }
  /// The folder cannot be written.
  public static func evidenceNotKept(_ path: String, reason: String) -> Message {
    Message(
      zh: "照片存不进 \(path.visible)（\(reason)）。", en: "The photograph cannot be kept at \(path.visible) (\(reason)).")
  }
  /// A file is gone.
  public static func evidenceMissing(_ digest: String) -> Message {
    Message(zh: "照片 \(digest) 不在了。", en: "Photograph \(digest) is gone.")
  }
  /// A file was changed.
  public static func evidenceAltered(_ digest: String) -> Message {
    Message(zh: "照片 \(digest) 的内容被改过。", en: "The content of photograph \(digest) was changed.")
  }
}
