import Localization
import SnackChain

/// The provinces as tiles, each about where it lies: a map on which a small province is as easy to hit as a large one.
///
/// It is a list of links; where each tile goes is in the style sheet, by the first two digits of its code.
struct TileMap: Sendable {
  struct Tile: Sendable {
    let region: RegionCode
    let name: String
    /// Stands for the name where there is no room for it.
    let letters: String?
    let value: Message
    /// How strong it is shaded, 0 to 4; `nil` where there is nothing.
    let shade: Int?
    let address: String?
  }

  let title: Message
  let tiles: [Tile]
  /// What the shades stand for, from the weakest; `nil` where many values are alike, so that none has that shade.
  let legend: [Message?]

  /// The provinces, municipalities and regions, by the first two digits of their codes.
  static let provinces: [RegionCode] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82,
  ].compactMap { RegionCode(number: $0 * 10_000) }

  func model(in language: Language) -> [String: Any] {
    [
      "title": title[language],
      "tiles": tiles.map { tile in
        var model: [String: Any] = [
          "place": "at-\(tile.region.number / 10_000)", "shade": tile.shade.map { "shade-\($0)" } ?? "empty",
          "name": tile.name, "value": tile.value[language],
        ]
        if let letters = tile.letters { model["letters"] = letters }
        if let address = tile.address { model["link"] = ["address": address] as [String: Any] }
        return model
      },
      "legend": legend.enumerated().compactMap { shade, text -> [String: Any]? in
        text.map { ["class": "shade-\(shade)", "text": $0[language]] }
      },
    ]
  }

  /// The fifth that a value lies in, by the limits between them.
  static func shade(_ value: Double, limits: [Double]) -> Int { limits.count { value >= $0 } }

  /// The limits between fifths of equal numbers of values.
  static func limits(_ values: [Double]) -> [Double] {
    let sorted = values.filter(\.isFinite).sorted()
    guard sorted.count >= 5 else { return [] }
    return (1...4).map { sorted[$0 * sorted.count / 5] }
  }
}
