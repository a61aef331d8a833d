import DelimitedText
import Gzip
import SpreadsheetReader
import ZipArchive

/// Reads one file, whatever it is inside: the tables in it, or why there are none.
struct FileReader {
  let options: ImportOptions

  /// The tables of a file. A problem with any of them is a problem of the whole file: nothing is half taken.
  func read(_ file: BillFile) throws(BillProblem) -> [TableReader] {
    let start = try front(of: file)
    if start.isEmpty { throw .empty }
    if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) {
      return try readArchive(try open(file), name: file.name)
    }
    if start.starts(with: [0x1F, 0x8B]) {
      return try [readText(.bytes(unpacked(try contents(of: file))), name: file.name)]
    }
    if let kind = Self.unsupportedKind(start) {
      // A workbook with a password is a container of the old kind around an encrypted one.
      if kind == .oldExcel, Self.isEncryptedWorkbook(try contents(of: file)) { throw .passwordNeeded }
      throw .unsupported(kind)
    }
    return try [readText(file.content, name: file.name)]
  }

  private func front(of file: BillFile) throws(BillProblem) -> [UInt8] {
    switch file.content {
    case .path(let path): try FileBytes.read(path, limit: 512, isWhole: false)
    case .bytes(let bytes): Array(bytes.prefix(512))
    }
  }

  private func contents(of file: BillFile) throws(BillProblem) -> [UInt8] {
    switch file.content {
    case .path(let path): try FileBytes.read(path, limit: options.fileBytes, isWhole: true)
    case .bytes(let bytes): bytes
    }
  }

  private func open(_ file: BillFile) throws(BillProblem) -> ZipArchive {
    do throws(ZipProblem) {
      switch file.content {
      case .path(let path): return try ZipArchive(path: path)
      case .bytes(let bytes): return try ZipArchive(bytes: bytes)
      }
    } catch { throw problem(error) }
  }

  private func unpacked(_ bytes: [UInt8]) throws(BillProblem) -> [UInt8] {
    do throws(GzipProblem) {
      return try Gzip.decompress(bytes, limit: options.fileBytes)
    } catch {
      switch error {
      case .tooLarge(let limit): throw .tooLarge(limit: limit)
      case .truncated: throw .cutOff(line: 0)
      default: throw .damaged
      }
    }
  }

  // MARK: Archives and workbooks

  private func readArchive(_ archive: ZipArchive, name: String) throws(BillProblem) -> [TableReader] {
    if Workbook.isWorkbook(archive) { return try readWorkbook(archive, name: name) }
    if archive.entries.isEmpty { throw .empty }
    if archive.entries.contains(where: \.isLocked) { throw .passwordNeeded }
    var tables: [TableReader] = []
    var unknown: BillProblem?
    for entry in archive.entries {
      let inner = entryName(entry.rawName)
      // Macs add folders of their own to archives.
      if inner.hasPrefix("__MACOSX/") || inner.hasSuffix(".DS_Store") { continue }
      do throws(BillProblem) {
        let bytes: [UInt8]
        do throws(ZipProblem) {
          bytes = try archive.bytes(of: entry, limit: options.fileBytes)
        } catch { throw problem(error) }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]), let workbook = try? ZipArchive(bytes: bytes) {
          guard Workbook.isWorkbook(workbook) else { throw BillProblem.unsupported(.archive) }
          tables += try readWorkbook(workbook, name: inner)
        } else if let kind = Self.unsupportedKind(bytes) {
          throw .unsupported(kind)
        } else {
          tables.append(try readText(.bytes(bytes), name: inner))
        }
      } catch {
        // Notes and leaflets lie in archives beside the bills.
        switch error {
        case .unknownFormat, .unsupported, .empty: unknown = unknown ?? error
        default: throw error
        }
      }
    }
    if tables.isEmpty { throw unknown ?? .empty }
    return tables
  }

  private func entryName(_ raw: [UInt8]) -> String {
    guard let utf8 = try? TextEncoding.utf8(of: raw) else { return String(decoding: raw, as: UTF8.self) }
    return String(decoding: utf8, as: UTF8.self)
  }

  private func readWorkbook(_ archive: ZipArchive, name: String) throws(BillProblem) -> [TableReader] {
    var tables: [TableReader] = []
    var first: BillProblem?
    var refusal: BillProblem?
    do throws(SpreadsheetProblem) {
      var limits = Workbook.Limits()
      // The marks of a sheet take as much room as what stands between them.
      limits.sheetBytes = options.fileBytes * 2
      limits.textBytes = min(limits.textBytes, options.fileBytes)
      let workbook = try Workbook(archive, limits: limits)
      for sheet in workbook.sheetNames.indices where refusal == nil {
        let table = TableReader(options: options, fileName: name + " " + workbook.sheetNames[sheet])
        let summary = try workbook.rows(ofSheet: sheet) { row in
          table.take(BillRow(line: row.number, bytes: row.bytes, bounds: row.bounds))
        }
        table.emptyRows = summary.emptyRows
        let merged = Set(summary.mergedCells.flatMap(Self.rows))
        switch finish(table, mergedRows: merged, isText: false) {
        case .success: tables.append(table)
        case .failure(.empty): continue
        case .failure(let problem):
          // A sheet of notes or sums beside the bill does no harm; a bill with something wrong does.
          if table.found == nil, table.problem == nil { first = first ?? problem } else { refusal = problem }
        }
      }
    } catch { throw problem(error) }
    if let refusal { throw refusal }
    if tables.isEmpty { throw first ?? .empty }
    return tables
  }

  private func finish(_ table: TableReader, mergedRows: Set<Int>, isText: Bool) -> Result<Void, BillProblem> {
    do throws(BillProblem) {
      try table.finish(mergedRows: mergedRows, isText: isText)
      return .success(())
    } catch { return .failure(error) }
  }

  /// The rows that an area such as `A1:C2` spans, up to the depth in which headers are looked for.
  private static func rows(of area: String) -> [Int] {
    let numbers = area.split(separator: ":").compactMap { Int($0.drop { !$0.isNumber }) }
    guard let from = numbers.first, let to = numbers.last, from >= 1, to >= from,
      from < 1 << 24
    else { return [] }
    return Array(from...min(to, from + HeaderSearch.depth))
  }

  // MARK: Text

  private func readText(_ content: BillFile.Content, name: String) throws(BillProblem) -> TableReader {
    var first: BillProblem?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
      let table = TableReader(options: options, fileName: name)
      do throws(DelimitedTextProblem) {
        try feed(table, content, delimiter: delimiter)
      } catch {
        // What is wrong with the text counts if this is how its header reads; otherwise the first of the reasons.
        if table.found != nil || first == nil { first = problem(error) }
        if table.found != nil { break }
        continue
      }
      switch finish(table, mergedRows: [], isText: true) {
      case .success: return table
      case .failure(let problem):
        if table.found != nil || table.problem != nil { throw problem }
        first = Self.telling(first, problem)
      }
    }
    throw first ?? .empty
  }

  /// Of two reasons the one that tells more: a known header that lacks something, else the one with more columns.
  private static func telling(_ first: BillProblem?, _ second: BillProblem) -> BillProblem {
    switch (first, second) {
    case (_, .missingColumns), (nil, _): second
    case (.unknownFormat(let before)?, .unknownFormat(let columns)):
      columns.count > before.count ? second : first ?? second
    case (let first?, _): first
    }
  }

  private func feed(
    _ table: TableReader, _ content: BillFile.Content, delimiter: UInt8
  ) throws(DelimitedTextProblem) {
    var limits = DelimitedReader.Limits()
    limits.delimiter = delimiter
    var reader: DelimitedReader
    switch content {
    case .path(let path): reader = try DelimitedReader(path: path, limits: limits)
    case .bytes(let bytes): reader = try DelimitedReader(bytes: bytes, limits: limits)
    }
    while try reader.next() {
      let line = reader.line
      let goesOn = reader.withFields { table.take(BillRow(line: line, bytes: $0, bounds: $1)) }
      if !goesOn { return }
    }
  }

  // MARK: Kinds of file

  private static func unsupportedKind(_ start: [UInt8]) -> UnsupportedKind? {
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldExcel }
    if start.starts(with: Array("%PDF".utf8)) { return .pdf }
    if start.starts(with: Array("Rar!".utf8)) || start.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { return .archive }
    if start.starts(with: [0x89, 0x50, 0x4E, 0x47]) || start.starts(with: [0xFF, 0xD8, 0xFF]) { return .image }
    let text = start.prefix(64).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    return text.first == UInt8(ascii: "<") ? .html : nil
  }

  /// Whether the container has a stream named EncryptedPackage (in UTF-16) among its first sectors.
  private static func isEncryptedWorkbook(_ bytes: [UInt8]) -> Bool {
    let name = Array("EncryptedPackage".utf8).flatMap { unit -> [UInt8] in [unit, 0] }
    return stride(from: 0, to: bytes.count - name.count, by: 64).contains { index in
      bytes[index..<(index + name.count)].elementsEqual(name)
    }
  }

  // MARK: Problems in our words

  private func problem(_ problem: ZipProblem) -> BillProblem {
    switch problem {
    case .unreadable(let code): .unreadable(code: code)
    case .damaged: .damaged
    case .passwordNeeded: .passwordNeeded
    case .unsupportedPacking: .unsupported(.archive)
    case .tooLarge(let limit): .tooLarge(limit: limit)
    case .tooManyFiles(let limit): .tooManyRows(limit: limit)
    }
  }

  private func problem(_ problem: SpreadsheetProblem) -> BillProblem {
    switch problem {
    case .archive(let inner): self.problem(inner)
    case .notSpreadsheet, .damaged: .damaged
    case .tooManyCells(let limit): .tooManyRows(limit: limit)
    }
  }

  private func problem(_ problem: DelimitedTextProblem) -> BillProblem {
    switch problem {
    case .unreadable(_, let code): .unreadable(code: code)
    case .pipeTooLarge(let limit): .tooLarge(limit: limit)
    case .notText(_, let line): .notText(line: line)
    case .encodingUnavailable: .notText(line: 1)
    case .cutOffCharacter(let line), .unterminatedQuote(let line): .cutOff(line: line)
    case .recordTooLarge(let line, _), .tooManyFields(let line, _): .notText(line: line)
    case .empty, .missingColumns, .duplicateColumns: .empty
    }
  }
}
