import CentralServer
import Foundation
import Gzip
import ReportSync
import SyncProtocol

extension World {
  /// Carries one request, well or badly.
  func carry(_ request: WireRequest, by transport: SimulatedTransport) async throws(TransportProblem) -> WireResponse {
    guard !devices[transport.device].isDead else { throw .unreachable("the process is dead") }
    var draw = transport.random
    let canFail = !transport.isCalm && network.violation == nil && draw.chance(plan.faultRate)
    let fault = canFail ? draw.pick(plan.faults.filter { !transport.isJoining || $0.0.canHitJoining }) : nil
    if let fault { trace.note("  \(fault.rawValue)") }
    do {
      return try await carry(request, by: transport, fault: fault)
    } catch let problem as TransportProblem {
      throw problem
    } catch {
      network.violation = error as? Violation ?? Violation("the simulation failed: \(error)")
      throw .local("violation")
    }
  }

  private func carry(
    _ request: WireRequest, by transport: SimulatedTransport, fault: NetworkFault?
  ) async throws -> WireResponse {
    let index = transport.device
    let random = transport.random
    var draw = random
    switch fault {
    case nil: return try await exchange(request, for: index)
    case .lostRequest: throw TransportProblem.unreachable("no network")
    case .lostAnswer:
      _ = try await exchange(request, for: index)
      throw TransportProblem.tooSlow
    case .delayedRequest:
      network.late.append((step + Int.random(in: 1...20, using: &draw), request))
      throw TransportProblem.tooSlow
    case .duplicated:
      _ = try await exchange(request, for: index)
      return try await exchange(request, for: index)
    case .duplicatedLater:
      network.late.append((step + Int.random(in: 1...20, using: &draw), request))
      return try await exchange(request, for: index)
    case .cutRequest, .flippedRequest:
      var damaged = request
      if fault == .cutRequest {
        damaged.body = Array(request.body.prefix(Int.random(in: 0..<request.body.count, using: &draw)))
      } else {
        Self.flip(&damaged.body, random)
      }
      let answer = try await exchange(damaged, for: index)
      guard answer.status != 200 else { throw Violation("HQ took a request that was damaged on its way") }
      throw TransportProblem.cutOff("connection reset")
    case .cutAnswer:
      var answer = try await exchange(request, for: index)
      answer.body = Array(answer.body.prefix(Int.random(in: 0..<max(1, answer.body.count), using: &draw)))
      return answer
    case .flippedAnswer:
      var answer = try await exchange(request, for: index)
      Self.flip(&answer.body, random)
      return answer
    case .captivePortal: return WireResponse(status: 200, body: Array("<html>sign in</html>".utf8))
    case .redirected: return WireResponse(status: 302, body: [])
    case .busy: return WireResponse(status: 503, retryAfter: Int64.random(in: 1...120, using: &draw), body: [])
    case .tooMany: return WireResponse(status: 429, retryAfter: Int64.random(in: 1...120, using: &draw), body: [])
    case .broken: return WireResponse(status: 500, body: Array("{}".utf8))
    case .forgedAnswer: return try forge(request, for: index)
    case .staleAnswer:
      _ = try await exchange(request, for: index, remembers: false)
      guard let old = network.lastAnswer[index] else { throw TransportProblem.tooSlow }
      return old
    case .clockJump:
      let answer = try await exchange(request, for: index)
      clock.set(offset: Int64.random(in: -86_400_000...86_400_000, using: &draw), of: index)
      return answer
    case .savedMeanwhile:
      let answer = try await exchange(request, for: index)
      try saveFigure(on: index, random)
      return answer
    case .overtaken:
      let answer = try await exchange(request, for: index)
      clock.advance(milliseconds: 11 * 60_000)
      try await syncInside(index, random)
      return answer
    case .otherMeanwhile:
      let answer = try await exchange(request, for: index)
      try await syncInside(Int.random(in: 0..<devices.count, using: &draw), random)
      return answer
    case .headquartersDiesWriting, .headquartersDiesAfterCommit:
      try await exchangeWithDyingHeadquarters(request, for: index, isTorn: fault == .headquartersDiesWriting, random)
      throw TransportProblem.cutOff("connection reset")
    case .deviceDiesSending:
      try die(index)
      throw TransportProblem.unreachable("the process is dead")
    case .deviceDiesBeforeRecording:
      _ = try await exchange(request, for: index)
      try die(index)
      throw TransportProblem.unreachable("the process is dead")
    case .deviceDiesRecording:
      let answer = try await exchange(request, for: index)
      devices[index].imageBeforeRecording = try image(of: index)
      return answer
    }
  }

  /// HQ does what it is asked; its answer is compared with the model's.
  func exchange(_ request: WireRequest, for index: Int, remembers: Bool = true) async throws -> WireResponse {
    let answer = try await headquarters.door.post(
      request.path, headers: request.headers.map { ($0.name, $0.value) }, body: request.body)
    let response = WireResponse(
      status: answer.status, retryAfter: answer.retryAfter, contentDigest: answer.contentDigest,
      encoding: answer.encoding, body: answer.body)
    if answer.status == 200, request.path == "/v1/sync" {
      let sent = try Gzip.decompress(request.body, limit: 4 << 20)
      try audit(
        JSONDecoder().decode(SyncRequest.self, from: Data(sent)),
        JSONDecoder().decode(SyncResponse.self, from: Data(response.checked(limit: 16 << 20).body)))
    }
    guard answer.status < 500 else {
      throw Violation("HQ answered \(answer.status): \(String(decoding: answer.body, as: UTF8.self))")
    }
    if remembers, answer.status == 200, request.path == "/v1/sync" { network.lastAnswer[index] = response }
    return response
  }

  /// The process on the device is dead from here on: its disk stays as it is now.
  func die(_ index: Int) throws {
    devices[index].deathImage = try image(of: index)
  }

  /// HQ dies while it writes what it was sent, or just after. It must then hold all of it or nothing.
  private func exchangeWithDyingHeadquarters(
    _ request: WireRequest, for index: Int, isTorn: Bool, _ random: StepRandom
  ) async throws {
    let before = try DiskImage(of: headquarters.folder)
    let earlier = model
    _ = try await exchange(request, for: index, remembers: false)
    let after = try DiskImage(of: headquarters.folder)
    guard isTorn, let torn = after.torn(since: before, random: random) else {
      return try await restartHeadquarters(on: after)
    }
    try await restartHeadquarters(on: torn)
    model = earlier
    try await inspectHeadquarters()
  }

  /// Requests that were long on their way arrive.
  func deliverLateMail(_ random: StepRandom) async throws {
    let due = network.late.filter { $0.step <= step }
    network.late.removeAll { $0.step <= step }
    for (_, request) in due {
      let answer = try await exchange(request, for: -1, remembers: false)
      trace.note("  \(step) a late request arrived: \(answer.status)")
    }
  }

  private static func flip(_ bytes: inout [UInt8], _ random: StepRandom) {
    var draw = random
    guard !bytes.isEmpty else { return }
    bytes[Int.random(in: 0..<bytes.count, using: &draw)] ^= 1 << UInt8.random(in: 0..<8, using: &draw)
  }
}
