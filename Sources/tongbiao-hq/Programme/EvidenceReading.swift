import CentralServer
import CommandLineDoor
import Evidence
import Foundation
import Localization
import SeedData
import SnackChain

extension DatabaseOptions {
  /// What devices are served of the programme, with the photographs that lie beside the database at `address`.
  static func servedProgramme(beside address: String) throws -> ServedProgramme {
    let seeds = try Seeds.chosen(by: environment())
    return ServedProgramme(
      standards: try seeds.standards(), benefits: try seeds.benefits(),
      evidence: try? DatabaseOptions.named(address).evidenceFolder())
  }

  /// The folder of photographs: beside the database's file, or where the environment's TONGBIAO_EVIDENCE says.
  func evidenceFolder() throws -> EvidenceFolder {
    if let named = ProcessInfo.processInfo.environment["TONGBIAO_EVIDENCE"], !named.isEmpty {
      return EvidenceFolder(path: named)
    }
    guard let path = try path() else {
      throw DoorFailure("no_evidence_folder", .hqNoEvidenceFolder, status: .usage)
    }
    return EvidenceFolder(path: path + ".evidence")
  }
}

extension DoorFailure {
  /// What is wrong with a file that was to be evidence.
  init(_ problem: EvidenceProblem, file: String) {
    let named = Message(verbatim: file.visible + ": ") + .evidenceProblem(problem, reason: systemReason)
    self.init(
      problem.code, named, advice: .hqRefusedStep([]), status: problem.isOfDisk ? .ioError : .dataError)
  }
}

extension EvidenceProblem {
  fileprivate var isOfDisk: Bool {
    switch self {
    case .unreadable, .notKept: true
    default: false
    }
  }
}

extension EvidenceFolder {
  /// Puts files into the folder, or says which is no photograph.
  func putAll(_ files: [String]) throws -> [EvidenceFile] {
    try files.map { file in
      do throws(EvidenceProblem) {
        return try put(file)
      } catch {
        throw DoorFailure(error, file: file)
      }
    }
  }
}
