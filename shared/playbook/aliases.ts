/**
 * What head office calls its columns: header aliases per extract kind, and the headers that look like a fact
 * but are none. All of it is data, so a bank's own wording is added here.
 *
 * Spelling: simplified characters, half width, lower case, no spaces, underscores or brackets; that is how a
 * header looks after `headerKey`. Within a field the earlier alias wins when two columns could fill it.
 */
import type { ExtractKind, FieldName } from '../domain/fields.ts'
import { list } from './words.ts'

/** Fields a column may fill besides the kind's own: the data date and staff numbers kept in their own column. */
export type ColumnField = FieldName | 'coRmNo'
/** A header of the branch's own, on top of the dictionary; kept in the playbook. */
export interface HeaderAlias {
  readonly kind: ExtractKind
  /** A field of that kind. */
  readonly field: string
  /** As head office writes it. */
  readonly header: string
}
export type FieldAliases = Readonly<Partial<Record<ColumnField, readonly string[]>>>

const customerNo = list(`
  客户号 客户编号 核心客户号 客户id ecif客户号 客户代码 客户号码 ecif号 ecif编号 ecif 核心客户编号
  客户内码 客户唯一标识 行内客户号 crm客户号 custno custid customerno customerid
`)
const name = list(`客户姓名 姓名 客户名称 户名 中文姓名 客户名 账户名称 客户中文名`)
const asOf = list(`数据日期 统计日期 数据时点 报表日期 时点日期 资料日期 快照日期 数据截止日期 截止日期`)
const rmNo = list(`
  客户经理工号 管户经理工号 管户客户经理工号 理财经理工号 管户人工号 主办客户经理工号 客户经理编号
  管户经理编号 客户经理号 管户工号
`)

export const headerAliases: Readonly<Record<ExtractKind, FieldAliases>> = {
  customers: {
    customerNo,
    name,
    asOf,
    idNo: list(`证件号码 身份证号 证件号 身份证号码 身份证 身分证号 身分证号码 身分证字号 证件编号`),
    phone: list(`
      手机号码 手机号 首要联系手机号 移动电话 联系电话 手机 联系手机 联系方式 电话 电话号码 联系手机号
      预留手机号 移动电话号码 行动电话 联络电话 手机号码1 手机号1 手机1 联系电话1 联系手机1 电话1
    `),
    gender: list(`性别`),
    birthDate: list(`出生日期 生日 出生年月日 出生日`),
    age: list(`年龄 周岁 实际年龄`),
    address: list(`地址 家庭住址 联系地址 家庭地址 住址 居住地址 通讯地址 现住址 常住地址`),
    employer: list(`单位名称 工作单位 单位 就职单位 所在单位 工作单位名称 代发单位`),
    occupation: list(`职业 职务 职业名称 从事职业`),
    openDate: list(`开户日期 最早开户日期 首次开户日期 开户日 客户开户日期 建户日期`),
    branch: list(`
      管户机构 归属机构 网点 归属网点 管户网点 所属网点 所属机构 开户机构 支行 网点名称 机构名称
      归属支行 管户支行 所属支行 开户网点 开户行 机构
    `),
    rm: list(`
      管户客户经理 管户经理 管户人 主办客户经理 客户经理 理财经理 管户客户经理姓名 管户经理姓名
      客户经理姓名 理财经理姓名 主管户人 维护人 管户人姓名 理财专员
    `),
    rmNo,
    coRm: list(`协办客户经理 协办经理 协管客户经理 协管户经理 辅办客户经理 协管人 协同客户经理 协管户人`),
    coRmNo: list(`协办客户经理工号 协办经理工号 协管客户经理工号`),
    bankGrade: list(`客户等级 客户层级 星级 贵宾等级 客户星级 客户级别 服务等级 客户分层 vip等级 等级`),
    riskRating: list(`
      风险等级 风评等级 风险承受能力 风险承受等级 风险评级 风险测评等级 风险承受能力等级 客户风险等级
      风险测评结果 风险评估等级
    `),
    riskExpiry: list(`
      风评到期日 风评有效期 风险测评到期日 风险评估到期日 风评到期日期 风险测评有效期 风险评估有效期
      风评失效日期
    `),
    payroll: list(
      `是否代发 代发客户 代发工资 是否代发客户 代发标志 代发 是否代发工资 代发工资客户 是否代发薪`,
    ),
    merchant: list(`是否收单 商户 是否商户 收单商户 是否收单商户 商户标志 收单客户 是否收单客户 收单`),
    owner: list(
      `是否企业主 小微企业主 企业主 是否小微企业主 是否企业主客户 私营业主 是否私营业主 企业主标志`,
    ),
    staff: list(`本行员工 是否本行员工 员工标志 是否员工 行内员工 是否行员 行员标志 本行职工`),
    custody: list(`三方存管 是否三方存管 第三方存管 是否第三方存管 三方存管标志 三方存管客户 三方存管签约`),
    creditCard: list(
      `信用卡 是否信用卡 是否持有信用卡 信用卡客户 是否信用卡客户 信用卡标志 是否持卡 是否有信用卡`,
    ),
    mobileBank: list(`
      手机银行 是否手机银行 手机银行签约 是否开通手机银行 手机银行客户 手机银行标志 是否签约手机银行
      手机银行开通 手机银行签约标志
    `),
    wecom: list(`
      企业微信 企微 是否企微 是否企业微信 是否添加企业微信 是否添加企微 企微好友 企业微信好友 企微添加
      企业微信添加 已加企微 是否加企微
    `),
    consent: list(`
      是否同意接收营销短信 是否同意营销 营销同意 是否接受营销 是否同意接收营销 是否接受营销短信
      是否接收营销短信 营销授权 是否营销授权 同意营销 是否同意短信营销
    `),
    dnc: list(
      `勿扰 免打扰 是否勿扰 是否免打扰 勿扰客户 免打扰客户 勿扰标志 免打扰标志 谢绝来电 是否谢绝来电`,
    ),
    restriction: list(`
      账户限制 限制状态 冻结状态 止付状态 冻结止付 账户状态 限制类型 管控状态 冻结标志 是否冻结
      是否止付 账户管控
    `),
    deceased: list(`是否身故 是否死亡 身故 死亡标志 是否去世 身故标志`),
    complianceDormant: list(
      `睡眠户 不动户 久悬户 是否睡眠户 是否不动户 是否久悬 久悬标志 睡眠户标志 不动户标志 是否久悬户`,
    ),
    remark: list(`备注 备注信息 说明 其他说明`),
    aum: list(`
      aum aum余额 时点aum aum时点 时点aum余额 aum时点余额 管理资产 金融资产 金融资产余额 资产余额
      总资产 管理资产余额 当前aum 最新aum 金融总资产 资产总额 金融资产总额 时点资产 时点金融资产
      月末aum 月末余额 月底余额 月底aum aum值 管理客户资产
    `),
    aumMonthAvg: list(`
      aum月日均 月日均 月日均资产 月日均aum 月日均金融资产 金融资产月日均 资产月日均 aum月日均余额
      本月日均 当月日均 当月日均aum 本月日均aum 月均aum aum月均 月日均余额 月日均aum余额
      管理资产月日均
    `),
    aumQuarterAvg: list(`
      季日均 aum季日均 季日均资产 季日均aum 季日均金融资产 金融资产季日均 aum季日均余额 季度日均
      季度日均aum 本季日均 季日均余额
    `),
    aumYearAvg: list(`
      年日均 aum年日均 年日均资产 年日均aum 年日均金融资产 金融资产年日均 aum年日均余额 年度日均
      本年日均 年日均余额 年日均aum余额
    `),
    aumPeak: list(`
      历史最高aum aum历史最高 历史最高资产 历史最高金融资产 aum峰值 历史峰值 历史峰值aum 历史最高
      最高aum 历史最高aum余额 历史aum最高值 aum历史峰值 资产峰值 历史最高余额
    `),
    demand: list(`活期余额 活期 活期存款 活期存款余额 活期储蓄 活期储蓄余额 活期储蓄存款`),
    time: list(`定期余额 定期 定期存款 定期存款余额 定期储蓄 定期储蓄余额 整存整取 定期储蓄存款`),
    cd: list(`大额存单 大额存单余额 大额存款单 个人大额存单`),
    wealth: list(`理财 理财余额 理财产品 理财产品余额 银行理财 理财保有量 理财市值 银行理财余额 净值型理财`),
    fund: list(`基金 基金余额 基金市值 基金保有量 公募基金 代销基金 基金产品余额 公募基金余额 代销基金余额`),
    insurance: list(`保险 保险余额 保险保有量 代理保险 保险产品余额 代销保险 保险保费 保险资产 代理保险余额`),
    bond: list(`国债 国债余额 储蓄国债 储蓄国债余额 债券 债券余额`),
    metal: list(`贵金属 贵金属余额 实物贵金属 积存金 积存金余额 黄金 黄金积存`),
    trust: list(`
      信托 资管 信托余额 资管余额 信托资管 信托/资管 资管产品 代销信托 资管计划 信托资管余额
      信托/资管余额 资管产品余额 资管计划余额 信托计划
    `),
    loan: list(`贷款余额 贷款 个人贷款余额 个贷余额 贷款总余额 个人贷款`),
    payrollDate: list(`
      最近代发日期 最近代发日 最后代发日期 末次代发日期 最近一次代发日期 上次代发日期
      最近一次代发工资日期
    `),
    payrollAmount: list(`
      上月代发金额 代发金额 月代发金额 最近代发金额 代发工资金额 最近一次代发金额 本月代发金额
      当月代发金额 月均代发金额 上月代发工资
    `),
    payrollMonths: list(`代发月数 连续代发月数 代发月份数 累计代发月数 近12个月代发月数 近一年代发月数`),
    lastTxnDate: list(`
      最近交易日期 最后动账日 最近动账日 最后交易日期 最近动账日期 最后动账日期 末次交易日期
      最近交易日 最后交易日 上次交易日期 末笔交易日期 最近主动交易日期 最近主动动账日期
      最近一次交易日期 最近主动动账日
    `),
    loginCount: list(`
      当月登录次数 本月登录次数 月登录次数 登录次数 手机银行登录次数 手机银行当月登录次数
      当月手机银行登录次数 本月手机银行登录次数 手机银行本月登录次数 当月手机银行登陆次数 当月登陆次数
      本月登陆次数 登陆次数 登入次数
    `),
    lastContactDate: list(`
      最近联系日期 最近接触日期 最后联系日期 上次联系日期 最近联系日 最近接触日 最后接触日期
      最近沟通日期 最近维护日期 最近一次联系日期 上次接触日期 最近一次接触日期 末次联系日期 最近联络日期
    `),
    contactCount: list(`联系次数 接触次数 有效联系次数 沟通次数 维护次数 触达次数 有效接触次数`),
    contribution: list(
      `贡献度 综合贡献 综合贡献度 贡献值 客户贡献度 客户综合贡献 综合贡献值 客户贡献 利润贡献`,
    ),
  },
  holdings: {
    customerNo,
    name,
    asOf,
    productName: list(`产品名称 产品 到期产品 到期产品名称 持有产品 产品简称 持有产品名称`),
    productClass: list(`产品类别 产品类型 类别 产品大类 产品种类 产品分类 业务类型 类型 存款类型 业务种类`),
    productRisk: list(`产品风险等级 产品风险 产品风险级别 风险等级 风险级别`),
    amount: list(`
      金额 产品金额 持有金额 到期金额 余额 产品余额 持有余额 本金 市值 持仓金额 持有份额 到期本金
      购买金额 存款金额 存单金额 本金金额 持仓市值 当前余额 账户余额 产品本金
    `),
    startDate: list(`
      起息日 起息日期 起始日期 开始日期 购买日期 成立日 起始日 存入日期 开户日期 认购日期 申购日期
      成立日期
    `),
    maturityDate: list(`
      到期日 到期日期 产品到期日 到期时间 产品到期日期 封闭到期日 存款到期日 赎回日期 预计到期日
      结束日期 到期日子
    `),
  },
  movements: {
    customerNo,
    name,
    asOf,
    txnDate: list(`
      交易日期 交易日 交易时间 发生日期 记账日期 动账日期 变动日期 入账日期 业务日期 动账时间 记账日
      发生日
    `),
    amount: list(`交易金额 金额 发生额 变动金额 动账金额 发生金额 交易额 资金变动金额`),
    direction: list(`
      借贷方向 方向 交易方向 收支方向 借贷标志 资金方向 变动方向 收支标志 借贷 转入转出 流入流出
      出入方向 收支 进出方向 资金流向 收/支 借/贷
    `),
    counterparty: list(`
      对手类型 交易对手 对手 对手方 对手方类型 交易对手类型 对方户名 对手名称 交易类型 对方
      交易对手名称 摘要
    `),
  },
  contacts: {
    customerNo,
    name,
    asOf,
    contactDate: list(`
      接触日期 联系日期 接触时间 联系时间 沟通日期 拜访日期 通话时间 维护日期 外呼日期 沟通时间
      通话日期 外呼时间 触达日期 触达时间 跟进日期 回访日期
    `),
    channel: list(`
      接触方式 联系方式 渠道 沟通方式 联系渠道 接触渠道 触达方式 维护方式 触达渠道 方式 沟通渠道
      跟进方式
    `),
    outcome: list(
      `结果 接触结果 联系结果 沟通结果 外呼结果 通话结果 触达结果 维护结果 反馈结果 跟进结果 回访结果`,
    ),
    seconds: list(`通话秒数 通话时长 时长 通话时间长度 时长秒 秒数 通话时长秒 外呼时长`),
    notes: list(`
      内容 接触内容 联系内容 沟通内容 备注 记录 接触记录 沟通记录 联系记录 纪要 跟进内容 维护内容
      沟通纪要
    `),
    needFound: list(`需求 客户需求 发现需求 发现的需求 需求记录 潜在需求`),
    nextStep: list(`下一步 下步计划 下一步计划 后续计划 跟进计划 下一步行动 后续动作 下次计划`),
    nextDate: list(`
      下次日期 下次联系日期 下次接触日期 约定日期 下次跟进日期 下次沟通日期 预约日期 下次联系时间
      跟进日
    `),
    rm: list(`
      客户经理 接触人 联系人 管户客户经理 管户经理 理财经理 外呼人员 维护人 接触客户经理 记录人
      客户经理姓名 跟进人 拜访人 经办人
    `),
    rmNo: [...rmNo, ...list(`工号 接触人工号 员工号 员工编号`)],
  },
  products: {
    asOf,
    productCode: list(`产品代码 产品编号 代码 产品编码 登记编码 产品号`),
    productName: list(`产品名称 产品简称 产品 产品全称 名称`),
    productClass: list(`类别 产品类别 产品类型 产品大类 类型 产品分类 产品种类`),
    productRisk: list(`风险等级 产品风险等级 风险级别 产品风险 产品风险级别`),
    termDays: list(`期限 产品期限 投资期限 封闭期 存期 期限天数 封闭期限 持有期 最短持有期 投资周期`),
    rate: list(`
      业绩比较基准 利率 年利率 预期收益率 业绩基准 年化利率 收益率 参考收益率 年化收益率 执行利率
      七日年化 预期年化收益率 业绩报酬基准
    `),
    minAmount: list(
      `起购金额 起存金额 起点金额 起投金额 认购起点 起购 起购点 购买起点 起存点 起售金额 首次起购金额`,
    ),
    saleUntil: list(`
      募集截止 募集截止日 募集截止日期 募集结束日 销售截止日 在售截止 销售截止日期 募集结束日期
      停售日期 认购截止日 发行截止日 销售截止 募集期截止
    `),
  },
  targets: {
    asOf,
    rm: list(`客户经理 理财经理 姓名 员工姓名 管户客户经理 客户经理姓名 员工 人员 管户经理 责任人`),
    rmNo: [...rmNo, ...list(`工号 员工号 员工编号`)],
    period: list(`期间 周期 考核期 月份 季度 统计期 考核周期 目标期间 年度 时间 考核期间`),
    metric: list(`指标 指标名称 考核指标 项目 任务指标 目标名称 任务项目 指标项`),
    targetAmount: list(
      `目标 目标值 任务 任务数 计划 目标金额 任务金额 计划数 任务目标 计划值 目标数 考核目标 任务值`,
    ),
  },
}

/** Headers that name too little to be read as anything; reported as such instead of "unknown". */
export const ambiguousHeaders: Readonly<Record<string, string>> = {
  日均: '没有写明是月日均、季日均还是年日均',
  aum日均: '没有写明是月日均、季日均还是年日均',
  日均aum: '没有写明是月日均、季日均还是年日均',
  日均资产: '没有写明是月日均、季日均还是年日均',
  日均余额: '没有写明是月日均、季日均还是年日均',
  余额: '没有写明是哪一类余额',
  存款余额: '没有分开活期与定期',
  存款: '没有分开活期与定期',
  日期: '没有写明是什么日期',
  金额: '没有写明是什么金额',
}

/** Columns that only number the rows. */
export const serialHeaders = list(`序号 编号 行号 no # 顺序号 seq`)

/** A contact count that carries its window: "近90天联系次数", "近三个月接触次数". Groups: number, unit. */
export const contactWindowPattern =
  /^(?:最?近|过去)?([\d一二两三四五六九十半]+)(天|日|个?月|周|年)内?(?:有效)?(?:联系|接触|沟通|维护|触达)次数$/

/** Parts of a bracket that change the meaning of a header, so the bracket must not be dropped. */
export const meaningfulBracket =
  /日均|峰值|最高|年|季|月|上|较|变动|占比|增|减|净|平均|目标|人数|户数|其他|配偶|紧急/
/** Other people's data, never to be taken for the customer's by the look of its values. */
export const otherPersonHeader = /紧急|配偶|联系人|经理|法人|监护|代理|推荐|担保|共同|员工|经办|家属|父|母/

/** Labels in the title area that announce the data date, and those that announce some other date. */
export const dataDateLabel =
  /(?:数据|统计|报表|截止|截至|资料|时点|业务|快照)(?:日期|时点|日|时间)?|^日期|^date$|asof/i
export const otherDateLabel = /制表|打印|导出|生成|制单|填报|报送|下载|查询时间|操作|更新/
