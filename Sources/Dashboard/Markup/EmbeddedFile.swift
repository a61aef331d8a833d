import CDashboardFiles

/// A file that the program was built with: a template, the style sheet, the script.
struct EmbeddedFile: Sendable {
  /// The bytes, which live as long as the program.
  let bytes: [UInt8]

  /// The file as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// There is no such file: the program was built without it.
  struct Missing: Error {
    let name: String
  }

  /// The file of that name.
  ///
  /// - Throws: ``Missing``.
  static func named(_ name: String) throws(Missing) -> EmbeddedFile {
    guard let file = cdashboard_find(name) else { throw Missing(name: name) }
    return EmbeddedFile(bytes: Array(UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.length)))
  }
}
