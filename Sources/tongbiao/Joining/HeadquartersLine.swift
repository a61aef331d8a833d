import CommandLineDoor
import Foundation
import Localization
import ReportSync

/// The line to headquarters.
enum HeadquartersLine {
  /// Reads an address as typed.
  static func address(_ text: String) throws(DoorFailure) -> ServerAddress {
    do throws(ServerAddress.Problem) {
      return try ServerAddress(text)
    } catch {
      switch error {
      case .unreadable: throw DoorFailure("address_unreadable", .ownerAddressUnreadable(text), status: .usage)
      case .plainHTTP: throw DoorFailure("plain_http", .ownerPlainHTTP(text), status: .usage)
      }
    }
  }

  /// libcurl. `SSL_CERT_FILE` names other certificates than the system's, as with OpenSSL's own programs.
  static func transport(to address: ServerAddress) -> CurlTransport {
    CurlTransport(address: address, authorities: ProcessInfo.processInfo.environment["SSL_CERT_FILE"])
  }
}
