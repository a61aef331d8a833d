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
}
