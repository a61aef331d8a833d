/// What a page is asked for as: the suffix of its address.
enum PageFormat: String, Sendable, CaseIterable {
  case html, csv, xlsx, json

  /// Takes the suffix off the last part of a path; a path without one asks for HTML.
  static func taking(from path: String) -> (path: String, format: PageFormat) {
    for format in PageFormat.allCases where format != .html {
      if path.hasSuffix("." + format.rawValue) {
        let stem = String(path.dropLast(format.rawValue.count + 1))
        // `/.csv` is the front page as a file.
        return (stem.isEmpty ? "/" : stem == "/overview" ? "/" : stem, format)
      }
    }
    return (path, .html)
  }

  /// The media type of the answer.
  var mediaType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .csv: "text/csv; charset=utf-8; header=present"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .json: "application/json"
    }
  }
}
