import Foundation
import Gzip
import SnackChain
import Synchronization
import SyncProtocol

/// Sessions over connections that stay open. Requests are made and answers are judged outside the measured time: the
/// client's own work takes nothing from a server on the same two cores.
struct SessionLoad: Sendable {
  let fleet: Fleet
  let port: UInt16
  let connections: Int
  let isPlain: Bool
  /// How many are sent in a second, or `nil` for as many as the server takes.
  var perSecond: Double?

  private struct Sent: Sendable {
    let device: Int
    let request: [UInt8]
    let operation: ReportOperation?
  }

  func run(count: Int, from start: Int) throws -> [String: Any] {
    // Devices go on from what they have heard, as they do; what is from before this run they hear now, outside the
    // measured time.
    var memories = [Fleet.Memory](repeating: Fleet.Memory(), count: fleet.count)
    if !isPlain {
      let sent = try (0..<fleet.count).map {
        Sent(device: $0, request: try fleet.session($0, operations: []), operation: nil)
      }
      for (sent, received) in zip(sent, send(sent).1) {
        guard let answer = judged(received.answer, for: nil) else { continue }
        memories[sent.device].cursor = answer.cursor
        memories[sent.device].checklist = answer.checklist?.version
      }
    }
    var seconds = 0.0
    var latencies: [Double] = []
    var good = 0
    var done = 0
    while done < count {
      // Each device at most once in a part, so that its next session goes on from this one.
      let part = min(fleet.count, count - done)
      let sent = try (0..<part).map { offset -> Sent in
        let place = start + done + offset
        let number = place % fleet.count
        let month = place / fleet.count
        guard let month = YearMonth(year: 2000 + month / 12, month: 1 + month % 12) else {
          throw LoadProblem.setup("month \(month)")
        }
        let operation = try fleet.operation(number, month: month)
        let request = try fleet.session(number, operations: [operation], memory: memories[number])
        return Sent(device: number, request: request, operation: operation)
      }
      // Whoever measures something else meanwhile waits for this word.
      if perSecond != nil { announce() }
      let (took, answers) = send(sent)
      seconds += took
      latencies += answers.map(\.seconds)
      for (sent, received) in zip(sent, answers) {
        if isPlain {
          good += received.answer.answer == nil ? 0 : 1
        } else if let answer = judged(received.answer, for: sent.operation) {
          good += 1
          memories[sent.device].cursor = answer.cursor
        }
      }
      done += part
    }
    latencies.sort()
    func percentile(_ share: Double) -> Double {
      latencies.isEmpty ? .infinity : latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))] * 1000
    }
    return [
      "sessions": count, "good": good, "seconds": seconds, "per_second": Double(good) / seconds,
      "p50_ms": percentile(0.5), "p99_ms": percentile(0.99), "max_ms": percentile(1),
    ]
  }

  private func announce() {
    FileHandle.standardOutput.write(Data("sending\n".utf8))
  }

  private struct Received: Sendable {
    var seconds = 0.0
    var answer: Data?
    var isPacked = false
  }

  private func send(_ sent: [Sent]) -> (Double, [(seconds: Double, answer: Received)]) {
    let received = Mutex([Received](repeating: Received(), count: sent.count))
    let next = Atomic<Int>(0)
    let group = DispatchGroup()
    let begin = ContinuousClock.now
    for _ in 0..<connections {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        var connection: Connection?
        while true {
          let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard place < sent.count else { return }
          if let perSecond {
            let early = .seconds(Double(place) / perSecond) - (ContinuousClock.now - begin)
            if early > .zero { Thread.sleep(forTimeInterval: early / .seconds(1)) }
          }
          let start = ContinuousClock.now
          do {
            let open = try connection ?? Connection(port: port)
            connection = open
            try open.send(sent[place].request[...])
            let answer = try open.answer()
            let took = (ContinuousClock.now - start) / .seconds(1)
            let kept = Received(
              seconds: took, answer: answer.status == 200 ? Data(answer.body) : nil, isPacked: answer.isPacked)
            received.withLock { $0[place] = kept }
          } catch {
            connection = nil
          }
        }
      }
    }
    group.wait()
    let took = (ContinuousClock.now - begin) / .seconds(1)
    return (took, received.withLock { $0 }.map { ($0.seconds, $0) })
  }

  /// HQ's answer, where it is one and has a good receipt for the operation.
  private func judged(_ received: Received, for operation: ReportOperation?) -> SyncResponse? {
    guard let body = received.answer,
      let content = received.isPacked ? (try? Gzip.decompress(Array(body), limit: 1 << 20)).map({ Data($0) }) : body,
      let answer = try? JSONDecoder().decode(SyncResponse.self, from: content)
    else { return nil }
    guard let operation else { return answer }
    guard let receipt = answer.outcomes.first?.receipt else { return nil }
    return receipt.covers(operation) && receipt.isSigned(byOneOf: answer.receiptKeys) ? answer : nil
  }
}
