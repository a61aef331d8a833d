/// What one pass over the influence functions gathers.
struct InfluenceSums: Sendable {
  /// The sum of squares of each function, over units or over clusters.
  var squares: [Double]
  /// The sums of products of the functions asked for, row by row of the upper triangle.
  var products: [Double]
  /// The bootstrap's draws, `draws[draw * functions + function]`, not yet divided by the number of units.
  var draws: [Double]
}

/// One pass over all units: completes the influence functions, and gathers squares, products and bootstrap draws.
struct InfluencePass: Sendable {
  let panel: EventPanel
  let aggregates: AggregatePlan
  let source: any InfluenceSource
  /// The functions whose products are wanted, as positions among those of `source`.
  let crossed: [Int]
  let bootstrap: BootstrapPlan?

  /// All functions: those of the source, then the four overall figures.
  var functionCount: Int { source.count + aggregates.overalls.count }

  /// The standard error of each function of the source, then of the overall figures.
  func run() -> InfluenceSums {
    let found = PanelPartition(panel).map { vectors in pass(vectors) }
    var sums = found.first?.sums ?? InfluenceSums(squares: [], products: [], draws: [])
    var clusters = found.first?.clusters ?? []
    for part in found.dropFirst() {
      for index in sums.squares.indices { sums.squares[index] += part.sums.squares[index] }
      for index in sums.products.indices { sums.products[index] += part.sums.products[index] }
      for index in sums.draws.indices { sums.draws[index] += part.sums.draws[index] }
      for index in clusters.indices { clusters[index] += part.clusters[index] }
    }
    if panel.clusterCount != nil { gatherClusters(clusters, into: &sums) }
    return sums
  }

  private func pass(_ vectors: Range<Int>) -> (sums: InfluenceSums, clusters: [Double]) {
    let reader = source.reader()
    let chunk = PanelPartition.chunk
    let width = functionCount
    var psi = [UnitLane](repeating: .zero, count: width * chunk)
    var squares = [UnitLane](repeating: .zero, count: width)
    var products = [UnitLane](repeating: .zero, count: crossed.count * (crossed.count + 1) / 2)
    let clustered = panel.clusterCount != nil
    var clusters = [Double](repeating: 0, count: (panel.clusterCount ?? 0) * width)
    var draws = bootstrap.flatMap { clustered ? nil : DrawAccumulator($0, functions: width) }
    var segment = panel.segments.firstIndex { $0.vectors.upperBound > vectors.lowerBound } ?? 0
    var start = vectors.lowerBound
    while start < vectors.upperBound {
      let block = start..<min(start + chunk, vectors.upperBound)
      reader.read(block, into: &psi)
      complete(&psi, block, &segment)
      if clustered {
        addClusters(psi, block, to: &clusters)
      } else {
        for function in 0..<width {
          var sum = squares[function]
          for step in 0..<block.count {
            let value = psi[function * chunk + step]
            sum += value * value
          }
          squares[function] = sum
        }
        addProducts(psi, block.count, to: &products)
        draws?.add(psi, steps: block.count, word: start / chunk)
      }
      start = block.upperBound
    }
    let sums = InfluenceSums(
      squares: squares.map { $0.sum() }, products: products.map { $0.sum() }, draws: draws?.sums ?? [])
    return (sums, clusters)
  }

  /// Adds the estimation of shares, and forms the overall figures from the parts.
  private func complete(_ psi: inout [UnitLane], _ block: Range<Int>, _ segment: inout Int) {
    let chunk = PanelPartition.chunk
    for step in 0..<block.count {
      let vector = block.lowerBound + step
      while panel.segments[segment].vectors.upperBound <= vector { segment += 1 }
      let cohort = panel.segments[segment].cohort
      let occupied = panel.segments[segment].occupied(vector)
      if cohort != panel.neverTreated {
        for part in aggregates.calendar.lowerBound..<aggregates.events.upperBound {
          psi[part * chunk + step] += occupied * aggregates.parts[part].share[cohort]
        }
      }
      for (index, overall) in aggregates.overalls.enumerated() {
        var sum = occupied * overall.share[cohort]
        for (part, weight) in overall.weights { sum += psi[part * chunk + step] * weight }
        psi[(source.count + index) * chunk + step] = sum
      }
    }
  }

  private func addProducts(_ psi: [UnitLane], _ steps: Int, to products: inout [UnitLane]) {
    let chunk = PanelPartition.chunk
    var index = 0
    for (position, left) in crossed.enumerated() {
      for right in crossed[position...] {
        var sum = products[index]
        for step in 0..<steps { sum += psi[left * chunk + step] * psi[right * chunk + step] }
        products[index] = sum
        index += 1
      }
    }
  }

  private func addClusters(_ psi: [UnitLane], _ block: Range<Int>, to clusters: inout [Double]) {
    let width = functionCount
    for step in 0..<block.count {
      for lane in 0..<UnitLane.scalarCount {
        let cluster = Int(panel.clusters[(block.lowerBound + step) * UnitLane.scalarCount + lane])
        guard cluster >= 0 else { continue }
        for function in 0..<width {
          clusters[cluster * width + function] += psi[function * PanelPartition.chunk + step][lane]
        }
      }
    }
  }

  /// The same sums with clusters in the place of units.
  private func gatherClusters(_ clusters: [Double], into sums: inout InfluenceSums) {
    let width = functionCount
    let chunk = PanelPartition.chunk
    let lanes = UnitLane.scalarCount
    let count = panel.clusterCount ?? 0
    var draws = bootstrap.map { DrawAccumulator($0, functions: width) }
    var products = [UnitLane](repeating: .zero, count: sums.products.count)
    sums.squares = [Double](repeating: 0, count: width)
    for start in stride(from: 0, to: count, by: chunk * lanes) {
      var psi = [UnitLane](repeating: .zero, count: width * chunk)
      for cluster in start..<min(start + chunk * lanes, count) {
        let slot = cluster - start
        for function in 0..<width {
          let value = clusters[cluster * width + function]
          sums.squares[function] += value * value
          psi[function * chunk + slot / lanes][slot % lanes] = value
        }
      }
      addProducts(psi, chunk, to: &products)
      draws?.add(psi, steps: chunk, word: start / (chunk * lanes))
    }
    sums.products = products.map { $0.sum() }
    sums.draws = draws?.sums ?? []
  }
}
