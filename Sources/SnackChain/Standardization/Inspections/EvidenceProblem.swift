/// Why a file is no evidence.
public enum EvidenceProblem: Error, Hashable, Sendable {
  /// It cannot be read; the system's error number.
  case unreadable(path: String, errno: Int32)
  /// It has no bytes at all.
  case empty
  /// It has more bytes than we keep.
  case tooLarge(bytes: Int, limit: Int)
  /// It is neither JPEG, PNG, WebP nor HEIC by its content.
  case notAPicture
  /// It begins as a picture and ends too early.
  case cutOff
  /// Its sides are too small or too large to show anything.
  case badPixels(EvidenceFile.Pixels)
  /// The folder cannot be written; the system's error number.
  case notKept(path: String, errno: Int32)
  /// There is no such file in the folder.
  case missing(EvidenceDigest)
  /// The file's content is no longer that of its name.
  case altered(EvidenceDigest)

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .unreadable: "unreadable_file"
    case .empty: "empty_photo"
    case .tooLarge: "photo_too_large"
    case .notAPicture: "not_a_photo"
    case .cutOff: "photo_cut_off"
    case .badPixels: "photo_size"
    case .notKept: "evidence_not_kept"
    case .missing: "evidence_missing"
    case .altered: "evidence_altered"
    }
  }
}
