extension [Double] {
  /// The median, by selection: the array is reordered. Of an even number the mean of the middle two; `nil` for none.
  mutating func takingMedian() -> Double? {
    guard !isEmpty else { return nil }
    let middle = count / 2
    let upper = select(middle)
    guard count % 2 == 0 else { return upper }
    let lower = self[..<middle].max() ?? upper
    return (lower + upper) / 2
  }

  /// Reorders so that the element at `place` is the one that sorting would put there, those before not above it and those
  /// behind not below it. Hoare's selection with the median of three.
  private mutating func select(_ place: Int) -> Double {
    withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let (first, middle, last) = (values[low], values[low + (high - low) / 2], values[high])
        let pivot = Swift.max(Swift.min(first, middle), Swift.min(Swift.max(first, middle), last))
        var (left, right) = (low, high)
        while left <= right {
          while values[left] < pivot { left += 1 }
          while values[right] > pivot { right -= 1 }
          if left <= right {
            values.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if place <= right { high = right } else if place >= left { low = left } else { return values[place] }
      }
      return values[place]
    }
  }
}
