import CentralLedger
import Hummingbird
import Logging
import SnackChain
import SyncProtocol

/// `POST /v1/sync`: a device's operations up, their outcomes and the store's changes down, in one turn.
struct SyncRoute: Sendable {
  private let reading: RequestReading
  private let check: DeviceCheck
  private let answers: SyncAnswer
  private let briefs = ToldTexts<ProgrammeBrief>(limit: 512)
  private let checklists = ToldTexts<StandardVersion>(limit: 4)

  init(answers: SyncAnswer, reading: RequestReading, check: DeviceCheck) {
    self.reading = reading
    self.check = check
    self.answers = answers
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(request)
    let device = try await check.device(of: received)
    let message = try StrictJSON.decode(IncomingSync.self, from: received.content)
    // On a stick there is none; whoever has a copy of a key cannot do without one here.
    guard message.line != nil || !device.hasLine else {
      context.logger.warning("a device left out the line of its requests", metadata: ["device": "\(device.id)"])
      throw ServerProblem.malformed
    }
    let response = try await answers.answer(message, from: device, logger: context.logger)
    let brief = try response.programme.map(briefs.json(of:))
    let checklist = try response.checklist.map(checklists.json(of:))
    return try Response.json(bytes: try response.json(brief: brief, checklist: checklist), for: request)
  }
}
