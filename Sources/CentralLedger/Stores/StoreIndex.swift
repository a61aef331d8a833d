import SnackChain

/// The codes of all registered stores, found by the bytes of a file's field without making a string of them.
public struct StoreIndex: Sendable {
  /// The codes, in the order of their bytes; a row of a file names a store by its place here.
  public let codes: [StoreCode]
  private let bytes: [UInt8]
  private let ends: [Int32]
  private let slots: [Int32]
  private let mask: Int

  /// Makes an index of codes in the order of their bytes, each once.
  public init(sorted codes: [StoreCode]) {
    self.codes = codes
    var bytes: [UInt8] = []
    var ends: [Int32] = []
    ends.reserveCapacity(codes.count)
    for code in codes {
      bytes.append(contentsOf: code.description.utf8)
      ends.append(Int32(bytes.count))
    }
    var size = 16
    while size < codes.count * 2 { size *= 2 }
    mask = size - 1
    var slots = [Int32](repeating: -1, count: size)
    var start = 0
    for (place, end) in ends.enumerated() {
      var slot = Self.hash(bytes[start..<Int(end)]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(place)
      start = Int(end)
    }
    self.bytes = bytes
    self.ends = ends
    self.slots = slots
  }

  /// The place of the store whose code has exactly these bytes, or `nil`.
  @inlinable
  public func place(of code: some Collection<UInt8>) -> Int32? {
    let found = code.withContiguousStorageIfAvailable { place(of: $0) }
    if let found { return found }
    return Array(code).withUnsafeBufferPointer { place(of: $0) }
  }

  /// The place of a store's code, or `nil` where it is not registered.
  public func place(of code: StoreCode) -> Int32? {
    var text = code.description
    return text.withUTF8 { place(of: $0) }
  }

  /// The place of the store whose code has exactly these bytes, or `nil`.
  public func place(of code: UnsafeBufferPointer<UInt8>) -> Int32? {
    var slot = Self.hash(code) & mask
    while true {
      let place = slots[slot]
      if place < 0 { return nil }
      let start = place == 0 ? 0 : Int(ends[Int(place) - 1])
      let end = Int(ends[Int(place)])
      if end - start == code.count {
        var equal = true
        for offset in 0..<code.count where bytes[start + offset] != code[offset] {
          equal = false
          break
        }
        if equal { return place }
      }
      slot = (slot + 1) & mask
    }
  }

  /// FNV-1a, folded: good enough for codes that HQ itself has given out.
  private static func hash(_ code: some Sequence<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in code { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
  }
}
