// What stands in the audit chain.
extension Message {
  /// The name of an audited action, by its code.
  public static func webActionName(_ code: String) -> Message {
    switch code {
    case "ledger_created": Message(zh: "建立账本", en: "ledger made")
    case "key_added": Message(zh: "增加签名密钥", en: "signing key added")
    case "register_imported": Message(zh: "导入名册", en: "register imported")
    case "standing_recorded": Message(zh: "记录统标状态", en: "standing recorded")
    case "reports_received": Message(zh: "收到月报", en: "reports received")
    case "reports_imported": Message(zh: "导入月报", en: "reports imported")
    case "invite_made": Message(zh: "生成邀请码", en: "invite made")
    case "device_joined": Message(zh: "设备加入", en: "device joined")
    case "device_revoked": Message(zh: "停用设备", en: "device revoked")
    case "device_quarantined": Message(zh: "隔离设备（账本有两份）", en: "device quarantined (two copies)")
    case "account_changed": Message(zh: "账号变更", en: "account changed")
    case "message_sent": Message(zh: "发送消息", en: "message sent")
    case "recovery_code_made": Message(zh: "生成恢复码", en: "recovery code made")
    case "store_handed_over": Message(zh: "门店转让", en: "store handed over")
    case "period_closed": Message(zh: "月结", en: "month closed")
    case "period_reopened": Message(zh: "重新开放月份", en: "month opened again")
    case "statement_published": Message(zh: "公布", en: "statement published")
    case "proof_changed": Message(zh: "修改登录凭据", en: "sign-in changed")
    case "signed_in": Message(zh: "登录", en: "signed in")
    case "signed_out": Message(zh: "退出", en: "signed out")
    case "table_exported": Message(zh: "下载表格", en: "table exported")
    case "programme_recorded": Message(zh: "记录统标进程", en: "programme recorded")
    case "standard_adopted": Message(zh: "施行标准版本", en: "standard put in force")
    case "bundle_made": Message(zh: "打包检查", en: "inspections packed")
    case "visit_noted": Message(zh: "记录走访决定或投诉", en: "visit or complaint noted")
    case "evidence_signed": Message(zh: "签署验收证明", en: "evidence signed")
    case "phone_seen": Message(zh: "查看电话", en: "telephone number seen")
    default: Message(zh: "其他事项（\(code)）", en: code)
    }
  }
}
