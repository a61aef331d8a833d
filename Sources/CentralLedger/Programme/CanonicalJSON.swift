import Foundation

/// Values as text that is the same whenever it is written: keys in order, no blanks.
enum CanonicalJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(buffer: bytes))
    } catch {
      throw CentralLedgerError.corrupt("\(type)")
    }
  }
}
