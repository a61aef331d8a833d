import SnackChain

extension RegionTable {
  /// Reads the table of divisions.
  init(seedFolder folder: String?) throws(SeedProblem) {
    var reader = try SeedReader(.regions, folder: folder, columns: ["code", "name", "valid_from", "valid_until"])
    let code = reader.position("code")
    let name = reader.position("name")
    let validFrom = reader.position("valid_from")
    let validUntil = reader.position("valid_until")
    var regions: [Region] = []
    regions.reserveCapacity(4_096)
    var seen = Set<RegionCode>(minimumCapacity: 4_096)
    while try reader.next() {
      guard let number = RegionCode(reader.text(at: code)) else { throw reader.wrong("code", reader.text(at: code)) }
      if !seen.insert(number).inserted { throw reader.duplicate(number.description) }
      let title = reader.text(at: name)
      if title.isEmpty { throw reader.wrong("name", title) }
      var days: [CalendarDay?] = [nil, nil]
      for (place, position) in [validFrom, validUntil].enumerated() {
        let text = reader.text(at: position)
        if text.isEmpty { continue }
        guard let day = CalendarDay(text) else {
          throw reader.wrong(place == 0 ? "valid_from" : "valid_until", text)
        }
        days[place] = day
      }
      regions.append(Region(code: number, name: title, validFrom: days[0], validUntil: days[1]))
    }
    self.init(regions)
  }
}
