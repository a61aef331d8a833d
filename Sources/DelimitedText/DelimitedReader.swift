/// Reads records of a delimited text (RFC 4180) one at a time, in memory that does not grow with the file.
///
/// Lines may end in CR LF, LF or CR, the last one may lack its end, and blank lines are passed over. A field in quotes
/// may hold delimiters, line ends and doubled quotes; text after the closing quote (`"123"<tab>,`, as payment bills
/// have it) is kept as part of the field. A quote within a field that does not begin with one is an ordinary character.
///
///     var reader = try DelimitedReader(path: "stores.csv")
///     let header = try reader.header(required: ["code", "name"], optional: ["closed"])
///     while try reader.next() { add(reader.text(header["code"])) }
public struct DelimitedReader: ~Copyable {
  /// What separates fields, and how much is taken at most.
  public struct Limits: Sendable {
    /// The byte between fields: a comma, a tab or a semicolon.
    public var delimiter = UInt8(ascii: ",")
    /// The longest record in bytes.
    public var recordBytes = 1 << 20
    /// The most fields of a record.
    public var fields = 4096

    /// The usual: commas, records of 1 MiB and 4096 fields at most.
    public init() {}
  }

  /// The encoding that the text is read in.
  public let encoding: TextEncoding
  /// The line of the file (from 1) on which the current record starts.
  public private(set) var line = 0
  /// How many fields the current record has.
  public var fieldCount: Int { bounds.count }

  private var stream: TextStream
  private let limits: Limits
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  /// Where the current record starts in `buffer`; the bounds of its fields count from here.
  private var start = 0
  private var position = 0
  private var limit = 0
  private var isAtEnd = false
  private var hasFailed = false
  private var nextLine = 1
  private var skipsLineFeed = false
  private var bounds: [(lower: Int, upper: Int)] = []

  /// Reads a file, whose encoding is detected over all of it unless it is given.
  public init(
    path: String, encoding: TextEncoding? = nil, limits: Limits = Limits()
  ) throws(DelimitedTextProblem) {
    let opened = try ByteSource.open(path: path, encoding: encoding)
    try self.init(stream: TextStream(source: opened.source, encoding: opened.encoding), opened.encoding, limits)
  }

  /// Reads bytes in memory, whose encoding is detected unless it is given.
  public init(
    bytes: [UInt8], encoding: TextEncoding? = nil, limits: Limits = Limits()
  ) throws(DelimitedTextProblem) {
    let encoding = encoding ?? TextEncoding.detect(bytes)
    try self.init(stream: TextStream(source: ByteSource(bytes: bytes), encoding: encoding), encoding, limits)
  }

  private init(stream: TextStream, _ encoding: TextEncoding, _ limits: Limits) {
    self.stream = stream
    self.encoding = encoding
    self.limits = limits
    buffer = .allocate(capacity: 1 << 16)
    bounds.reserveCapacity(32)
  }

  deinit { buffer.deallocate() }

  /// Goes to the next record; false at the end. After a problem there are no more records.
  ///
  /// - Throws: what is wrong with the text, with its line.
  public mutating func next() throws(DelimitedTextProblem) -> Bool {
    bounds.removeAll(keepingCapacity: true)
    if hasFailed { return false }
    do throws(DelimitedTextProblem) {
      while true {
        start = position
        if position == limit, try !fill() { return false }
        if skipsLineFeed {
          skipsLineFeed = false
          if buffer[position] == UInt8(ascii: "\n") {
            position += 1
            continue
          }
        }
        line = nextLine
        let wasQuoted = try scanRecord()
        if position - start > limits.recordBytes {
          throw DelimitedTextProblem.recordTooLarge(line: line, limit: limits.recordBytes)
        }
        let isBlank = bounds.count == 1 && !wasQuoted && bounds[0].lower == bounds[0].upper
        if !isBlank { return true }
        bounds.removeAll(keepingCapacity: true)
      }
    } catch {
      hasFailed = true
      bounds.removeAll(keepingCapacity: true)
      throw error
    }
  }

  /// Gives the bytes of a field (UTF-8, without its quotes); no bytes where the record is shorter.
  ///
  /// The bytes are valid only within `body`.
  public func withField<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard bounds.indices.contains(index) else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    let (lower, upper) = bounds[index]
    return try body(UnsafeBufferPointer(rebasing: buffer[(start + lower)..<(start + upper)]))
  }

  /// Gives the bytes of the whole record and where in them each field stands. Both are valid only within `body`.
  public func withFields<Result>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<(lower: Int, upper: Int)>) -> Result
  ) -> Result {
    bounds.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: buffer[start..<limit]), $0) }
  }

  /// A field as text, without blanks around it; empty where the record is shorter or `index` is `nil`.
  public func text(_ index: Int?) -> String {
    guard let index else { return "" }
    return withField(index) { String(decoding: $0.withoutBlanks, as: UTF8.self) }
  }

  /// Reads on where the buffer is used up; true where there is more of the field to look at.
  private mutating func fillAtLimit() throws(DelimitedTextProblem) -> Bool {
    if position < limit { return false }
    return try fill()
  }

  /// Makes room, which moves the current record to the front of the buffer, and reads on; false at the end.
  private mutating func fill() throws(DelimitedTextProblem) -> Bool {
    if isAtEnd { return false }
    let kept = limit - start
    if kept > limits.recordBytes { throw .recordTooLarge(line: line, limit: limits.recordBytes) }
    if let base = buffer.baseAddress {
      if kept * 2 > buffer.count {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: buffer.count * 2)
        larger.baseAddress?.update(from: base + start, count: kept)
        buffer.deallocate()
        buffer = larger
      } else if start > 0 {
        base.update(from: base + start, count: kept)
      }
    }
    position -= start
    start = 0
    limit = kept
    let count = try stream.read(into: UnsafeMutableBufferPointer(rebasing: buffer[limit...]))
    limit += count
    if count == 0 { isAtEnd = true }
    return count > 0
  }
}

// The scanning of one record.
extension DelimitedReader {
  /// Reads a record from `position`, which has at least one byte, and says whether its first field was quoted.
  private mutating func scanRecord() throws(DelimitedTextProblem) -> Bool {
    var wasQuoted = false
    while true {
      if position == limit { _ = try fill() }
      if bounds.count == limits.fields { throw .tooManyFields(line: line, limit: limits.fields) }
      if position < limit, buffer[position] == UInt8(ascii: "\"") {
        if bounds.isEmpty { wasQuoted = true }
        try scanQuoted()
      } else {
        let from = position - start
        try scanPlain()
        bounds.append((from, position - start))
      }
      if position == limit { return wasQuoted }
      let byte = buffer[position]
      position += 1
      if byte == limits.delimiter { continue }
      nextLine += 1
      if byte == UInt8(ascii: "\r") { skipsLineFeed = true }
      return wasQuoted
    }
  }

  /// Moves `position` to the next delimiter or line end, or to the end of the text.
  private mutating func scanPlain() throws(DelimitedTextProblem) {
    repeat { skipPlain() } while try fillAtLimit()
  }

  /// Moves `position` to the next delimiter or line end, or to the end of what is in the buffer.
  private mutating func skipPlain() {
    guard let base = buffer.baseAddress else { return }
    let delimiter = limits.delimiter
    let end = limit
    var index = position
    while index < end {
      let byte = base[index]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      index &+= 1
    }
    position = index
  }

  /// Reads a field whose opening quote is at `position`, closing up its bytes in place where quotes are doubled.
  private mutating func scanQuoted() throws(DelimitedTextProblem) {
    let opened = nextLine
    position += 1
    let from = position - start
    var written = from
    var previous: UInt8 = 0
    quoted: while true {
      let index = position
      while position < limit, buffer[position] != UInt8(ascii: "\"") {
        let byte = buffer[position]
        if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && previous != UInt8(ascii: "\r")) {
          nextLine += 1
        }
        previous = byte
        position += 1
      }
      move(index..<position, to: &written)
      if position == limit {
        if try !fill() { throw .unterminatedQuote(line: opened) }
        continue
      }
      position += 1
      if position == limit { _ = try fill() }
      if position < limit, buffer[position] == UInt8(ascii: "\"") {
        move(position..<(position + 1), to: &written)
        position += 1
        previous = 0
        continue
      }
      break quoted
    }
    repeat {
      let index = position
      skipPlain()
      move(index..<position, to: &written)
    } while try fillAtLimit()
    bounds.append((from, written))
  }

  /// Moves bytes of the buffer down to `written`, which counts from the start of the record.
  private func move(_ range: Range<Int>, to written: inout Int) {
    if let base = buffer.baseAddress, start + written != range.lowerBound {
      (base + start + written).update(from: base + range.lowerBound, count: range.count)
    }
    written += range.count
  }
}
