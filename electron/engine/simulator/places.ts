/**
 * The invented town around the branch: its name, employers, residential compounds and market streets. All
 * names are put together from syllables and stand for no existing place or company; a few large employers and
 * compounds hold most people, so that communities show.
 */
import type { Random } from './random.ts'

export interface Employer {
  readonly name: string
  readonly payDay: number
  /** Salary level relative to the branch's median. */
  readonly payLevel: number
  readonly occupations: readonly string[]
}

export interface Town {
  readonly branch: string
  readonly employers: readonly Employer[]
  readonly employerWeights: readonly number[]
  readonly compounds: readonly string[]
  readonly compoundWeights: readonly number[]
  readonly marketStreets: readonly string[]
}

const heads = '澜溪 云栖 桂庭 松月 枫桥头 望江亭 栖霞坞 临泽 梧桐里 鹤鸣 青禾 石榴湾'.split(' ')
const firmHeads = '澜溪 鹤鸣 青禾 云岫 恒禾 瑞泽源 柏桐 锦湖 昊川 启岳 丰穗 嘉木'.split(' ')
const trades: readonly (readonly [string, number, readonly string[]])[] = [
  ['精密制造有限公司', 1.05, ['工人', '技术员', '工程师', '车间主任']],
  ['纺织有限公司', 0.75, ['工人', '工人', '质检员', '销售']],
  ['物流有限公司', 0.85, ['司机', '调度员', '仓管员']],
  ['建设集团', 1.15, ['工程师', '造价员', '项目经理']],
  ['贸易有限公司', 0.95, ['销售', '会计', '采购员']],
  ['生物医药有限公司', 1.3, ['研发人员', '工程师', '销售']],
  ['软件有限公司', 1.6, ['工程师', '产品经理', '测试员']],
  ['酒店', 0.7, ['服务员', '厨师', '经理']],
]
const institutions: readonly (readonly [string, number, readonly string[]])[] = [
  ['第三实验小学', 1.05, ['教师']],
  ['第二中学', 1.15, ['教师']],
  ['人民医院', 1.35, ['医生', '护士', '药师']],
  ['区供水公司', 1.0, ['职员', '工人']],
  ['社区卫生服务中心', 0.95, ['护士', '医生']],
  ['公交公司', 0.8, ['司机', '调度员']],
]
const compoundTails = '花园 雅苑 里小区 公馆 家园 新村 府 华庭'.split(' ')
const streetTails = ['商业街', '农贸市场', '建材城', '步行街']

/** Zipf-like weights: the first entries are the big clusters. */
const zipf = (count: number): number[] => Array.from({ length: count }, (_, index) => 1 / (index + 1.5))

/** Builds the town for a branch of about `customers` customers. */
export function buildTown(random: Random, customers: number, payDays: readonly number[]): Town {
  const size = (per: number, least: number, most: number) =>
    Math.min(most, Math.max(least, Math.round(customers / per)))
  const town = random.pick(heads)
  const firms = firmHeads.flatMap((head) =>
    trades.map(([tail, level, occupations]) => ({ name: head + tail, level, occupations })),
  )
  const civic = institutions.map(([tail, level, occupations]) => ({
    name: town + tail,
    level,
    occupations,
  }))
  const employers = random
    .shuffled([...civic, ...random.shuffled(firms).slice(0, size(160, 8, 60))])
    .map(({ name, level, occupations }) => ({
      name,
      occupations,
      payDay: random.pick(payDays),
      payLevel: level * random.between(0.9, 1.1),
    }))
  const compounds = random
    .shuffled(heads.flatMap((head) => compoundTails.map((tail) => head + tail)))
    .slice(0, size(90, 10, 70))
  return {
    branch: `${town}路支行`,
    employers,
    employerWeights: zipf(employers.length),
    compounds,
    compoundWeights: zipf(compounds.length),
    marketStreets: streetTails.map((tail) => random.pick(heads) + tail),
  }
}
