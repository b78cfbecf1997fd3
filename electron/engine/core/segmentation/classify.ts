/** Everything the rules say of one customer, put together from the rule of each idea. */
import type {
  BranchContext,
  Classification,
  CustomerInput,
} from '../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { lastContactOf } from '../contacts/last-contact.ts'
import { classifyDormancy } from '../dormancy/dormancy.ts'
import { excludedOf } from '../dormancy/excluded.ts'
import { sleeperValue } from '../dormancy/sleeper-value.ts'
import { warningsOf } from '../warnings/warnings-of.ts'
import { classifyFamiliarity } from './familiarity.ts'
import { nearThreshold } from './near-threshold.ts'
import { nineBoxRowOf } from './nine-box.ts'
import { classifyTier, measureOf } from './tier.ts'

/** Pure: the same input, context and playbook give the same classification. Amounts are fen, times days. */
export function classify(input: CustomerInput, context: BranchContext, playbook: Playbook): Classification {
  const { facts } = input
  const measure = measureOf(facts)
  const tier = classifyTier(facts, playbook)
  const dormancy = classifyDormancy(facts, playbook)
  const warnings = warningsOf(input, context, playbook)
  return {
    customerNo: facts.customerNo,
    measureFen: measure?.fen ?? null,
    tier,
    dormancy: dormancy.level,
    daysDormant: dormancy.days,
    sleeperValueFen: sleeperValue(facts, playbook),
    familiarity: classifyFamiliarity(input, context, playbook),
    nineBoxRow: nineBoxRowOf(tier.result, playbook),
    near: nearThreshold(measure, playbook),
    warnings,
    aumFall: warnings.find((warning) => warning.rule === 'aumFall')?.colour ?? null,
    daysSinceContact: lastContactOf(facts, input.contacts, playbook)?.days ?? null,
    excluded: excludedOf(facts),
  }
}
