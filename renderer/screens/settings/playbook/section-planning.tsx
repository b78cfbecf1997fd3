/** Sections of the playbook behind the weekly plan: how much fits into a day, and how lines are scored. */
import { colourLabels, planReasonLabels, tierLabels } from '../../../../shared/domain/labels.ts'
import { planReasonKinds, tierKeys, warningColours } from '../../../../shared/playbook/schema.ts'
import { t } from '../../../i18n/index.ts'
import { usePlaybookEditing } from './editing.ts'
import { Sentence, slot } from './sentence.tsx'
import { ValueTable } from './value-table.tsx'

export function PlanningSection() {
  const at = (...path: (string | number)[]) => ['planning', ...path]
  const from = t('settings.planningFrom')
  const to = t('settings.planningTo')
  const { draft } = usePlaybookEditing()
  const limited = planReasonKinds.filter((kind) => draft.planning.latestWorkingDays[kind] !== undefined)
  return (
    <>
      <p>{t('settings.planningIntro')}</p>
      <Sentence
        of="settings.planningMinutes"
        slots={{
          day: slot(at('dayMinutes'), 'integer', t('settings.planningDayMinutes')),
          planned: slot(at('plannedMinutes'), 'integer', t('settings.planningPlanned')),
        }}
      />
      <Sentence
        of="settings.planningLimits"
        slots={{
          calls: slot(at('maxCalls'), 'integer', t('settings.planningCalls')),
          meetings: slot(at('maxMeetings'), 'integer', t('settings.planningMeetings')),
        }}
      />
      <Sentence
        of="settings.planningEffort"
        slots={{
          call: slot(at('callMinutes'), 'integer', t('settings.planningCall')),
          meeting: slot(at('meetingMinutes'), 'integer', t('settings.planningMeeting')),
          message: slot(at('messageMinutes'), 'integer', t('settings.planningMessage')),
        }}
      />
      <Sentence
        of="settings.planningHours"
        slots={{
          from: slot(at('hours', 'from'), 'time', from),
          to: slot(at('hours', 'to'), 'time', to),
          pauseFrom: slot(at('hours', 'pauseFrom'), 'time', from),
          pauseTo: slot(at('hours', 'pauseTo'), 'time', to),
        }}
      />
      <Sentence
        of="settings.planningSlots"
        slots={{
          r0: slot(at('slots', 'retired', 0), 'time', from),
          r1: slot(at('slots', 'retired', 1), 'time', to),
          s0: slot(at('slots', 'salaried', 0), 'time', from),
          s1: slot(at('slots', 'salaried', 1), 'time', to),
          m0: slot(at('slots', 'merchant', 0), 'time', from),
          m1: slot(at('slots', 'merchant', 1), 'time', to),
        }}
      />
      <Sentence
        of="settings.planningStep"
        slots={{
          step: slot(at('slotStepMinutes'), 'integer', t('settings.planningStepLabel')),
          retired: slot(at('retiredAge'), 'integer', t('settings.planningRetired')),
        }}
      />
      <Sentence
        of="settings.planningMeet"
        slots={{
          tiers: slot(at('meeting', 'tiers'), 'tiers', t('settings.planningMeetingTiers')),
          reasons: slot(at('meeting', 'reasons'), 'reasons', t('settings.planningMeetingReasons')),
        }}
      />
      <Sentence
        of="settings.planningFollow"
        slots={{
          days: slot(at('followUpWorkingDays'), 'integer', t('settings.planningFollowDays')),
          share: slot(at('expectedRecoverShare'), 'percent', t('settings.planningRecover')),
        }}
      />
      <Sentence
        of="settings.planningNew"
        slots={{ days: slot(at('newCustomerDays'), 'integer', t('settings.labelDays')) }}
      />
      <Sentence
        of="settings.planningSenior"
        slots={{
          age: slot(at('seniorAge'), 'integer', t('settings.planningAge')),
          risk: slot(at('seniorConfirmFromRisk'), 'integer', t('settings.planningRiskGrade')),
        }}
      />
      <Sentence
        of="settings.planningAhead"
        slots={{
          maturity: slot(at('maturityAheadDays'), 'integer', t('settings.labelDays')),
          risk: slot(at('riskExpiryAheadDays'), 'integer', t('settings.labelDays')),
        }}
      />
      <Sentence
        of="settings.planningSleeper"
        slots={{ value: slot(at('sleeperMinValueFen'), 'wan', t('settings.planningValue')) }}
      />
      <p>{t('settings.planningLatestIntro')}</p>
      <ValueTable
        title={t('settings.planningLatest')}
        unit={t('settings.planningLatestDays')}
        kind="integer"
        rows={limited.map((kind) => ({
          label: planReasonLabels[kind],
          path: at('latestWorkingDays', kind),
        }))}
      />
    </>
  )
}

export function WeightsSection() {
  const { draft } = usePlaybookEditing()
  const at = (...path: (string | number)[]) => ['planning', 'weights', ...path]
  const reasons = planReasonKinds.filter((kind) => kind in draft.planning.weights.urgency)
  return (
    <>
      <p>{t('settings.weightsIntro')}</p>
      <div className="playbook-columns">
        <ValueTable
          kind="number"
          unit={t('settings.weightsPoints')}
          title={t('settings.weightsUrgency')}
          rows={reasons.map((kind) => ({ label: planReasonLabels[kind], path: at('urgency', kind) }))}
        />
        <div>
          <ValueTable
            kind="number"
            unit={t('settings.weightsPoints')}
            title={t('settings.weightsValue')}
            rows={tierKeys.map((tier) => ({ label: tierLabels[tier], path: at('value', tier) }))}
          />
          <ValueTable
            kind="number"
            unit={t('settings.weightsPoints')}
            title={t('settings.weightsColour')}
            rows={warningColours.map((colour) => ({
              label: colourLabels[colour],
              path: at('colour', colour),
            }))}
          />
        </div>
        <div>
          <ValueTable
            kind="number"
            unit={t('settings.weightsPoints')}
            title={t('settings.weightsReach')}
            rows={[
              { label: t('settings.weightsWecom'), path: at('reachable', 'wecom') },
              { label: t('settings.weightsAnswered'), path: at('reachable', 'answeredBefore') },
              { label: t('settings.weightsNoPhone'), path: at('reachable', 'noPhone') },
              { label: t('settings.weightsMinute'), path: at('effortPerMinute') },
              { label: t('settings.weightsOther'), path: at('otherReason') },
              { label: t('settings.weightsOtherCap'), path: at('otherReasonsCap') },
              { label: t('settings.weightsSleeper'), path: at('sleeperOnceValuable') },
              { label: t('settings.weightsOverdue'), path: at('overduePerRhythm') },
              { label: t('settings.weightsOverdueCap'), path: at('overdueCap') },
            ]}
          />
          <ValueTable
            kind="number"
            unit={t('settings.weightsPoints')}
            title={t('settings.weightsQuarter')}
            rows={[1, 2, 3, 4].map((n) => ({
              label: t('settings.weightsQuarterNo', { n }),
              path: ['planning', 'quarterWeights', n - 1],
            }))}
          />
        </div>
      </div>
    </>
  )
}
