/** Sections of the playbook that direct the work: warnings, contact, planning, scoring, import checks. */
import { colourLabels, planReasonLabels, tierLabels } from '../../../../shared/domain/labels.ts'
import { planReasonKinds } from '../../../../shared/playbook/schema.ts'
import { tierKeys, warningColours } from '../../../../shared/playbook/schema.ts'
import { t } from '../../../i18n/index.ts'
import type { FieldKind, Path } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'
import { PlaybookField } from './field.tsx'
import { Sentence, type Slot } from './sentence.tsx'

const slot = (path: Path, kind: FieldKind, label: string): Slot => ({ path, kind, label })

export function WarningsSection() {
  const { draft } = usePlaybookEditing()
  const at = (...path: (string | number)[]) => ['warnings', ...path]
  const base = t('settings.labelBase')
  const fall = t('settings.labelFall')
  const share = t('settings.labelShare')
  const days = t('settings.labelDays')
  return (
    <>
      <p>{t('settings.warningsIntro')}</p>
      <Sentence
        of="settings.warningsFall"
        slots={{
          base: slot(at('fall', 'baseFen'), 'wan', base),
          fall: slot(at('fall', 'fallFen'), 'wan', fall),
        }}
      />
      <ul className="playbook-list">
        {draft.warnings.fall.steps.map((step, i) => {
          const colour = colourLabels[step.colour]
          return (
            <li key={step.colour}>
              <Sentence
                of="settings.warningsFallStep"
                slots={{
                  colour,
                  share: slot(
                    at('fall', 'steps', i, 'share'),
                    'percent',
                    t('settings.warningsFallStepLabel', { colour }),
                  ),
                }}
              />
            </li>
          )
        })}
      </ul>
      <Sentence
        of="settings.warningsSudden"
        slots={{
          fall: slot(at('suddenFall', 'fallFen'), 'wan', fall),
          share: slot(at('suddenFall', 'share'), 'percent', share),
          base: slot(at('suddenFall', 'baseFen'), 'wan', base),
        }}
      />
      <Sentence
        of="settings.warningsMonthAverage"
        slots={{ share: slot(at('monthAverageFallShare'), 'percent', share) }}
      />
      <Sentence
        of="settings.warningsMaturity"
        slots={{
          yellow: slot(at('maturity', 'yellowDays'), 'integer', t('settings.labelYellow')),
          orange: slot(at('maturity', 'orangeDays'), 'integer', t('settings.labelOrange')),
          past: slot(at('maturity', 'pastDays'), 'integer', t('settings.labelPast')),
        }}
      />
      <Sentence
        of="settings.warningsPayroll"
        slots={{ days: slot(at('payrollStoppedDays'), 'integer', days) }}
      />
      <Sentence
        of="settings.warningsOverdue"
        slots={{ factor: slot(at('contactOverdueFactor'), 'number', t('settings.labelFactor')) }}
      />
      <Sentence
        of="settings.warningsHandover"
        slots={{ days: slot(at('handoverWorkingDays'), 'integer', days) }}
      />
      <Sentence
        of="settings.warningsPeak"
        slots={{
          peak: slot(at('peakFarAbove', 'peakFen'), 'wan', t('settings.labelPeak')),
          share: slot(at('peakFarAbove', 'share'), 'percent', share),
        }}
      />
      <Sentence of="settings.warningsRisk" slots={{ days: slot(at('riskExpiryDays'), 'integer', days) }} />
      <p>{t('settings.warningsTierDown')}</p>
    </>
  )
}

export function ContactSection() {
  const at = (key: string) => ['contact', key]
  return (
    <>
      <Sentence
        of="settings.contactEffective"
        slots={{ seconds: slot(at('effectiveSeconds'), 'integer', t('settings.labelSeconds')) }}
      />
      <Sentence
        of="settings.contactCooling"
        slots={{ days: slot(at('coolingOffDays'), 'integer', t('settings.labelDays')) }}
      />
      <Sentence
        of="settings.contactAttempts"
        slots={{ n: slot(at('maxAttemptsPerWeek'), 'integer', t('settings.labelAttempts')) }}
      />
    </>
  )
}

export function PlanningSection() {
  const at = (...path: (string | number)[]) => ['planning', ...path]
  const from = t('settings.planningFrom')
  const to = t('settings.planningTo')
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
    </>
  )
}

interface WeightRow {
  readonly label: string
  readonly path: Path
}

function WeightTable({ title, rows }: { title: string; rows: readonly WeightRow[] }) {
  return (
    <table className="playbook-table narrow">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('settings.weightsItem')}</th>
          <th className="num">{t('settings.weightsPoints')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td className="num">
              <PlaybookField path={row.path} kind="number" label={`${title} ${row.label}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
        <WeightTable
          title={t('settings.weightsUrgency')}
          rows={reasons.map((kind) => ({ label: planReasonLabels[kind], path: at('urgency', kind) }))}
        />
        <div>
          <WeightTable
            title={t('settings.weightsValue')}
            rows={tierKeys.map((tier) => ({ label: tierLabels[tier], path: at('value', tier) }))}
          />
          <WeightTable
            title={t('settings.weightsColour')}
            rows={warningColours.map((colour) => ({
              label: colourLabels[colour],
              path: at('colour', colour),
            }))}
          />
        </div>
        <div>
          <WeightTable
            title={t('settings.weightsReach')}
            rows={[
              { label: t('settings.weightsWecom'), path: at('reachable', 'wecom') },
              { label: t('settings.weightsAnswered'), path: at('reachable', 'answeredBefore') },
              { label: t('settings.weightsNoPhone'), path: at('reachable', 'noPhone') },
              { label: t('settings.weightsMinute'), path: at('effortPerMinute') },
              { label: t('settings.weightsSleeper'), path: at('sleeperOnceValuable') },
              { label: t('settings.weightsOverdue'), path: at('overduePerRhythm') },
              { label: t('settings.weightsOverdueCap'), path: at('overdueCap') },
            ]}
          />
          <WeightTable
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

export function ImportSection() {
  const at = (key: string) => ['import', key]
  const share = t('settings.labelShare')
  return (
    <>
      <p>{t('settings.importIntro')}</p>
      <Sentence of="settings.importRejects" slots={{ share: slot(at('maxRejectShare'), 'percent', share) }} />
      <Sentence
        of="settings.importVanished"
        slots={{ share: slot(at('maxVanishedShare'), 'percent', share) }}
      />
      <Sentence
        of="settings.importScale"
        slots={{ factor: slot(at('scaleJumpFactor'), 'number', t('settings.labelFactor')) }}
      />
    </>
  )
}
