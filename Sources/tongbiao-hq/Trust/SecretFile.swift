import CommandLineDoor
import Foundation
import Localization

/// A file with a key or a passphrase in it: its owner's alone.
struct SecretFile {
  let path: String

  /// Its permissions in octal digits where others than its owner have any, else `nil`. A pipe has no permissions that
  /// would say anything.
  var permissionsOfOthers: String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0 else { return nil }
    return String(status.st_mode & 0o777, radix: 8)
  }

  /// Says on stderr where others may read it. It is used all the same: what it opens may be needed now.
  func warn() {
    if let permissionsOfOthers { Door.warn(.hqSecretFileOpen(path, permissions: permissionsOfOthers)) }
  }
}
