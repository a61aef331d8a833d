import CXLSXWriter

/// How each kind of cell looks. The workbook owns the formats and frees them with itself.
struct CellFormats {
  let header: UnsafeMutablePointer<lxw_format>?
  let text: UnsafeMutablePointer<lxw_format>?
  let count: UnsafeMutablePointer<lxw_format>?
  let money: UnsafeMutablePointer<lxw_format>?
  let percent: UnsafeMutablePointer<lxw_format>?
  let number: UnsafeMutablePointer<lxw_format>?
  let day: UnsafeMutablePointer<lxw_format>?
  let month: UnsafeMutablePointer<lxw_format>?
  let moment: UnsafeMutablePointer<lxw_format>?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func format(_ code: String) -> UnsafeMutablePointer<lxw_format>? {
      let made = workbook_add_format(workbook)
      format_set_num_format(made, code)
      return made
    }
    header = format("@")
    format_set_bold(header)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    // "@" keeps an identifier an identifier when somebody edits the cell.
    text = format("@")
    count = format("#,##0")
    money = format("#,##0.00")
    percent = format("0.0%")
    number = format("#,##0.####")
    day = format("yyyy-mm-dd")
    month = format("yyyy-mm")
    moment = format("yyyy-mm-dd hh:mm:ss")
  }
}
