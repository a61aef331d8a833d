extension Message {
  /// Help of `--format`.
  public static let optionFormat = Message(
    zh: "输出格式：table 给人看，json 和 csv 给程序用。", en: "Output format: table for people, json and csv for programs.")
  /// Help of `--lang`.
  public static let optionLanguage = Message(
    zh: "语言：zh-Hans 或 en。不写时看环境变量 LANG，默认中文。",
    en: "Language: zh-Hans or en. Without it LANG decides, and Chinese is the default.")
  /// `--plain`
  public static let optionPlain = Message(
    zh: "不清屏、不用颜色，一行接一行：给读屏软件和老终端。",
    en: "No clearing and no colours, line after line: for screen readers and old terminals.")
  /// Data could not be written to where it was sent.
  public static let outputFailed = Message(
    zh: "结果写不出去（磁盘满了，或者管道断了）。数据没有改动。",
    en: "The result could not be written (a full disk or a broken pipe). No data was changed.")
}
