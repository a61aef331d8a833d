import Foundation
import SnackChain

extension EvidenceFolder {
  /// The bytes of the file of that content; `nil` where the folder has none, or it is no longer whole.
  public func content(named digest: EvidenceDigest) -> [UInt8]? {
    guard let path = find(digest), let bytes = try? Self.read(path), Self.digest(of: bytes) == digest else {
      return nil
    }
    return bytes
  }

  /// The file of that content, looked at anew, or `nil` where the folder has none that is whole.
  public func file(named digest: EvidenceDigest) -> EvidenceFile? {
    for format in PictureContent.Format.allCases {
      let candidate = EvidenceFile(digest: digest, media: format.media, bytes: 0)
      guard FileManager.default.fileExists(atPath: path(of: candidate)) else { continue }
      guard let bytes = try? content(candidate), let file = try? Self.examine(bytes) else { return nil }
      return file
    }
    return nil
  }
}
