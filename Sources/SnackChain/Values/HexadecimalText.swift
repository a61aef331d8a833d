/// Bytes as people read them: two digits each.
public enum HexadecimalText {
  /// The digit of the lower four bits, lower case.
  static func digit(_ bits: UInt8) -> UInt8 {
    let value = bits & 15
    return value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "a")
  }

  /// Two lower-case digits a byte.
  public static func of(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { out in
      for (place, byte) in bytes.enumerated() {
        out[2 * place] = digit(byte >> 4)
        out[2 * place + 1] = digit(byte)
      }
      return 2 * bytes.count
    }
  }
}
