/// The files of Seeds/, by their paths below it.
public enum SeedFile: String, Hashable, Sendable, CaseIterable {
  /// Divisions: provinces, cities and counties, with the days between which their codes are valid.
  case regions = "regions.csv"
  /// New Year's days and the public holidays in January and February.
  case springFestival = "spring-festival.csv"
  /// Definitions of measures.
  case measures = "measures.csv"
  /// Figures that others published.
  case publishedFigures = "published-figures.csv"
  /// What the public promises to stores of the programme.
  case benefits = "benefits.csv"
  /// Parameters of the demo chain.
  case demo = "demo.csv"
  /// Where the stores of the demo chain stand.
  case demoRegions = "demo-regions.csv"
  /// Versions of the standard.
  case standardVersions = "standard/versions.csv"
  /// What the standard unifies.
  case standardElements = "standard/elements.csv"
  /// The acceptance checklist.
  case standardChecklist = "standard/checklist.csv"
  /// Grades of an acceptance.
  case standardGrades = "standard/grades.csv"
  /// Deadlines and rules of a version.
  case standardTerms = "standard/terms.csv"
  /// Names and weights of products.
  case standardProducts = "standard/products.csv"
  /// Recipes with grams and minutes.
  case standardRecipes = "standard/recipes.csv"
  /// Phrases of service.
  case standardPhrases = "standard/phrases.csv"
}
