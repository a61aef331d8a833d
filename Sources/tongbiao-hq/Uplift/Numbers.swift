#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

/// A change of logarithms as growth: `exp(x) - 1`.
func growth(ofLog value: Double) -> Double { expm1(value) }
