import BillImport
import DelimitedText
import Gzip
import SnackChain
import SpreadsheetReader

/// Files and packed bytes.
enum FileChecks {
  /// What is read from a file, written again by us and read again is the same.
  static func delimited(_ bytes: [UInt8]) -> String? {
    guard let records = records(bytes), !records.isEmpty else { return nil }
    var writer = DelimitedWriter()
    for record in records {
      for field in record {
        if let amount = try? Money.parse(field) { _ = amount.grouped }
        _ = YearMonth.parse(field)
        writer.text(field)
      }
      writer.endRecord()
    }
    guard let again = Self.records(writer.bytes) else { return "our own file cannot be read" }
    // A record of one empty field is a blank line, and blank lines are passed over.
    let expected = records.filter { $0 != [""] }
    let read = again.map { $0.map(DelimitedWriter.withoutGuard) }
    return read == expected ? nil : "a file changed"
  }

  private static func records(_ bytes: [UInt8]) -> [[String]]? {
    do throws(DelimitedTextProblem) {
      var reader = try DelimitedReader(bytes: bytes, encoding: .utf8)
      var records: [[String]] = []
      while try reader.next() {
        records.append(
          (0..<reader.fieldCount).map { place in
            reader.withField(place) { String(decoding: $0, as: UTF8.self) }
          })
      }
      return records
    } catch {
      return nil
    }
  }

  static func packed(_ bytes: [UInt8]) -> String? {
    let limit = 1 << 16
    guard let unpacked = try? Gzip.decompress(bytes, limit: limit) else { return nil }
    guard unpacked.count <= limit else { return "more than the limit" }
    guard let packed = try? Gzip.compress(unpacked), (try? Gzip.decompress(packed, limit: limit)) == unpacked else {
      return "what was packed changed"
    }
    return nil
  }

  /// Containers have a target of their own, in which a run takes longer.
  static func billText(_ bytes: [UInt8]) -> String? {
    guard !bytes.starts(with: [0x50, 0x4B]), !bytes.starts(with: [0x1F, 0x8B]) else { return nil }
    return bills(bytes)
  }

  static func sheet(_ bytes: [UInt8]) -> String? {
    var rows = 0
    var isOutside = false
    try? LooseSheet.rows(of: bytes, cells: 4096) { row in
      rows += 1
      for bound in row.bounds where bound.lower > bound.upper || bound.upper > row.bytes.count { isOutside = true }
      return rows < 4096
    }
    return isOutside ? "a cell outside its row" : nil
  }

  /// A few bytes can unpack to megabytes, in which a run does the same a thousand times over.
  private static let small: ImportOptions = {
    var options = ImportOptions()
    (options.fileBytes, options.rows) = (1 << 15, 1000)
    return options
  }()

  static func bills(_ bytes: [UInt8]) -> String? {
    let preview = BillImport.preview([BillFile(name: "f", bytes: bytes)], options: small)
    guard preview.files.count + preview.refused.count == 1 else { return "a file neither read nor refused" }
    return preview.refused.isEmpty || preview.months.isEmpty ? nil : "months of a refused file"
  }
}
