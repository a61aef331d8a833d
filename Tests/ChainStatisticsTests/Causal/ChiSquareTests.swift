@testable import ChainStatistics
import Testing

@Suite("The chi-square tail")
struct ChiSquareTests {
  @Test(
    "known values",
    arguments: [
      (3.841458820694124, 1, 0.05), (18.307038053275146, 10, 0.05), (0.5, 3, 0.9188914116546758),
      (100, 10, 5.4497019829205215e-17), (600, 540, 0.037350283330464126), (1e-9, 2, 0.9999999995),
    ])
  func tail(statistic: Double, degrees: Int, chance: Double) {
    #expect(abs(ChiSquare.upperTail(statistic, degrees: degrees) / chance - 1) < 1e-8)
  }

  @Test("a system with a row that depends on others is solved by the others")
  func dependentRows() {
    let factor = PivotedCholesky([4, 2, 6, 2, 3, 5, 6, 5, 11], size: 3)
    #expect(factor.rank == 2)
    let solution = factor.solve([8, 7, 15])
    #expect(abs(4 * solution[0] + 2 * solution[1] + 6 * solution[2] - 8) < 1e-12)
    #expect(abs(2 * solution[0] + 3 * solution[1] + 5 * solution[2] - 7) < 1e-12)
  }
}
