import CommandLineDoor
import Evidence
import Foundation
import Localization
import SnackChain
import SyncProtocol

/// A bundle on the inspector's disk: the signed file as HQ made it, the answers beside it, and the photographs.
struct BundleFile {
  let path: String
  let text: SignedText
  let bundle: InspectionBundle

  /// Bundles above this are none of ours.
  private static let mostBytes = 50_000_000

  init(_ path: String) throws {
    self.path = path
    let data = try Self.read(path)
    guard let read = try? InspectionBundle.read(data) else {
      throw DoorFailure("not_a_bundle", .hqNotABundle(path), status: .dataError)
    }
    (text, bundle) = read
  }

  var answersPath: String { path + ".answers" }

  var photos: EvidenceFolder { EvidenceFolder(path: path + ".photos") }

  /// The answers so far, or `nil` where there are none yet.
  func answers() throws -> InspectionAnswers? {
    guard FileManager.default.fileExists(atPath: answersPath) else { return nil }
    guard let answers = try? InspectionAnswers(file: Self.read(answersPath)),
      answers.format == InspectionAnswers.format, answers.bundle == bundle.id
    else { throw DoorFailure("bad_answers", .hqBadAnswers(answersPath), status: .dataError) }
    return answers
  }

  /// Puts an inspection among the answers, whole or not at all.
  func save(_ inspection: Inspection) throws {
    guard let key = bundle.signingKey else {
      throw DoorFailure("not_a_bundle", .hqNotABundle(path), status: .dataError)
    }
    var answers = try answers() ?? InspectionAnswers(to: bundle.id)
    try answers.put(inspection, key: key)
    do {
      try JSONEncoder().encode(answers).write(to: URL(filePath: answersPath), options: .atomic)
    } catch {
      throw DoorFailure("cannot_write", .hqCannotWriteFile(answersPath, reason: systemReason(EIO)), status: .ioError)
    }
  }

  private static func read(_ path: String) throws -> Data {
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: mostBytes + 1) else {
      throw DoorFailure("unreadable_file", .hqUnreadableFile(path, reason: systemReason(ENOENT)), status: .noInput)
    }
    guard data.count <= mostBytes else { throw DoorFailure("not_a_bundle", .hqNotABundle(path), status: .dataError) }
    return data
  }
}
