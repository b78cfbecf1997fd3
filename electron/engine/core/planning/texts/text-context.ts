/**
 * What every text of a plan line may speak of, and the shape of one reason's texts. A text never states a fact the
 * context does not hold; amounts and dates come from the reason itself.
 */
import type { CustomerFacts, Holding } from '../../../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../../../shared/domain/dates.ts'
import { formatMoney } from '../../../../../shared/domain/money.ts'
import type { Fen } from '../../../../../shared/domain/money.ts'
import type { ContactMethod, Rm } from '../../../../../shared/domain/plan.ts'
import type { Classification } from '../../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../../shared/playbook/schema.ts'
import { quotable } from './refused-words.ts'

export interface TextContext {
  readonly facts: CustomerFacts
  readonly result: Classification
  readonly rm: Rm
  readonly asOf: IsoDate
  /** Day of the contact. */
  readonly date: IsoDate
  /** Working day on which the promise made in the contact is kept. */
  readonly followUp: IsoDate
  /** The day on which promised is compared with moved. */
  readonly dueBy: IsoDate
  readonly method: ContactMethod
  readonly consent: boolean
  readonly playbook: Playbook
}

export interface Objection {
  /** What the customer is likely to say. */
  readonly says: string
  readonly answer: string
}

export interface ReasonTexts<R> {
  /** The evidence as one sentence, amounts and dates inside. */
  readonly why: (reason: R, context: TextContext) => string
  /** The same in a few words, when the reason is not the strongest one. */
  readonly brief: (reason: R, context: TextContext) => string
  /** What to talk about with anybody: service only. */
  readonly service: (reason: R, context: TextContext) => string
  /** What more to talk about where the customer agreed to marketing; null = nothing more. */
  readonly offer: (reason: R, context: TextContext) => string | null
  /** The spoken purpose, after the name was confirmed; no amounts, they may not be alone. */
  readonly purpose: (reason: R, context: TextContext) => string
  readonly objection: (reason: R, context: TextContext) => Objection
  /** The next step as the RM says it. */
  readonly next: (reason: R, context: TextContext) => string
  /** What should be true on the day of comparison, with amounts. */
  readonly expected: (reason: R, context: TextContext) => string
}

/** "3.2 万", "5,800 元"; 未知 for null. */
export const money = (fen: Fen | null): string => (fen === null ? '未知' : formatMoney(fen))

/** '2026-11-25' → '11-25'. */
export const shortDate = (date: IsoDate): string => date.slice(5)

/** Share of a whole as '66%'. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '0%' : `${Math.round((part / whole) * 100)}%`

/** Total at our bank as said in a sentence, e.g. "现有 12 万"; "资产未知" where no column says it. */
export const present = ({ facts }: TextContext): string =>
  facts.aumFen === null ? '资产未知' : `现有 ${money(facts.aumFen)}`

/** The holding's product name in quotation marks, its class where the name may not be quoted. */
export function productWords(holding: Holding): string {
  const name = quotable(holding.productName)
  return name === null ? (quotable(holding.productClass) ?? '持有产品') : `「${name}」`
}
