/** The weekly contact plan: who, why, what, when, where and how, per RM and day. */
import type { PlanReasonKind } from '../playbook/schema.ts'
import type { Classification } from './classification.ts'
import type { CustomerInput } from './classification.ts'
import type { Product } from './customer.ts'
import type { IsoDate, IsoWeek } from './dates.ts'
import type { Reason } from './reasons.ts'

export const omissionReasons = [
  'unowned',
  'rmUnavailable',
  'noReason',
  'adoptionRound',
  'batchOnly',
  'coolingOff',
  'dnc',
  'restricted',
  'staff',
  'deceased',
  'noPhone',
  'capacity',
] as const
/** Why a customer is not in the plan. `capacity` = scored lower than the last one taken. */
export type OmissionReason = (typeof omissionReasons)[number]

export interface ScorePart {
  readonly name: 'value' | 'urgency' | 'reachability' | 'effort' | 'season'
  readonly points: number
  /** Chinese, with the evidence. */
  readonly reason: string
}

export type ContactMethod = 'call' | 'meeting' | 'wecom'

export interface PlanItem {
  readonly customerNo: string
  readonly name: string | null
  /** Staff number of the RM. */
  readonly rm: string
  readonly date: IsoDate
  /** Start and end of the contact, 'HH:MM'; an RM's items never overlap. */
  readonly slot: string
  readonly slotTo: string
  readonly minutes: number
  readonly method: ContactMethod
  readonly reasonKind: PlanReasonKind
  /** Further reasons, strongest first. */
  readonly otherReasons: readonly PlanReasonKind[]
  readonly latestDate: IsoDate | null
  readonly who: string
  readonly why: string
  readonly what: string
  /** What must not be offered, and why; empty when nothing is forbidden. */
  readonly forbidden: string
  readonly when: string
  readonly where: string
  readonly how: string
  /** What is expected by next week, to be compared on Friday. */
  readonly expected: string
  /** Exactly the sum of the parts' points. */
  readonly score: number
  readonly parts: readonly ScorePart[]
  readonly evidence: readonly Reason[]
  readonly tier: Classification['tier']['result']
  readonly nineBox: string
}

export interface WeekPlan {
  readonly week: IsoWeek
  readonly asOf: IsoDate
  readonly items: readonly PlanItem[]
  /** One entry per customer left out; parts of a partition: items' customers + omissions = customers. */
  readonly omissions: readonly {
    readonly customerNo: string
    readonly reason: OmissionReason
    readonly detail: string
  }[]
  /** Unowned 中/高 customers for the branch head to hand out, most valuable first. */
  readonly toAdopt: readonly string[]
  readonly load: readonly {
    readonly rm: string
    readonly date: IsoDate
    readonly minutes: number
    readonly capacity: number
  }[]
}

export interface Rm {
  readonly rmNo: string
  readonly name: string
  readonly role: 'rm' | 'lobby' | 'teller' | 'head'
  readonly leftOn: IsoDate | null
  /** Minutes a day for planned contact when it differs from the playbook. */
  readonly dailyMinutes: number | null
}

/** Time an RM is not available: whole days of leave, or an event that takes minutes of one day. */
export interface RmAbsence {
  readonly rmNo: string
  readonly from: IsoDate
  readonly to: IsoDate
  /** null = the whole day. */
  readonly minutes: number | null
  readonly reason: string
}

/** Days that differ from Monday-Friday; `published` false = the year's State Council notice is not in the table. */
export interface WorkCalendar {
  readonly exceptions: Readonly<Record<IsoDate, 'work' | 'off'>>
  readonly publishedYears: readonly number[]
}

export interface PlanInput {
  readonly week: IsoWeek
  readonly asOf: IsoDate
  readonly customers: readonly { readonly input: CustomerInput; readonly result: Classification }[]
  readonly rms: readonly Rm[]
  readonly absences: readonly RmAbsence[]
  readonly calendar: WorkCalendar
  readonly products: readonly Product[]
}
