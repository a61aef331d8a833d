extension UnsafeBufferPointer<UInt8> {
  /// The bytes without spaces and tabs at both ends. The ideographic space and the no-break space count as spaces.
  public var withoutBlanks: UnsafeBufferPointer<UInt8> {
    var lower = 0
    var upper = count
    while lower < upper {
      if self[lower] == 0x20 || self[lower] == 0x09 {
        lower += 1
      } else if upper - lower >= 3, self[lower] == 0xE3, self[lower + 1] == 0x80, self[lower + 2] == 0x80 {
        lower += 3
      } else if upper - lower >= 2, self[lower] == 0xC2, self[lower + 1] == 0xA0 {
        lower += 2
      } else {
        break
      }
    }
    while lower < upper {
      if self[upper - 1] == 0x20 || self[upper - 1] == 0x09 {
        upper -= 1
      } else if upper - lower >= 3, self[upper - 3] == 0xE3, self[upper - 2] == 0x80, self[upper - 1] == 0x80 {
        upper -= 3
      } else if upper - lower >= 2, self[upper - 2] == 0xC2, self[upper - 1] == 0xA0 {
        upper -= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[lower..<upper])
  }
}
