import ChainStatistics
import Testing

@Suite("Callaway and Sant'Anna on the reference panel")
struct ReferenceTests {
  static let tolerance = 1e-9

  @Test(
    "every effect, error and count is the published one",
    arguments: ["mpdta", "mpdta-unbalanced"], ControlGroup.allCases)
  func unadjusted(name: String, control: ControlGroup) throws {
    let fixture = try MpdtaFixture(name)
    let expected = try #require(control == .never ? fixture.expected.never : fixture.expected.notyet)
    let found = try fixture.panel().effects(CausalDesign(control: control)).effects
    compare(found, expected)
  }

  @Test("the doubly robust effects with a covariate are the published ones")
  func doublyRobust() throws {
    let fixture = try MpdtaFixture("mpdta")
    let expected = try #require(fixture.expected.doublyRobust)
    let found = try fixture.panel().effects(CausalDesign(adjustment: .doublyRobust)).effects
    compare(found, expected)
  }

  @Test("the order of the rows changes nothing")
  func anyOrder() throws {
    let fixture = try MpdtaFixture("mpdta-unbalanced")
    let turned = try EventPanel(rows: fixture.rows.reversed(), covariateNames: ["lpop"]).effects().effects
    let straight = try fixture.panel().effects().effects
    #expect(abs(turned.simple.att - straight.simple.att) < 1e-14)
    #expect(abs(turned.simple.se - straight.simple.se) < 1e-14)
  }

  @Test("the pre-trend test of the balanced panel is that of the R package did: p = 0.16812")
  func pretrend() throws {
    let test = try MpdtaFixture("mpdta").panel().effects().effects.pretrend
    #expect(test.df == 5)
    #expect(abs(test.p - 0.16812) < 5e-6)
    #expect(test.by == "cells")
  }

  private func compare(_ found: PanelEffects, _ expected: MpdtaFixture.Results) {
    #expect(found.groupTime.count == expected.groupTime.count)
    for (cell, wanted) in zip(found.groupTime, expected.groupTime) {
      #expect(cell.cohort == .integer(wanted.cohort))
      #expect(cell.time == .integer(wanted.time))
      #expect(abs(cell.att - wanted.att) < Self.tolerance, "att of \(wanted.cohort) in \(wanted.time)")
      #expect(abs(cell.se - wanted.se) < Self.tolerance, "se of \(wanted.cohort) in \(wanted.time)")
      if let treated = wanted.treated { #expect(cell.treated == treated) }
      if let control = wanted.control { #expect(cell.control == control) }
    }
    #expect(abs(found.simple.att - expected.simple.att) < Self.tolerance)
    #expect(abs(found.simple.se - expected.simple.se) < Self.tolerance)
    for (aggregate, wanted) in [
      (found.group, expected.group), (found.calendar, expected.calendar), (found.event, expected.event),
    ] {
      #expect(abs(aggregate.att - wanted.att) < Self.tolerance)
      #expect(abs(aggregate.se - wanted.se) < Self.tolerance)
      guard let parts = wanted.by else { continue }
      #expect(aggregate.by.count == parts.count)
      for (part, wantedPart) in zip(aggregate.by, parts) {
        #expect(part.key == .integer(wantedPart.key))
        #expect(abs(part.att - wantedPart.att) < Self.tolerance)
        #expect(abs(part.se - wantedPart.se) < Self.tolerance)
      }
    }
  }
}
