/**
 * The words found in cells: coded values, texts that say nothing, and the labels that mark total and footer
 * rows. Data like the header aliases, spelled half width, lower case and without spaces.
 */
import { list } from './words.ts'

/** Turns code → words into word → code. */
function codes<T extends string>(words: Readonly<Record<T, readonly string[]>>): Readonly<Record<string, T>> {
  const pairs = Object.entries<readonly string[]>(words).flatMap(([code, each]) =>
    each.map((word) => [word, code] as const),
  )
  return Object.fromEntries(pairs) as Record<string, T>
}

export const flagYes = list(`
  是 1 y yes true t √ ✓ ✔ ☑ 有 已签约 签约 已开通 开通 已添加 添加 同意 已同意 接受 愿意 勿扰 免打扰
  已加 已绑定 绑定 已办 已办理 持有 已持有 对 已授权 授权 已激活 激活 已注册 注册 有效 1.0
`)
export const flagNo = list(`
  否 0 n no false f × x ✗ ✘ 无 没有 未签约 未开通 未添加 不同意 拒绝 不接受 不愿意 未加 未绑定 未办
  未办理 未持有 非 不是 已解约 解约 已关闭 未授权 正常 未激活 未注册 无效 失效 已注销 注销 0.0
`)

export const genderWords: Readonly<Record<string, 'male' | 'female'>> = codes({
  male: list(`1 男 男性 先生 m male`),
  female: list(`2 女 女性 女士 小姐 f female`),
})

/** Appetite words without a grade beside them, grade 1 first. Where banks differ the more careful grade is taken. */
const riskWordsByGrade = [
  list(`保守型 保守 谨慎型 谨慎 低 低风险 一级`),
  list(`稳健型 稳健 中低 中低风险 较低风险 二级`),
  list(`平衡型 平衡 中 中风险 中等风险 三级`),
  list(`进取型 进取 成长型 成长 积极型 积极 中高 中高风险 较高风险 四级`),
  list(`激进型 激进 高 高风险 五级`),
]
export const riskWords: Readonly<Record<string, number>> = Object.fromEntries(
  riskWordsByGrade.flatMap((words, at) => words.map((word) => [word, at + 1] as const)),
)

export type ChannelCode = 'visit' | 'phone' | 'sms' | 'wecom' | 'wechat' | 'other'
export const channelWords: Readonly<Record<string, ChannelCode>> = codes({
  visit: list(`面访 上门 上门拜访 拜访 面谈 到店 厅堂 网点面谈 到访 走访 当面 面对面`),
  phone: list(`电话 电访 外呼 手机 致电 通话 电联`),
  sms: list(`短信 手机短信 简讯`),
  wecom: list(`企微 企业微信`),
  wechat: list(`微信 个人微信`),
  other: list(`其他 其它 活动 沙龙 邮件`),
})

export type OutcomeCode =
  | 'answered'
  | 'missed'
  | 'declined'
  | 'do_not_contact'
  | 'visited'
  | 'dead_number'
  | 'sent'
  | 'replied'
  | 'other'
export const outcomeWords: Readonly<Record<string, OutcomeCode>> = codes({
  answered: list(`接通 已接通 已接 接听 已接听 成功 联系成功 有效沟通`),
  missed: list(`未接 未接通 无人接听 未接听 无应答 占线 关机 忙线 挂断 无法接通 拒接`),
  declined: list(`婉拒 拒绝 已婉拒 无意向 暂不需要 不需要 客户拒绝`),
  do_not_contact: list(`勿扰 免打扰 要求勿扰 请勿打扰`),
  visited: list(`已到访 到访 已面访 已到店 到店 面访成功 已见面`),
  dead_number: list(`空号 停机 号码错误 非本人 错号 已停机`),
  sent: list(`已发送 已发 发送成功 已送达 送达`),
  replied: list(`已回复 回复 客户回复`),
  other: list(`其他 其它`),
})

/** Debit (借) lessens a deposit account, credit (贷) adds to it. */
export const directionWords: Readonly<Record<string, 'in' | 'out'>> = codes({
  in: list(`转入 流入 存入 收入 贷 贷方 入 进 收 in c cr + 增加 入账 汇入`),
  out: list(`转出 流出 支取 支出 借 借方 出 支 付 out d dr - 减少 出账 汇出 取出`),
})

/** Cell texts that say nothing at all, whatever the column. */
export const emptyWords = list(`- -- --- — —— － – / \\ \\n null (null) none nan n/a 空 (空) 暂无 不详 未知
  ― ―― … …… <null> [null] <空> [空] 空值 暂缺 不适用 (无) “无”`)

/** Texts of a date column that mean there is no such day. */
export const noDateWords = list(`无 没有 长期 长期有效 永久 永久有效 无期限 无固定期限 不定期 活期 随时`)

/** Further texts that say nothing in a free text column. */
export const emptyTextWords = list(`无 没有 . 0`)

/** Texts of a restriction column that mean the account is free. */
export const unrestrictedWords = list(`正常 无 否 0 n 未冻结 无限制 非睡眠户 正常户 未止付 活动户 激活 有效`)

/** A term that has no number of days. */
export const openTermWords = list(`活期 无固定期限 开放式 不定期 t+0 t+1 随时 长期 无 每日开放 终身`)

/** Rows below the data that are no customers, by how their first cell begins. */
export const footerPattern =
  /^(?:制表|制單|制单|填表|填报|复核|审核|审批|打印|导出|生成时间|报送|备注[:：]|说明|注\d*[:：.、]|数据来源|数据口径|口径|以上数据|以下空白|以下无正文|统计口径|报表说明|温馨提示|内部资料|本表|※|记录数|总行数|总笔数|第\s*\d+\s*页|共\s*[\d,]+\s*(?:条|行|户|笔|人|页|项)|页码|单位负责人|经办|製表|審核|-{3,}|[—【]+完[—】]+$|={3,}|\*{3,}|end$)/i
export const countFooterPattern = /^共?计?\s*[\d,]+\s*(?:条|行|户|笔|條)(?:记录|数据|記錄)?$/
export const subtotalPattern =
  /^(.{0,20}?)(?:小计|小計|分计|本页计|本页合计|页小计|subtotal|平均值?|均值|户均|人均|占比)(?:\([^)]*\))?[:：]?(?:共?[\d,]+(?:户|条|笔|人|名|户数)?)?$/i
export const totalPattern =
  /^(.{0,20}?)(?:合计|合計|总计|總計|共计|总和|總和|累计|汇总|匯總|total)(?:\([^)]*\))?[:：]?(?:共?[\d,]+(?:户|条|笔|人|名|户数)?)?$/i
/** What may stand before 合计 for it to be the total of the whole file rather than of a part. */
export const wholeFilePrefix = /^(?:|总|全部|本表|以上|所有|全行|.*(?:支行|分行|网点|机构|分理处|客户))$/
