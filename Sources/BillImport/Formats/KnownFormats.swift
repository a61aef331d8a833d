// Names are in canonical form: half width, lower case, without the unit of yuan. The first name of a list is the one
// that is shown where the column is missing.

extension BillFormat {
  /// Payment services and what people who buy are given.
  static let wallets: [BillFormat] = [
    BillFormat(
      source: .weChatPersonal,
      required: [
        (.time, ["交易时间"]), (.type, ["交易类型"]), (.direction, ["收/支", "收支"]), (.amount, ["金额"]),
        (.status, ["当前状态"]), (.order, ["交易单号"]),
      ],
      optional: [(.counterparty, ["交易对方"]), (.item, ["商品"]), (.merchantOrder, ["商户单号"])]),
    BillFormat(
      source: .weChatMerchant,
      required: [
        (.time, ["交易时间"]), (.order, ["微信订单号"]), (.status, ["交易状态"]), (.amount, ["应结订单金额", "总金额"]),
      ],
      optional: [
        (.merchantOrder, ["商户订单号"]), (.refundOrder, ["微信退款单号"]), (.refundAmount, ["退款金额"]),
        (.refundStatus, ["退款状态"]), (.fee, ["手续费"]), (.holder, ["商户号"]), (.currency, ["货币种类"]),
        (.grossAmount, ["订单金额"]), (.grossRefund, ["申请退款金额"]), (.completed, ["退款成功时间"]),
      ]),
    BillFormat(
      source: .alipayPersonal,
      required: [
        (.time, ["交易时间", "付款时间", "交易创建时间"]), (.type, ["交易分类", "类型"]), (.counterparty, ["交易对方"]),
        (.item, ["商品说明", "商品名称"]), (.direction, ["收/支", "收支"]), (.amount, ["金额"]), (.status, ["交易状态"]),
        (.order, ["交易订单号", "交易号"]),
      ],
      optional: [
        (.merchantOrder, ["商家订单号"]), (.fee, ["服务费"]), (.refundAmount, ["成功退款"]),
        (.completed, ["交易创建时间"]),
      ]),
    BillFormat(
      source: .alipayMerchant,
      required: [(.order, ["支付宝交易号"]), (.type, ["业务类型"]), (.time, ["创建时间"]), (.amount, ["商家实收"])],
      optional: [
        (.merchantOrder, ["商户订单号"]), (.completed, ["完成时间"]), (.grossAmount, ["订单金额"]),
        (.refundOrder, ["退款批次号/请求号", "退款批次号"]), (.fee, ["服务费"]), (.counterparty, ["对方账户"]),
      ]),
    BillFormat(source: .alipayMerchantSummary, required: [], marks: ["交易订单总笔数", "退款订单总笔数"]),
    BillFormat(source: .accountLedger, required: [], marks: ["记账时间", "资金流水单号"]),
    BillFormat(source: .accountLedger, required: [], marks: ["账务流水号", "业务流水号"]),
    BillFormat(
      source: .meituanConsumer, required: [(.direction, ["收/支"]), (.amount, ["实付金额"])],
      marks: ["交易创建时间", "订单标题"]),
    BillFormat(source: .jdConsumer, required: [(.direction, ["收/支"]), (.amount, ["金额"])], marks: ["商户名称", "交易说明"]),
  ]

  private static let orderNumbers = [
    "订单编号", "订单号", "订单id", "美团订单号", "饿了么订单号", "平台订单号", "订单展示id", "订单流水号",
  ]
  private static let paidNames = [
    "用户实付", "用户实付金额", "顾客实付", "顾客实付金额", "用户支付", "用户支付金额", "用户实际支付",
    "用户实际支付金额", "顾客实际支付", "顾客实际支付金额", "顾客支付", "顾客支付金额", "用户在线支付", "用户在线支付金额",
    "用户付款", "用户付款金额", "实付金额", "实付",
  ]
  private static let grossNames = [
    "商品总价", "菜品总价", "菜品原价", "商品原价", "订单原价", "原价", "订单总价", "订单总金额", "订单金额",
  ]
  private static let discountNames = [
    "商户补贴", "商家补贴", "商家活动支出", "商家活动补贴", "商家优惠", "商家承担优惠", "商家活动成本", "商家活动款",
  ]
  private static let commissionNames = [
    "实收佣金", "佣金", "平台服务费", "技术服务费", "平台技术服务费", "平台佣金", "抽佣", "服务费",
  ]
  private static let netNames = [
    "结算金额", "商家应收款", "商家应收", "商家实收", "商户实收", "商家预计收入", "预计收入", "预计结算金额", "商家收入",
    "应结金额", "商家应得",
  ]
  private static let subsidyNames = ["平台补贴", "平台活动补贴", "平台优惠", "平台承担优惠"]

  /// Delivery platforms. `source` of the first is decided between platforms by the words around the table.
  static let platforms: [BillFormat] = [
    BillFormat(
      source: .meituanOrders,
      required: [(.order, orderNumbers), (.time, ["下单时间", "订单创建时间", "订单时间", "创建时间", "下单日期", "订单日期"])],
      oneOf: [[.paid, .grossAmount], [.fee, .net]],
      optional: [
        (.paid, paidNames), (.grossAmount, grossNames), (.discount, discountNames), (.fee, commissionNames),
        (.net, netNames), (.subsidy, subsidyNames), (.status, ["订单状态", "状态"]),
        (.completed, ["订单完成时间", "完成时间", "送达时间"]),
        (.refundAmount, ["退款金额", "用户退款金额", "部分退款金额", "退款"]),
        (.holder, ["门店id", "商户id", "门店名称", "商户名称"]),
      ], rank: 3),
    BillFormat(
      source: .elemeDaily,
      required: [(.time, ["账单日期"]), (.orderCount, ["单量", "订单数", "订单量"]), (.paid, paidNames)],
      optional: [
        (.net, netNames), (.fee, commissionNames), (.subsidy, subsidyNames), (.discount, discountNames),
        (.holder, ["商户id", "门店id", "商户名称"]),
      ], rank: 2),
    BillFormat(
      source: .meituanSettlement, required: [(.order, ["结算id"]), (.time, ["账单日期"]), (.net, ["账单金额"])],
      optional: [(.holder, ["门店id", "门店名称"]), (.status, ["结算状态"])], rank: 1),
    BillFormat(
      source: .elemeSettlement, required: [(.time, ["账单日期", "结算日期"]), (.net, netNames)],
      oneOf: [[.holder]],
      optional: [(.holder, ["商户id", "商户名称", "门店id", "门店名称"]), (.order, ["结算单号", "账单号"])]),
  ]

  static let known = wallets + platforms

  /// All names that they look for.
  static let knownNames: Set<HeaderName> = known.reduce(into: []) { $0.formUnion($1.names) }

  /// The format of a till's file.
  static func till(_ template: TillTemplate) -> BillFormat {
    func named(_ role: ColumnRole, _ name: String?) -> [(role: ColumnRole, names: [String])] {
      name.map { [(role, [HeaderName($0).text])] } ?? []
    }
    return BillFormat(
      source: .till,
      required: named(.time, template.time) + named(.amount, template.amount)
        + named(.order, template.order) + named(.type, template.kind))
  }
}
