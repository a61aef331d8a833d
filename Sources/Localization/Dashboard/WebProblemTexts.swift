import SnackChain

// What went wrong with a page, and what to do about it.
extension Message {
  /// What to do where nothing is.
  public static let webNotFoundAdvice = Message(
    zh: "请检查地址，或从上面的页面重新开始。", en: "Check the address, or start again from one of the pages above.")
  /// An address that does not take what was sent.
  public static let webWrongMethod = Message(zh: "这个地址不接受提交。", en: "This address takes no submission.")
  /// Something broke.
  public static let webBroken = Message(zh: "这一页做不出来。", en: "This page could not be made.")
  /// What to do then.
  public static let webBrokenAdvice = Message(
    zh: "故障已记录，数据没有丢。请稍后再试；若一直这样，请把下面的请求编号告诉管理员。",
    en: "The fault was logged and nothing is lost. Try again later; if it stays, tell the administrator the request "
      + "number below.")
  /// The server has too much to do.
  public static let webBusy = Message(zh: "系统现在很忙。", en: "The system is busy.")
  /// What to do then.
  public static let webBusyAdvice = Message(zh: "请过一会儿再试。", en: "Try again in a moment.")
  /// An account has too many live pages open.
  public static let webTooManyLive = Message(
    zh: "这个账号同时打开的实时页面太多了。", en: "This account has too many live pages open at once.")
  /// What to do then.
  public static let webTooManyLiveAdvice = Message(
    zh: "请关掉几个；页面本身照常可以看，刷新就有最新数据。",
    en: "Close some of them. Pages can be read as ever, and show the data of now when they are loaded again.")
  /// Something in the address that cannot be.
  public static func webBadParameter(_ name: String, _ value: String) -> Message {
    value.isEmpty
      ? Message(zh: "地址里的“\(name)”缺少内容或写错了。", en: "\"\(name)\" in the address is missing or wrong.")
      : Message(zh: "地址里的“\(name)”不能是“\(value)”。", en: "\"\(name)\" in the address cannot be \"\(value)\".")
  }
  /// A month is wanted.
  public static let webWantMonth = Message(
    zh: "月份请写成 2023-02 的样子，年份 1990 至 2199，月 01 至 12。",
    en: "Write a month as 2023-02: years 1990 to 2199, months 01 to 12.")
  /// A number is wanted.
  public static func webWantNumber(_ range: ClosedRange<Int>) -> Message {
    Message(
      zh: "请写 \(Message.count(range.lowerBound).zh) 到 \(Message.count(range.upperBound).zh) 之间的整数。",
      en: "Write a whole number from \(Message.count(range.lowerBound).en) to \(Message.count(range.upperBound).en).")
  }
  /// One of some words is wanted.
  public static func webWantOneOf(_ words: [String]) -> Message {
    Message(
      zh: "可以写的有：" + words.joined(separator: "、") + "。", en: "It can be one of: " + words.joined(separator: ", ") + ".")
  }
  /// A data version is wanted.
  public static let webWantVersion = Message(
    zh: "数据版本是一个不小于 0 的整数，页脚里有。", en: "A data version is a whole number from 0 on; it stands at the foot of each page.")
  /// A division is wanted.
  public static let webWantRegion = Message(
    zh: "请写 6 位行政区划代码，例如 330683；地区页里有全部代码。",
    en: "Write the six digits of a division, such as 330683; the page of regions has them all.")
  /// A division that there is not.
  public static func webUnknownRegion(_ code: String) -> Message {
    Message(zh: "没有代码为 \(code) 的地区。", en: "There is no division with the code \(code).")
  }
  /// A text is too long.
  public static let webTooLong = Message(zh: "地址太长了。", en: "The address is too long.")
  /// A text is no text.
  public static let webNotUTF8 = Message(zh: "这一段不是有效的文字编码。", en: "That part is not validly encoded text.")
  /// A page behind the last.
  public static func webNoSuchPage(_ page: Int, of pages: Int) -> Message {
    Message(
      zh: "没有第 \(Message.count(page).zh) 页，这张表一共 \(Message.count(pages).zh) 页。",
      en: "There is no page \(Message.count(page).en): the table has \(Message.count(pages).en).")
  }
  /// What to do then.
  public static let webNoSuchPageAdvice = Message(
    zh: "可能筛选之后行数变少了。", en: "It may have fewer rows since it was narrowed.")
  /// The last page of a table.
  public static let webLastPage = Message(zh: "看最后一页", en: "Go to the last page")
  /// A version that there is not.
  public static func webUnknownVersion(_ version: Int64) -> Message {
    Message(zh: "还没有数据版本 \(version)。", en: "There is no data version \(version) yet.")
  }
  /// What to do then.
  public static let webUnknownVersionAdvice = Message(
    zh: "请去掉地址里的 as-of 看最新数据。", en: "Take as-of out of the address to see the data of now.")
  /// A store that there is not.
  public static func webUnknownStore(_ code: String) -> Message {
    Message(zh: "找不到门店 \(code)。", en: "There is no store \(code) here.")
  }
  /// What to do then.
  public static let webUnknownStoreAdvice = Message(
    zh: "请核对门店代码，或在门店页里查找；只能看到自己负责地区的门店。",
    en: "Check the code, or search the page of stores; only stores of your own regions can be seen.")
  /// A division without stores.
  public static func webEmptyRegion(_ name: String) -> Message {
    Message(zh: "\(name)这个月没有应报的门店。", en: "No store of \(name) is due in this month.")
  }
  /// What to do then.
  public static let webEmptyRegionAdvice = Message(
    zh: "可以换一个月份，或看其他地区。", en: "Choose another month, or another region.")
  /// What to do about a month without reports.
  public static let webMonthOutsideAdvice = Message(zh: "请换一个月份。", en: "Choose another month.")
  /// There is nothing to compare with.
  public static func webNoYearBefore(_ month: YearMonth) -> Message {
    Message(
      zh: "没有 \(month.lastYear) 的月报，\(Message.month(month).zh)没有可以比较的上年同期。",
      en: "There are no reports of \(month.lastYear), so \(Message.month(month).en) has no year before to compare with."
    )
  }
  /// Somebody has to sign in first.
  public static let webSignInFirst = Message(zh: "请先登录。", en: "Sign in first.")
  /// What to do then.
  public static let webSignInAdvice = Message(
    zh: "没有账号请找总部管理员。", en: "No account? Ask the administrator at headquarters.")
}

// Forms and signing in.
extension Message {
  /// What was sent is no form.
  public static let webNotAForm = Message(zh: "提交的不是表单。", en: "What was sent is no form.")
  /// What was sent is too much.
  public static let webFormTooLarge = Message(zh: "提交的内容太多了。", en: "The form is too large.")
  /// A form from elsewhere.
  public static let webForeignForm = Message(
    zh: "这个提交不是从本站页面发出的，没有执行。", en: "This was not sent from a page of this site, so nothing was done.")
  /// A file that another site asked for.
  public static let webForeignExport = Message(
    zh: "这个下载是从别的网站点过来的，没有执行。", en: "Another site asked for this file, so it was not made.")
  /// What to do then.
  public static let webForeignExportAdvice = Message(
    zh: "下载会以你的名义记入审计。确实需要的话，请打开本站页面，从表格旁的链接下载。",
    en: "Files are recorded in your name. If you want this one, open the page here and take it from the links at the "
      + "table.")
  /// The page that shows the same as a file.
  public static let webShowPage = Message(zh: "打开这个页面", en: "Open the page")
  /// A form of another session.
  public static let webStaleForm = Message(
    zh: "这张表单已经失效，没有执行。", en: "This form is no longer good, so nothing was done.")
  /// What to do then.
  public static let webFormAdvice = Message(zh: "请重新打开页面再提交。", en: "Open the page again and send it from there.")
  /// Somebody may not do that.
  public static let webNotAllowed = Message(zh: "这个账号没有这项权限。", en: "This account may not do that.")
  /// What to do then.
  public static let webNotAllowedAdvice = Message(
    zh: "请找有权限的同事，或请管理员用 tongbiao-hq people 调整。",
    en: "Ask somebody who may, or the administrator to change it with tongbiao-hq people.")
  /// A password would be read by all.
  public static let webNeedsTLS = Message(zh: "登录需要加密连接。", en: "Signing in needs an encrypted connection.")
  /// What to do then.
  public static let webNeedsTLSAdvice = Message(
    zh: "请用 https 打开，或在服务器本机上登录。", en: "Open it with https, or sign in on the server itself.")
  /// Signing in.
  public static let webSignIn = Message(zh: "登录", en: "Sign in")
  /// It did not work.
  public static let webSignInFailed = Message(zh: "没有登录成功", en: "Not signed in")
  /// Signing out.
  public static let webSignOut = Message(zh: "退出", en: "Sign out")
  /// A field: the account.
  public static let webAccount = Message(zh: "账号", en: "Account")
  /// A field: the password.
  public static let webPassword = Message(zh: "密码", en: "Password")
  /// A field: the one-time code.
  public static let webCode6 = Message(zh: "动态验证码", en: "One-time code")
  /// When it is needed.
  public static let webCodeHint = Message(zh: "设置了验证器的账号才需要。", en: "Only for accounts with an authenticator app.")
  /// Something of it was wrong.
  public static let webSignInWrong = Message(
    zh: "账号、密码或动态验证码不对。", en: "Account, password or one-time code is wrong.")
  /// Too many tries.
  public static func webSignInWait(_ seconds: Int) -> Message {
    Message(
      zh: "尝试次数太多，请等 \(seconds) 秒再试。",
      en: "Too many tries: wait \(seconds) \(seconds == 1 ? "second" : "seconds") and try again.")
  }
  /// A session ended while a form was being filled in.
  public static let webSessionEnded = Message(zh: "登录已过期，请重新登录。", en: "Your session has ended: sign in again.")
  /// What was filled in is still there.
  public static let webEntryKept = Message(
    zh: "刚才填写的内容还在，登录后可以继续提交。", en: "What you had filled in is kept and can be sent once you are signed in.")
  /// The title of the page after it.
  public static let webEntryKeptTitle = Message(zh: "填写的内容还在", en: "Your entry was kept")
  /// Sends what was kept.
  public static let webSendNow = Message(zh: "现在提交", en: "Send it now")
}
