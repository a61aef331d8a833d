#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// A change of logarithms as growth: `exp(x) - 1`.
func growth(ofLog value: Double) -> Double { expm1(value) }
