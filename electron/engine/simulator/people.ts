/**
 * Invented people. Nobody real can be met here: identity numbers carry the region 119900, which GB/T 2260 never
 * assigned, and telephone numbers run up from 199-0000-0000 in a range no operator gave out.
 * Names do include what real lists include: compound surnames, surnames read differently as names, rare
 * characters and one beyond the basic plane.
 */
import { addDays, ageOn, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Random } from './random.ts'
import type { SimulatorParameters } from './parameters.ts'

/** Region digits of every generated identity number. */
export const unassignedRegion = '119900'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶',
  ...'阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  // Read otherwise as surnames: a trap for every pinyin search.
  ...'单曾仇解区查朴盖覃乐翟',
]
const compoundSurnames = ['欧阳', '司马', '令狐', '上官', '诸葛', '慕容', '尉迟', '长孙']
const maleCharacters =
  '伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢佳阳建峰志远晨轩子梓睿博文承泽安'
const femaleCharacters =
  '芳娜敏静丽艳娟霞秀燕玲桂英华慧巧美雅芝玉萍红娥莉珍贞洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼怡晴思欣'
const rareCharacters = ['䶮', '喆', '犇', '𠮷', '㛃', '翀', '垚', '彧', '昇', '玥']

/** A Chinese name of two to four characters. */
export function makeName(random: Random, gender: '男' | '女', people: SimulatorParameters['people']): string {
  const surname = random.chance(people.compoundSurnameShare)
    ? random.pick(compoundSurnames)
    : surnames[Math.floor(surnames.length * random.next() ** 1.6)]
  const characters = gender === '男' ? maleCharacters : femaleCharacters
  const given = () =>
    random.chance(people.rareCharacterShare / 1.7)
      ? random.pick(rareCharacters)
      : (characters[random.int(0, characters.length - 1)] ?? '安')
  return `${surname ?? '王'}${given()}${random.chance(0.7) ? given() : ''}`
}

const checkWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function idCheckCharacter(first17: string): string {
  const sum = checkWeights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkDigits[sum % 11] ?? 'X'
}

/** Gives out identity numbers, each once. */
export class IdRegister {
  private readonly given = new Set<string>()

  /** A fresh 18-character number for a birth date and gender. */
  issue(random: Random, birthDate: IsoDate, gender: '男' | '女'): string {
    for (let attempt = 0; attempt < 400; attempt++) {
      const sequence = random.int(0, 499) * 2 + (gender === '男' ? 1 : 0)
      const first17 = `${unassignedRegion}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      const idNo = first17 + idCheckCharacter(first17)
      if (this.given.has(idNo)) continue
      this.given.add(idNo)
      return idNo
    }
    throw new RangeError(`no identity number left for ${birthDate}`)
  }
}

/** Customer number of the n-th customer: twelve digits, always with leading zeros. */
export function customerNoOf(sequence: number): string {
  return `0062${String(sequence * 7).padStart(8, '0')}`
}

/** Telephone number of the n-th customer; after 100,000 the range starts again. */
export function phoneOf(sequence: number): string {
  return `199${String(sequence % 100_000).padStart(8, '0')}`
}

/** A birth date: mostly grown-up, older on average with more money, a few children. */
export function makeBirthDate(random: Random, tierIndex: number, on: IsoDate): IsoDate {
  const middle = 41 + tierIndex * 3
  const age = random.chance(0.012)
    ? random.between(6, 17.9)
    : Math.min(92, Math.max(18.1, middle + 15 * random.normal()))
  return addDays(on, -Math.round(age * 365.25) - random.int(0, 30))
}

/** Occupation of somebody without a payroll contract here. */
export function looseOccupation(random: Random, birthDate: IsoDate, on: IsoDate): string | null {
  const age = ageOn(birthDate, on)
  if (age < 22) return '学生'
  if (age >= 60 && random.chance(0.85)) return '退休'
  if (random.chance(0.18)) return null
  return random.pick([
    '职员',
    '自由职业',
    '公务员',
    '农民',
    '工人',
    '会计',
    '销售',
    '家庭主妇',
    '医生',
    '教师',
  ])
}
