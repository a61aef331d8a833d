/// Errors of influence functions summed by cluster.
enum ClusterErrors {
  static func errors(_ panel: EventPanel, _ source: any InfluenceSource, _ clusterCount: Int) -> [Double] {
    let chunk = PanelPartition.chunk
    let sums = PanelPartition(panel).map { vectors -> [Double] in
      var sums = [Double](repeating: 0, count: clusterCount * source.count)
      var psi = [UnitLane](repeating: .zero, count: source.count * chunk)
      let reader = source.reader()
      for start in stride(from: vectors.lowerBound, to: vectors.upperBound, by: chunk) {
        let block = start..<min(start + chunk, vectors.upperBound)
        reader.read(block, into: &psi)
        for slot in (start * UnitLane.scalarCount)..<(block.upperBound * UnitLane.scalarCount) {
          let cluster = Int(panel.clusters[slot])
          guard cluster >= 0 else { continue }
          let step = slot / UnitLane.scalarCount - start
          for function in 0..<source.count {
            sums[cluster * source.count + function] += psi[function * chunk + step][slot % UnitLane.scalarCount]
          }
        }
      }
      return sums
    }
    return (0..<source.count).map { function in
      var squares = 0.0
      for cluster in 0..<clusterCount {
        let sum = sums.reduce(0) { $0 + $1[cluster * source.count + function] }
        squares += sum * sum
      }
      return squares.squareRoot() / Double(panel.unitCount)
    }
  }
}
