import Gzip

/// Makes zip archives and workbooks byte by byte, sound and unsound ones.
enum ZipMaking {
  struct Part {
    var name: [UInt8]
    var bytes: [UInt8]
    var isLocked = false
    /// What the archive claims about the size; `nil` for the truth.
    var claimedSize: UInt32?

    init(_ name: String, _ text: String) {
      self.name = Array(name.utf8)
      bytes = Array(text.utf8)
    }

    init(name: [UInt8], bytes: [UInt8], isLocked: Bool = false, claimedSize: UInt32? = nil) {
      self.name = name
      self.bytes = bytes
      self.isLocked = isLocked
      self.claimedSize = claimedSize
    }
  }

  static func archive(_ parts: [Part]) throws -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      // gzip is ten bytes of header, the packed data, the checksum and the size.
      let gzip = try Gzip.compress(part.bytes, level: 9)
      let packed = gzip.dropFirst(10).dropLast(8)
      let checksum = Array(gzip.suffix(8).prefix(4))
      let size = little(part.claimedSize ?? UInt32(part.bytes.count))
      let flags: [UInt8] = [part.isLocked ? 1 : 0, 0]
      let common = flags + [8, 0, 0, 0, 0x21, 0x56] + checksum + little(UInt32(packed.count)) + size
      let offset = UInt32(out.count)
      out += [0x50, 0x4B, 3, 4, 20, 0] + common + [UInt8(part.name.count), 0, 0, 0] + part.name + packed
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + [UInt8(part.name.count), 0, 0, 0, 0, 0, 0, 0, 0, 0]
      directory += [0, 0, 0, 0] + little(offset) + part.name
    }
    let count = [UInt8(parts.count), 0]
    return out + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt32(directory.count))
      + little(UInt32(out.count)) + [0, 0]
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(value >> 24)]
  }

  /// A cell of a made sheet.
  enum Value {
    case text(String)
    case number(String)
    case date(String)
    case none
  }

  /// A workbook of one sheet.
  static func workbook(_ rows: [[Value]], tail: String = "", after: String = "") throws -> [UInt8] {
    var sheet = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>"
    for (row, cells) in rows.enumerated() {
      sheet += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() {
        let reference = "\(letters(column))\(row + 1)"
        switch cell {
        case .text(let text): sheet += "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
        case .number(let text): sheet += "<c r=\"\(reference)\"><v>\(text)</v></c>"
        case .date(let text): sheet += "<c r=\"\(reference)\" s=\"1\"><v>\(text)</v></c>"
        case .none: continue
        }
      }
      sheet += "</row>"
    }
    sheet += tail + "</sheetData>" + after + "</worksheet>"
    return try archive([
      Part("[Content_Types].xml", "<Types/>"),
      Part(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"账单\" sheetId=\"1\" r:id=\"rId7\"/></sheets></workbook>"),
      Part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
      Part(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"166\" formatCode=\"yyyy/m/d\\ h:mm\"/></numFmts>"
          + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"),
      Part("xl/worksheets/sheet1.xml", sheet),
    ])
  }

  private static func letters(_ column: Int) -> String {
    var left = column
    var out = ""
    repeat {
      out = String(UnicodeScalar(UInt8(65 + left % 26))) + out
      left = left / 26 - 1
    } while left >= 0
    return out
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "&" ? Array("&amp;") : $0 == "<" ? Array("&lt;") : [$0] })
  }
}
