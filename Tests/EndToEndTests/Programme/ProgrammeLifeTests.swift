import Foundation
import Testing

@Suite("A store's life in the programme")
struct ProgrammeLifeTests {
  @Test("from application to revocation, with a promise kept, as HQ types it; every refusal says what is missing")
  func life() throws {
    let hq = try ProgrammeChain()
    let early = try hq.refused("standard", "certify", "S1", "--on", "2023-01-05")
    #expect(early.zh.contains("先要完成：申请、受理、资料审核、开始改造、改造完成、检查合格"))
    #expect(early.en.contains("First comes: application"))
    try hq.run("standard", "apply", "S1", "--tier", "model", "--on", "2023-01-10", "--as", "chen")
    let late = try hq.refused(
      "standard", "accept", "S1", "--missing", "lease", "--promised-by", "2023-06-01", "--on", "2023-01-12")
    #expect(late.en.contains("between 2023-01-12 and 2023-02-11"))
    try hq.run("standard", "accept", "S1", "--missing", "lease", "--promised-by", "2023-02-10", "--on", "2023-01-12")
    try hq.run("standard", "review", "S1", "--on", "2023-01-15")
    try hq.run("standard", "keep-promise", "S1", "--on", "2023-02-08")
    try hq.run("standard", "refit", "S1", "--on", "2023-01-20")
    try hq.run("standard", "ready", "S1", "--on", "2023-02-10")
    _ = try hq.refused("standard", "certify", "S1", "--on", "2023-02-11", "--as", "chen", status: 77)
    let unsigned = try hq.refused("inspect", "record", "S1", "--inspector", "wang", "--rest-pass", "--on", "2023-02-15")
    #expect(unsigned.zh.contains("店主还没有签字"))
    try hq.run(
      "inspect", "record", "S1", "--inspector", "wang", "--rest-pass", "--fail", "raw-cooked=mixed", "--signed", "--on",
      "2023-02-15", "--as", "wang")
    let critical = try hq.refused("standard", "certify", "S1", "--on", "2023-02-16")
    #expect(critical.en.contains("Critical items failed at the inspection of 2023-02-15: raw-cooked"))
    try hq.run("standard", "answer", "S1", "--on", "2023-02-25")
    try hq.run(
      "inspect", "record", "S1", "--inspector", "wang", "--purpose", "reinspection", "--rest-pass", "--signed", "--on",
      "2023-03-01")
    try hq.run("standard", "certify", "S1", "--on", "2023-03-05")
    try hq.run("standard", "suspend", "S1", "--reason", "spot check", "--on", "2023-09-01")
    try hq.run("standard", "reinstate", "S1", "--on", "2023-09-20")
    try hq.run("standard", "move", "S1", "--to", "330106", "--on", "2024-01-05")
    let moved = try hq.refused("standard", "reinstate", "S1", "--on", "2024-01-10")
    #expect(moved.zh.contains("2024-01-05 迁址后的新店面还没有检查"))
    try hq.run(
      "inspect", "record", "S1", "--inspector", "wang", "--purpose", "spot_check", "--rest-pass", "--signed", "--on",
      "2024-01-20")
    try hq.run("standard", "reinstate", "S1", "--on", "2024-01-21")
    try hq.run("standard", "transfer", "S1", "--owner", "new owner", "--on", "2024-06-01")
    let renewal = try hq.refused("standard", "renew", "S1", "--on", "2024-06-02")
    #expect(renewal.en.contains("It can be renewed between 2025-12-05 and 2026-06-03"))
    try hq.run(
      "inspect", "record", "S1", "--inspector", "wang", "--purpose", "renewal", "--rest-pass", "--signed", "--on",
      "2026-01-10")
    try hq.run("standard", "renew", "S1", "--on", "2026-01-15")
    try hq.run("standard", "revoke", "S1", "--reason", "misuse", "--on", "2026-05-01")
    let barred = try hq.refused("standard", "apply", "S1", "--tier", "model", "--on", "2026-06-01")
    #expect(barred.en.contains("from 2027-05-01"))
    let stages = [
      ("2023-01-11", "applied"), ("2023-02-20", "rectifying"), ("2023-04-01", "certified"), ("2023-09-10", "suspended"),
      ("2024-01-06", "suspended"), ("2024-02-01", "certified"), ("2026-04-01", "certified"), ("2026-05-02", "revoked"),
    ]
    for (day, stage) in stages { #expect(try hq.stage(of: "S1", on: day) == stage, "\(day)") }
    #expect(try hq.run("stores", "list", "--standing", "revoked", "--format", "csv").contains("S1,"))
    try hq.run("audit", "verify")
  }

  @Test("a promise that is broken suspends the certificate by itself, until it is kept")
  func broken() throws {
    let hq = try ProgrammeChain()
    try hq.run("standard", "apply", "S3", "--tier", "convenience", "--on", "2023-01-10")
    try hq.run("standard", "accept", "S3", "--missing", "health", "--promised-by", "2023-01-31", "--on", "2023-01-12")
    try hq.run("standard", "review", "S3", "--on", "2023-01-13")
    try hq.run("standard", "refit", "S3", "--on", "2023-01-14")
    try hq.run("standard", "ready", "S3", "--on", "2023-01-15")
    try hq.run("inspect", "record", "S3", "--inspector", "wang", "--rest-pass", "--signed", "--on", "2023-01-20")
    try hq.run("standard", "certify", "S3", "--on", "2023-01-22")
    #expect(try hq.stage(of: "S3", on: "2023-01-31") == "certified")
    #expect(try hq.stage(of: "S3", on: "2023-02-01") == "suspended")
    let owed = try hq.refused("standard", "reinstate", "S3", "--on", "2023-02-06")
    #expect(owed.en.contains("Papers promised by 2023-01-31 are still owed: health"))
    try hq.run("standard", "keep-promise", "S3", "--on", "2023-02-07")
    try hq.run("standard", "reinstate", "S3", "--on", "2023-02-08")
    #expect(try hq.stage(of: "S3", on: "2023-02-08") == "certified")
    // Counts of the month say what the standings of its last day say, each kept apart.
    let counts = try hq.type("standard", "counts", "--month", "2023-02", "--format", "json").json()
    let stores = try #require(counts["counts"] as? [String: Any])
    #expect(stores["registered"] as? Int == 3)
    #expect(stores["certified_ever"] as? Int == 1)
    #expect(stores["valid_now"] as? Int == 1)
    #expect(stores["reporting"] as? Int == 0)
  }

  @Test("a store outside of one's regions answers like one that is not there")
  func scope() throws {
    let hq = try ProgrammeChain()
    let outside = try hq.refused("standard", "show", "S3", "--as", "wang")
    let missing = try hq.refused("standard", "show", "S9", "--as", "wang")
    #expect(outside.en == missing.en.replacingOccurrences(of: "S9", with: "S3"))
    try hq.run("people", "revoke", "wang")
    _ = try hq.refused("standard", "show", "S1", "--as", "wang", status: 77)
  }
}
