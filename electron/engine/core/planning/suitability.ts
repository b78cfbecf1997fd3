/**
 * What may be offered to a customer on a day. Product grade ≤ the customer's rating; a missing or expired rating
 * allows nothing above R1 before a new risk test; from the playbook's age on, products from its grade on need a
 * second confirmation; without consent to marketing nothing is offered at all. `forbidden` says it in words.
 */
import type { CustomerFacts, Product } from '../../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { refusedWords } from './texts/refused-words.ts'

const lowestGrade = 1
const highestGrade = 5

export interface Suitability {
  /** Highest product grade that may be spoken of, 1-5. */
  readonly maxGrade: number
  readonly ratingState: 'valid' | 'expiryUnknown' | 'missing' | 'expired'
  readonly secondConfirmation: boolean
  /** True only for an explicit yes; unknown consent means service contact. */
  readonly consent: boolean
  /** Empty when nothing is forbidden. */
  readonly forbidden: string
}

export function suitabilityOn(
  facts: CustomerFacts,
  date: IsoDate,
  inform: boolean,
  playbook: Playbook,
): Suitability {
  const { riskRating, riskExpiry } = facts
  const ratingState =
    riskRating === null
      ? 'missing'
      : riskExpiry === null
        ? 'expiryUnknown'
        : riskExpiry < date
          ? 'expired'
          : 'valid'
  const usable = ratingState === 'valid' || ratingState === 'expiryUnknown'
  const maxGrade = usable && riskRating !== null ? riskRating : lowestGrade
  const { seniorAge, seniorConfirmFromRisk: from } = playbook.planning
  const secondConfirmation = facts.age !== null && facts.age >= seniorAge && maxGrade >= from
  const consent = facts.consent === true
  const lines: string[] = []
  if (ratingState === 'missing') lines.push('尚未做风险测评：先测评，此前不得介绍 R1 以上产品')
  if (ratingState === 'expired')
    lines.push(`风险测评 ${riskExpiry ?? ''} 已过期：先重测，此前不得介绍 R1 以上产品`)
  if (usable && maxGrade < highestGrade) lines.push(`风险承受 R${maxGrade}：不得介绍 R${maxGrade + 1} 及以上`)
  if (ratingState === 'expiryUnknown') lines.push('测评有效期未知，谈产品前先核实')
  if (secondConfirmation) lines.push(`${facts.age ?? ''} 岁：R${from} 及以上须二次确认`)
  if (!consent) lines.push(`营销同意${facts.consent === false ? '为否' : '未知'}：只做服务联系`)
  if (inform) lines.push('睡眠账户只告知，不问密码、不发链接、不引导划款')
  return { maxGrade, ratingState, secondConfirmation, consent, forbidden: lines.join('；') }
}

/**
 * Products of the shelf that may be named to the customer on the day: grade known and suitable, still on sale,
 * minimum within `availableFen` (unknown amount: not filtered), name free of refused words. Careful grades
 * first, those of the wanted class before others; at most `count`.
 */
export function suitableProducts(
  products: readonly Product[],
  suitability: Suitability,
  date: IsoDate,
  wanted: { readonly productClass: string | null; readonly availableFen: Fen | null },
  count: number,
): readonly Product[] {
  if (!suitability.consent) return []
  const sameClass = (p: Product) => p.productClass !== null && p.productClass === wanted.productClass
  return products
    .filter((p) => {
      const affordable =
        wanted.availableFen === null || p.minAmountFen === null || p.minAmountFen <= wanted.availableFen
      const onSale = p.saleUntil === null || p.saleUntil >= date
      const suitable = p.productRisk !== null && p.productRisk <= suitability.maxGrade
      return suitable && onSale && affordable && refusedWords(p.productName).length === 0
    })
    .sort(
      (a, b) =>
        Number(sameClass(b)) - Number(sameClass(a)) ||
        (a.productRisk ?? 0) - (b.productRisk ?? 0) ||
        (a.productName < b.productName ? -1 : a.productName > b.productName ? 1 : 0) ||
        ((a.productCode ?? '') < (b.productCode ?? '') ? -1 : 1),
    )
    .slice(0, count)
}
