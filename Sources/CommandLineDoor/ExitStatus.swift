import ArgumentParser

extension ExitCode {
  /// 65: the input data was wrong (sysexits `EX_DATAERR`).
  public static let dataError = ExitCode(65)
  /// 66: a file to read does not exist (`EX_NOINPUT`).
  public static let noInput = ExitCode(66)
  /// 69: a service or file is not available (`EX_UNAVAILABLE`).
  public static let unavailable = ExitCode(69)
  /// 70: something broke inside (`EX_SOFTWARE`).
  public static let software = ExitCode(70)
  /// 73: a file cannot be made (`EX_CANTCREAT`).
  public static let cannotCreate = ExitCode(73)
  /// 74: reading or writing failed (`EX_IOERR`).
  public static let ioError = ExitCode(74)
  /// 75: nothing is wrong, try again later (`EX_TEMPFAIL`).
  public static let tryLater = ExitCode(75)
  /// 77: not allowed (`EX_NOPERM`).
  public static let notAllowed = ExitCode(77)
  /// 64: wrong usage (`EX_USAGE`).
  public static let usage = ExitCode(64)
}
