import SnackChain

extension ProgrammeBenefit {
  static func all(folder: String?) throws(SeedProblem) -> [ProgrammeBenefit] {
    var reader = try SeedReader(
      .benefits, folder: folder, columns: ["id", "tiers", "limit_yuan", "zh", "en", "source_zh", "source_en"])
    var benefits: [ProgrammeBenefit] = []
    while try reader.next() {
      let id = try reader.key("id")
      if benefits.contains(where: { $0.id == id }) { throw reader.duplicate(id) }
      var limit: Money?
      if let yuan = try reader.optional("limit_yuan", as: Int64.self) {
        let (fen, overflow) = yuan.multipliedReportingOverflow(by: 100)
        guard yuan > 0, !overflow else { throw reader.wrong("limit_yuan", String(yuan)) }
        limit = Money(fen: fen)
      }
      benefits.append(
        ProgrammeBenefit(
          id: id, tiers: try reader.choices("tiers"), name: try reader.wording(), limit: limit,
          source: try reader.wording("source_zh", "source_en")))
    }
    return benefits
  }
}
