import CommandLineDoor
import Crypto
import Foundation
import Localization
import SnackChain
import SyncProtocol

/// What the QR code of a printed sheet holds: which inspection of which store it is for, by which version, and a check
/// code that a mistyped one does not pass.
struct SheetCode {
  private static let mark = "TB1"

  let store: StoreCode
  let inspection: OperationID
  let version: String

  /// The code of a new sheet.
  init(store: StoreCode, inspection: OperationID, version: String) {
    self.store = store
    self.inspection = inspection
    self.version = version
  }

  /// Reads what a scanner or a person typed from the sheet of `store`.
  init(typed: String, store: StoreCode) throws(DoorFailure) {
    let parts = typed.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0] == Self.mark, let code = StoreCode(parts[1]),
      let inspection = OperationID(parts[2])
    else { throw DoorFailure("sheet_unreadable", .hqSheetUnreadable(typed), status: .dataError) }
    self.init(store: code, inspection: inspection, version: parts[3])
    guard parts[4].uppercased() == checkCode else {
      throw DoorFailure("sheet_unreadable", .hqSheetUnreadable(typed), status: .dataError)
    }
    guard code == store else {
      throw DoorFailure("sheet_of_another_store", .hqSheetOfAnother(code), status: .dataError)
    }
  }

  private var content: String { "\(Self.mark)*\(store)*\(inspection)*\(version)" }

  /// Eight characters without look-alikes, for paper.
  var checkCode: String {
    let bytes = SHA256.hash(data: Data(content.utf8)).prefix(8)
    return String(bytes.map { InviteCode.alphabet[Int($0) & 31] })
  }

  /// What the QR code holds.
  var text: String { "\(content)*\(checkCode)" }
}
