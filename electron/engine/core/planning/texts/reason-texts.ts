/** The texts of a reason, whatever its kind; the only place that knows which module speaks for which kind. */
import type { PlanReason } from '../plan-reason.ts'
import { nearTexts, noLoginTexts, payrollTexts, riskExpiryTexts, sleeperTexts } from './accounts.ts'
import { classesTexts, fallTexts, peakTexts, tierDownTexts } from './falls.ts'
import { maturityAheadTexts, maturityPastTexts, maturitySoonTexts } from './maturities.ts'
import { birthdayTexts, handoverTexts, newCustomerTexts, overdueTexts, promisedTexts } from './relations.ts'
import type { Objection, ReasonTexts, TextContext } from './text-context.ts'

/** The texts of one reason with its facts filled in. */
export interface SpokenReason {
  readonly why: string
  readonly brief: string
  readonly service: string
  readonly offer: string | null
  readonly purpose: string
  readonly objection: Objection
  readonly next: string
  readonly expected: string
}

function fill<R extends PlanReason>(texts: ReasonTexts<R>, reason: R, context: TextContext): SpokenReason {
  return {
    why: texts.why(reason, context),
    brief: texts.brief(reason, context),
    service: texts.service(reason, context),
    offer: texts.offer(reason, context),
    purpose: texts.purpose(reason, context),
    objection: texts.objection(reason, context),
    next: texts.next(reason, context),
    expected: texts.expected(reason, context),
  }
}

export function speak(reason: PlanReason, context: TextContext): SpokenReason {
  switch (reason.kind) {
    case 'suddenFall':
    case 'fall':
      return fill(fallTexts, reason, context)
    case 'maturityPast':
      return fill(maturityPastTexts, reason, context)
    case 'maturitySoon':
      return fill(maturitySoonTexts, reason, context)
    case 'maturityAhead':
      return fill(maturityAheadTexts, reason, context)
    case 'payrollStopped':
      return fill(payrollTexts, reason, context)
    case 'tierDown':
      return fill(tierDownTexts, reason, context)
    case 'handover':
      return fill(handoverTexts, reason, context)
    case 'nearThreshold':
      return fill(nearTexts, reason, context)
    case 'sleeper':
      return fill(sleeperTexts, reason, context)
    case 'overdue':
      return fill(overdueTexts, reason, context)
    case 'peakFarAbove':
      return fill(peakTexts, reason, context)
    case 'riskExpiry':
      return fill(riskExpiryTexts, reason, context)
    case 'promised':
      return fill(promisedTexts, reason, context)
    case 'classesFewer':
      return fill(classesTexts, reason, context)
    case 'newCustomer':
      return fill(newCustomerTexts, reason, context)
    case 'birthday':
      return fill(birthdayTexts, reason, context)
    case 'noLogin':
      return fill(noLoginTexts, reason, context)
  }
}
