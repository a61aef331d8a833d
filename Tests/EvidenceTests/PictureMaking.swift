import Foundation

/// Small pictures made byte by byte: headers as the formats have them, with nothing in the picture.
enum PictureMaking {
  static func jpeg(width: Int, height: Int, filling count: Int = 64) -> [UInt8] {
    let frame: [UInt8] = [
      0xFF, 0xC0, 0, 11, 8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255), 1, 1, 0x11,
      0,
    ]
    return [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0x4A, 0x46] + frame + [0xFF, 0xDA, 0, 2]
      + [UInt8](repeating: 0x5A, count: count) + [0xFF, 0xD9]
  }

  static func png(width: Int, height: Int) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] { word(data.count) + Array(name.utf8) + data + word(0) }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", word(width) + word(height) + [8, 2, 0, 0, 0]) + chunk("IDAT", [0, 1, 2]) + chunk("IEND", [])
  }

  static func webp(width: Int, height: Int) -> [UInt8] {
    func little(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 255) } }
    let body =
      Array("WEBPVP8X".utf8) + little(10, 4) + [0, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3)
    return Array("RIFF".utf8) + little(body.count, 4) + body
  }

  static func heic(width: Int, height: Int) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
    func box(_ name: String, _ data: [UInt8]) -> [UInt8] { word(data.count + 8) + Array(name.utf8) + data }
    let thumbnail = box("ispe", word(0) + word(160) + word(120))
    return box("ftyp", Array("heic".utf8) + word(0))
      + box("meta", thumbnail + box("ispe", word(0) + word(width) + word(height)))
      + box("mdat", [1, 2, 3])
  }
}
