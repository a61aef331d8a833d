import SnackChain

extension StandardBook {
  /// Reads all versions of a folder, or the embedded ones.
  init(folder: String?) throws(SeedProblem) {
    let elements = try StandardParts.elements(folder)
    let checklist = try StandardParts.checklist(folder)
    let grades = try StandardParts.grades(folder)
    let products = try StandardParts.products(folder)
    let phrases = try StandardParts.phrases(folder)
    let terms = try StandardParts.terms(folder)
    var reader = try SeedReader(
      .standardVersions, folder: folder, columns: ["version", "valid_from", "zh", "en", "basis"])
    var versions: [StandardVersion] = []
    while try reader.next() {
      let version = try reader.key("version")
      if versions.contains(where: { $0.version == version }) { throw reader.duplicate(version) }
      versions.append(
        StandardVersion(
          version: version, validFrom: try reader.value("valid_from"), title: try reader.wording(),
          checklist: checklist[version] ?? [], scoring: ScoringScheme(grades: grades[version] ?? []),
          terms: terms[version] ?? StandardTerms(), elements: elements[version] ?? [],
          products: products[version] ?? [], phrases: phrases[version] ?? [], basis: try reader.basis()))
    }
    self.init(versions)
  }
}

extension SeedReader {
  /// Where the current row comes from.
  fileprivate func basis() throws(SeedProblem) -> Basis {
    guard let basis = Basis(text("basis")) else { throw wrong("basis", text("basis")) }
    return basis
  }

  /// A whole number that is not negative.
  fileprivate func amount(_ column: String) throws(SeedProblem) -> Int {
    let value: Int = try value(column)
    guard value >= 0 else { throw wrong(column, text(column)) }
    return value
  }
}

/// The files of the standard, each by version.
private enum StandardParts {
  static func elements(_ folder: String?) throws(SeedProblem) -> [String: [StandardElement]] {
    var reader = try SeedReader(
      .standardElements, folder: folder,
      columns: ["version", "id", "zh", "en", "detail_zh", "detail_en", "basis"])
    var found: [String: [StandardElement]] = [:]
    while try reader.next() {
      found[try reader.key("version"), default: []].append(
        StandardElement(
          id: try reader.key("id"), name: try reader.wording(), detail: try reader.wording("detail_zh", "detail_en"),
          basis: try reader.basis()))
    }
    return found
  }

  static func checklist(_ folder: String?) throws(SeedProblem) -> [String: [ChecklistItem]] {
    var reader = try SeedReader(
      .standardChecklist, folder: folder,
      columns: ["version", "id", "section", "zh", "en", "weight", "critical", "evidence", "tiers", "basis"])
    var found: [String: [ChecklistItem]] = [:]
    while try reader.next() {
      let version = try reader.key("version")
      let id = try reader.key("id")
      if found[version]?.contains(where: { $0.id == id }) ?? false { throw reader.duplicate(id) }
      found[version, default: []].append(
        ChecklistItem(
          id: id, section: try reader.key("section"), question: try reader.wording(),
          weight: try reader.amount("weight"), isCritical: try reader.flag("critical"),
          evidence: try reader.choices("evidence"), tiers: try reader.choices("tiers"), basis: try reader.basis()))
    }
    return found
  }

  static func grades(_ folder: String?) throws(SeedProblem) -> [String: [AcceptanceGrade]] {
    var reader = try SeedReader(
      .standardGrades, folder: folder,
      columns: ["version", "id", "zh", "en", "least_score", "most_critical_failed", "basis"])
    var found: [String: [AcceptanceGrade]] = [:]
    while try reader.next() {
      guard let score = Score(reader.text("least_score")) else {
        throw reader.wrong("least_score", reader.text("least_score"))
      }
      found[try reader.key("version"), default: []].append(
        AcceptanceGrade(
          id: try reader.key("id"), name: try reader.wording(), leastScore: score,
          mostCriticalFailed: try reader.amount("most_critical_failed"), basis: try reader.basis()))
    }
    return found
  }

  static func terms(_ folder: String?) throws(SeedProblem) -> [String: StandardTerms] {
    var reader = try SeedReader(
      .standardTerms, folder: folder,
      columns: [
        "version", "certificate_months", "rectification_days", "promise_days", "inspection_valid_days",
        "renewal_opens_days", "renewal_grace_days", "barred_after_revocation_days", "two_person_tiers", "basis",
      ])
    var found: [String: StandardTerms] = [:]
    while try reader.next() {
      _ = try reader.basis()
      let version = try reader.key("version")
      if found[version] != nil { throw reader.duplicate(version) }
      var terms = StandardTerms()
      terms.certificateMonths = try reader.amount("certificate_months")
      terms.rectificationDays = try reader.amount("rectification_days")
      terms.promiseDays = try reader.amount("promise_days")
      terms.inspectionValidDays = try reader.amount("inspection_valid_days")
      terms.renewalOpensDays = try reader.amount("renewal_opens_days")
      terms.renewalGraceDays = try reader.amount("renewal_grace_days")
      terms.barredAfterRevocationDays = try reader.amount("barred_after_revocation_days")
      terms.twoPersonTiers = reader.text("two_person_tiers").isEmpty ? [] : try reader.choices("two_person_tiers")
      found[version] = terms
    }
    return found
  }

  static func products(_ folder: String?) throws(SeedProblem) -> [String: [StandardProduct]] {
    let recipes = try recipes(folder)
    var reader = try SeedReader(
      .standardProducts, folder: folder,
      columns: ["version", "id", "zh", "en", "core", "piece_grams", "tolerance_grams", "pieces", "basis"])
    var found: [String: [StandardProduct]] = [:]
    while try reader.next() {
      let version = try reader.key("version")
      let id = try reader.key("id")
      if found[version]?.contains(where: { $0.id == id }) ?? false { throw reader.duplicate(id) }
      found[version, default: []].append(
        StandardProduct(
          id: id, name: try reader.wording(), isCore: try reader.flag("core"),
          pieceGrams: try reader.amount("piece_grams"), toleranceGrams: try reader.amount("tolerance_grams"),
          pieces: try reader.amount("pieces"), recipe: recipes[version]?[id] ?? [], basis: try reader.basis()))
    }
    return found
  }

  private static func recipes(_ folder: String?) throws(SeedProblem) -> [String: [String: [RecipeLine]]] {
    var reader = try SeedReader(
      .standardRecipes, folder: folder,
      columns: ["version", "product", "position", "kind", "zh", "en", "grams", "minutes"])
    var found: [String: [String: [(position: Int, line: RecipeLine)]]] = [:]
    while try reader.next() {
      let line = RecipeLine(
        kind: try reader.choice("kind"), name: try reader.wording(), grams: try reader.optional("grams"),
        minutes: try reader.optional("minutes"))
      found[try reader.key("version"), default: [:]][try reader.key("product"), default: []].append(
        (try reader.amount("position"), line))
    }
    return found.mapValues { $0.mapValues { $0.sorted { $0.position < $1.position }.map(\.line) } }
  }

  static func phrases(_ folder: String?) throws(SeedProblem) -> [String: [ServicePhrase]] {
    var reader = try SeedReader(
      .standardPhrases, folder: folder,
      columns: ["version", "id", "situation_zh", "situation_en", "zh", "en", "basis"])
    var found: [String: [ServicePhrase]] = [:]
    while try reader.next() {
      found[try reader.key("version"), default: []].append(
        ServicePhrase(
          id: try reader.key("id"), situation: try reader.wording("situation_zh", "situation_en"),
          phrase: try reader.wording(), basis: try reader.basis()))
    }
    return found
  }
}
