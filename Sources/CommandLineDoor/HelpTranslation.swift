import Localization

/// The parser's own English words, in the language of the run. The texts of our options and commands are ours already.
public enum HelpTranslation {
  /// Headings and phrases as the parser writes them, and their Chinese.
  private static let phrases: [(String, String)] = [
    ("OVERVIEW: ", "说明："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："),
    ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "命令："), ("Show the version.", "显示版本。"),
    ("Show help information.", "显示帮助。"), ("Show subcommand help information.", "显示某个命令的帮助。"),
    ("(default subcommand)", "（默认命令）"), ("(default: ", "（默认："), ("(values: ", "（可选："),
    ("Error: Unexpected argument ", "错误：多余的参数 "), ("Error: Unknown option ", "错误：没有这个选项 "),
    ("Error: Missing expected argument ", "错误：缺少参数 "), ("Error: Missing value for ", "错误：缺少取值 "),
    ("Error: Missing one of: ", "错误：至少需要其中之一："), ("Error: The value ", "错误：取值 "),
    (" is invalid for ", " 不适用于 "), (". Please provide one of ", "。可选："), ("Please provide one of ", "可选："),
    ("Error: Unexpected subcommand ", "错误：没有这个命令 "), ("Error: ", "错误："), ("Help:  ", "帮助："),
    ("  See ", "  更多说明请运行 "), (" for more information.", ""), (" for detailed help.", ""),
    ("Did you mean ", "您是否想输入 "), (" unexpected arguments: ", " 个多余的参数："),
  ]

  /// The text in `language`.
  public static func translate(_ text: String, to language: Language) -> String {
    guard language == .zhHans else { return text }
    var out = text
    for (english, chinese) in phrases { out = out.replacing(english, with: chinese) }
    // The parser's brackets hold values, over several lines where they are many.
    return out.replacing(/（(可选|默认)：([^)（）]*)\)/) { found in
      "（\(found.1)：\(found.2.replacing("; default:", with: "；默认："))）"
    }
  }
}
