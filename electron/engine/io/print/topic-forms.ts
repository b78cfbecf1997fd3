/**
 * What to talk about, in two halves: the few words that differ per customer stay in the row, the sentence that is
 * the same for everybody with the reason goes to its cue card, amounts and days left open. A sentence nobody
 * foresaw stays in the row in full.
 */

interface TopicForm {
  readonly pattern: RegExp
  /** What stays in the row; '' = nothing, the evidence beside it already names the amount. */
  readonly row: string
  /** The sentence of the card where opening amounts and days is not enough. */
  readonly card?: string
}

/** Extra topics, only for customers who agreed to marketing. */
const offers: readonly TopicForm[] = [
  /^若 .+里有暂不用的部分，按用款时间分期限说明$/,
  /^暂不用的余款按用款时间分期限说明$/,
  /^按用款时间说明 .+续期的选择$/,
  /^说明 .+到期后怎样衔接、不留空档$/,
  /^按用款计划提前排 .+的去处$/,
  /^按客户现在的用款习惯说明可选的期限和品类$/,
  /^可把新单位发薪改回本行的办法讲清楚$/,
  /^问清开户用途，按用途说明可用的功能$/,
].map((pattern) => ({ pattern, row: '' }))

const services: readonly TopicForm[] = [
  { pattern: /^核实 .+?变动是否本人办理、用在哪里、多久用完；先听后问$/, row: '核实变动' },
  { pattern: /^告知到期款 .+?的到账情况，问清打算何时用、用多少，登记去向$/, row: '到账和去向' },
  { pattern: /^提醒 \S+ 到期 .+?，核对到账账户，登记续作还是用款$/, row: '提醒到期' },
  { pattern: /^预告 \S+ 到期 .+?，问清近期有没有大额用款$/, row: '预告到期' },
  {
    pattern: /^(问候，核对资料，请客户自选一项告知)：(.+)$/,
    row: '问：$2',
    card: '$1（见各户“问”）',
  },
  {
    pattern: /^(欢迎并确认卡、手机银行、限额能否正常使用，请客户自选一项告知)：(.+)$/,
    row: '问：$2',
    card: '$1（见各户“问”）',
  },
  {
    pattern: /^(祝贺) (\S+) (生日，聊近况，不谈业务；顺便了解)：(.+)$/,
    row: '祝贺生日；问：$4',
    card: '$1〔日期〕$3（见各户“问”）',
  },
  {
    pattern: /^只做告知：.+?未用的账户状态、预留手机和地址是否还准、自动扣款有没有挂在上面$/,
    row: '告知账户状态',
  },
  { pattern: /^核对.*代发停下的原因：换单位、换银行还是停薪；看扣款还款有无影响$/, row: '核对断发原因' },
  { pattern: /^老客户回访：.+差额当初为什么离开、对服务有什么意见；只问不劝$/, row: '回访离开原因' },
  { pattern: /^说明现在离 .+?线差 .+?，问清本月资金进出(；不劝存)?$/, row: '说明差额$1' },
  { pattern: /^(提醒更新.+的风险测评)，手机银行或到店都可办$/, row: '$1' },
  { pattern: /^(问手机银行登录有无困难)（.+），换手机、忘密码的教到会用$/, row: '$1' },
  { pattern: /^自我介绍，核对联系方式与方便时间，问清前任答应过、还没办的事$/, row: '自我介绍，接前任的事' },
]

const holdingLabel = '持有：'
const shelfLabel = '在售可谈：'
/** 「name」, its grade, then its terms. */
const shelfProduct = /「[^」]*」R\d(?:·[^、「」]*)*/g
const allowedClasses = /^可谈：存款、国债(?:等|，)\s?(R\d) ?(类|及以下)(?:的产品)?$/

const amount = /[\d,]+(?:\.\d+)? ?[万亿元]/g
const monthDay = /(?<![\d-])\d{2}-\d{2}(?![\d-])/g
const days = /\d+ ?天/g

/** A sentence for anybody: its amounts, days and dates left open. */
export function opened(text: string): string {
  return text
    .replace(amount, '〔金额〕')
    .replace(monthDay, '〔日期〕')
    .replace(days, '〔天数〕')
    .replace(/ ?(〔[^〕]*〕) ?/g, '$1')
}

/** Products named in a topic with their terms, as written there: '「…」R1·365 天·50 元起'. */
export function shelfProducts(what: string): readonly string[] {
  return what
    .split('\n')
    .filter((line) => line.startsWith(shelfLabel))
    .flatMap((line) => line.match(shelfProduct) ?? [])
}

/**
 * The topic of a row, run together. Products are given by their number on the card (1 = first of `shelf`); one
 * that is not there, or written in a way not known, is printed as it stands.
 */
export function rowTopic(what: string, shelf: readonly string[]): string {
  return what
    .split('\n')
    .map((line) => {
      if (line.startsWith(holdingLabel)) return line.replace(holdingLabel, '持有 ')
      if (line.startsWith(shelfLabel))
        return line.replace(shelfLabel, '可谈 ').replace(shelfProduct, (product) => {
          const at = shelf.indexOf(product)
          return at < 0 ? product : productMark(at + 1)
        })
      if (allowedClasses.test(line)) return line.replace(allowedClasses, '可谈 $1 $2')
      const form = [...services, ...offers].find(({ pattern }) => pattern.test(line))
      return form ? shortAsked(line.replace(form.pattern, form.row)) : line
    })
    .filter((text) => text !== '')
    .join('；')
}

/** The sentences of a topic that the row leaves to the card, each led by its label. */
export function cardTopics(what: string): readonly string[] {
  const labelledForms = [
    { label: '谈什么', forms: services },
    { label: '同意营销的再谈', forms: offers },
  ]
  return what.split('\n').flatMap((line) =>
    labelledForms.flatMap(({ label, forms }) => {
      const form = forms.find(({ pattern }) => pattern.test(line))
      if (!form) return []
      const general = form.card === undefined ? opened(line) : line.replace(form.pattern, form.card)
      return [`${label}：${general}`]
    }),
  )
}

/** Items to ask about, in the fewest words. */
const askedForms: readonly (readonly [string, string])[] = [
  ['方便接听的时间', '接听时间'],
  ['资金主要用途', '资金用途'],
]

const shortAsked = (text: string) => askedForms.reduce((short, [full, few]) => short.replace(full, few), text)

/** How a row points to a product of the card: '产品1'. */
export function productMark(number: number): string {
  return `产品${number}`
}
