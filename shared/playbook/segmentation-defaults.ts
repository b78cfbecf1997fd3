/** What the segments' sections of a new branch's playbook hold; marks as in the other defaults. */
import type { z } from 'zod'
import type {
  communitiesSection,
  groupsSection,
  hnwSection,
  manSection,
  ModelAllocation,
  stagesSection,
} from './segmentation.ts'
import { list } from './words.ts'

const wan = (amount: number) => amount * 1_000_000
const words = (running: string) => [...list(running)]

// [seed] money, authority, need in eight groups, the easy ones first; coefficients and inferences [default]
export const manDefaults: z.infer<typeof manSection> = {
  coefficients: { MAN: 1, MAn: 2, MaN: 3, mAN: 3, Man: 4, mAn: 4, maN: 5, man: 6 },
  priorityUpTo: 3,
  money: {
    averageFen: wan(5),
    peakFen: wan(20),
    payrollFen: wan(1),
    inflowFen: wan(10),
    inflowDays: 30,
    loanFen: wan(30),
    loanTroubleWords: words('逾期 不良 欠息 垫款 核销 呆账 诉讼 失信'),
  },
  authority: {
    age: { from: 18, to: 70 },
    studentWords: words('学生 在校生'),
    asksFamilyWords: words(`
      和家人商量 与家人商量 跟家人商量 和家里商量 跟家里商量 和爱人商量 和老公商量 和老婆商量 和丈夫商量
      和妻子商量 和子女商量 和儿子商量 和女儿商量 问问家人 问家里人 家人做主 老伴做主 子女做主
    `),
    decidesWords: words('自己做主 自己决定 本人做主 本人决定 自己拿主意'),
  },
  need: {
    maturityDays: 30,
    demandFen: wan(5),
    demandShare: 0.5,
    inflowFen: wan(5),
    inflowDays: 7,
    classGoneDays: 365,
    outflowDays: 30,
    sameNameWords: words('他行同名 同名他行 他行本人 本人他行 同名跨行'),
    singleClasses: 1,
    loanEndDays: 90,
    loanWords: words('贷款 按揭 房贷 车贷 消费贷 经营贷 信用贷'),
  },
  questions: {
    money: ['平时的闲钱主要放在哪几家银行？', '近期有没有到期或要到账的大笔资金？'],
    authority: ['家里的钱一般由您自己安排，还是和家人一起商量？'],
    need: ['最近几个月有没有用钱或存钱的打算？', '现在的存款、理财里，有没有您不太满意的地方？'],
  },
}

// [seed] names the groups; ages and words [default]
export const groupsDefaults: z.infer<typeof groupsSection> = {
  seniorAge: 60,
  womenAge: { from: 25, to: 60 },
  youngAge: { from: 18, to: 35 },
  words: {
    owner: words('企业主 法人代表 法定代表人 个体工商户 个体户 私营业主 总经理 董事长'),
    parent: words('孩子 小孩 宝宝 儿子上学 女儿上学 幼升小 小升初 学区 接送 亲子'),
    car: words('车主 买车 购车 车贷 车险 ETC 加油卡'),
    farmer: words('农户 农民 务农 种植 养殖 果农 菜农 茶农 渔民 惠农'),
    fundLoss: words('基金亏 基金被套 基金套牢 理财亏 亏损'),
  },
  farmerAddressWords: words('村委会 村民小组 行政村 自然村 农场 林场 渔场'),
}

// [seed] four stages and the care for each; lines [default]
export const stagesDefaults: z.infer<typeof stagesSection> = {
  closeClasses: 2,
  noteDays: 180,
  complaintWords: words('投诉 抱怨 不满意 不满 态度差 排队太久'),
  compareWords: words('他行利率 别的银行 其他银行 别家银行 他行理财 货比三家 比价 转到他行 转去他行'),
  unexplainedFen: 100_000,
  care: {
    cooling: '先弄清拒绝背后的需要，在走掉之前行动，不推产品',
    close: '保持长期节奏，做准、做细产品以外的帮助',
    product_holder: '围绕已买的产品办小而好的活动，找出还没说出口的需要',
    account_only: '先吸引、再引导到线上，让账户用起来',
  },
}

// [seed]
export const hnwDefaults: z.infer<typeof hnwSection> = {
  layers: [
    {
      layer: 'inherited',
      loFen: wan(100),
      title: '100–300 万',
      traits: '多为继承、拆迁等一次性所得，看重本金安全，喜欢礼品和活动',
      approach: '以活动和权益维系，讲清本金怎么放得稳',
    },
    {
      layer: 'professional',
      loFen: wan(300),
      title: '300–1000 万',
      traits: '多靠专业能力积累，能承受适度风险，愿意听分析',
      approach: '用数据讲配置，定期一起复盘',
    },
    {
      layer: 'business',
      loFen: wan(1000),
      title: '1000 万–1 亿',
      traits: '多为企业经营者，认专业，同时用几家银行',
      approach: '请专家一起见，公司与个人的需要一并安排',
    },
    {
      layer: 'ultra',
      loFen: wan(10_000),
      title: '1 亿以上',
      traits: '有自己的投资渠道，只对特别的产品和资源感兴趣',
      approach: '由负责人出面，对接总行与私行资源',
    },
  ],
}

const model = (shares: Partial<ModelAllocation>): ModelAllocation => ({
  demand: 0,
  time: 0,
  cd: 0,
  wealth: 0,
  fund: 0,
  insurance: 0,
  bond: 0,
  metal: 0,
  trust: 0,
  ...shares,
})

// [default] one example allocation per tier; each branch sets its own
export const crossSellingDefaults = {
  minGapFen: wan(1),
  models: {
    potential: model({ demand: 0.5, time: 0.3, wealth: 0.2 }),
    effective: model({ demand: 0.3, time: 0.35, wealth: 0.25, fund: 0.05, insurance: 0.05 }),
    mid: model({
      demand: 0.15,
      time: 0.3,
      cd: 0.1,
      wealth: 0.25,
      fund: 0.08,
      insurance: 0.08,
      bond: 0.04,
    }),
    high: model({
      demand: 0.1,
      time: 0.2,
      cd: 0.15,
      wealth: 0.25,
      fund: 0.1,
      insurance: 0.12,
      bond: 0.05,
      metal: 0.03,
    }),
    private: model({
      demand: 0.05,
      time: 0.1,
      cd: 0.15,
      wealth: 0.25,
      fund: 0.12,
      insurance: 0.13,
      bond: 0.05,
      metal: 0.05,
      trust: 0.1,
    }),
  },
}

export const communitiesDefaults: z.infer<typeof communitiesSection> = {
  minSize: 5,
  companyForms: words(
    '股份有限责任公司 有限责任公司 股份有限公司 集团有限公司 有限公司 股份公司 集团公司 总公司 分公司',
  ),
  companyEndings: words('集团 公司'),
  notEmployers: words(`
    无 无单位 无业 没有 暂无 待业 退休 已退休 离退休 自由职业 自由职业者 个体 个体户 个体工商户 个体经营
    灵活就业 务农 农民 家庭主妇 全职太太 学生 其他 其它 不详 不便提供 保密 自营
  `),
  schoolWords: words('幼儿园 小学 中学 高中 初中 学校 学院 大学 职高 党校'),
  compoundEndings: words(`
    小区 花园 花苑 雅苑 家园 家苑 公寓 公馆 新村 华庭 豪庭 名苑 名邸 名城 新城 大院 家属院 宿舍 别墅 山庄 社区
    庄园 佳苑 嘉苑 苑 府 庭 里 湾 村
  `),
  streetEndings: words(`
    商业街 步行街 美食街 小吃街 农贸市场 批发市场 建材市场 建材城 家具城 家电城 服装城 商贸城 小商品城
    小商品市场 水果市场 菜市场 花鸟市场 汽配城 五金城
  `),
}
