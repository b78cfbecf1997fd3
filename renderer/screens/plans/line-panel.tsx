/** One plan line in full: the six answers, what must not be offered, and the score with its parts and evidence. */
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { PlanLine } from '../../../shared/contract/plans.ts'
import { methodLabel, planReasonLabel, tierLabel } from '../../../shared/domain/labels.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { SidePanel } from '../../components/side-panel.tsx'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { pointsText } from './plan-grid.tsx'
import { dayLabel } from './plan-model.ts'

const partTitles: Readonly<Record<string, string>> = {
  value: t('plans.part_value'),
  urgency: t('plans.part_urgency'),
  reachability: t('plans.part_reachability'),
  effort: t('plans.part_effort'),
  season: t('plans.part_season'),
}

function Answers({ line }: { readonly line: PlanLine }) {
  const others = line.otherReasons.map(planReasonLabel)
  const answers: readonly (readonly [string, string])[] = [
    [t('plans.who'), line.who],
    [t('plans.why'), line.why],
    ...(others.length > 0 ? [[t('plans.otherReasons'), others.join('、')] as const] : []),
    [t('plans.what'), line.what],
    [t('plans.forbidden'), line.forbidden || t('plans.nothingForbidden')],
    [t('plans.when'), line.when],
    [t('plans.where'), line.where],
    [t('plans.how'), line.how],
    [t('plans.expected'), line.expected],
  ]
  return (
    <dl className="plan-answers">
      {answers.map(([name, text]) => (
        <div key={name} className={name === t('plans.forbidden') && line.forbidden ? 'plan-forbidden' : ''}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function Score({ line }: { readonly line: PlanLine }) {
  return (
    <table className="plan-score">
      <caption>{t('plans.score', { score: pointsText(line.score) })}</caption>
      <thead>
        <tr>
          <th>{t('plans.scorePart')}</th>
          <th className="num">{t('plans.scorePoints')}</th>
          <th>{t('plans.scoreReason')}</th>
        </tr>
      </thead>
      <tbody>
        {line.parts.map((part) => (
          <tr key={part.name}>
            <th scope="row">{partTitles[part.name] ?? part.name}</th>
            <td className="num">{pointsText(part.points)}</td>
            <td>{part.reason}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('plans.scoreSum')}</th>
          <td className="num">{pointsText(line.score)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

function Evidence({ line }: { readonly line: PlanLine }) {
  if (line.evidence.length === 0) return null
  return (
    <>
      <h3 className="plan-evidence-head">{t('plans.evidence')}</h3>
      <ul className="plan-evidence">
        {line.evidence.map(({ evidence, ...reason }, i) => (
          <li key={i}>{reasonSentence(evidence ? { ...reason, evidence } : reason)}</li>
        ))}
      </ul>
    </>
  )
}

export function LinePanel({ line, onClose }: { readonly line: PlanLine; readonly onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <SidePanel
      label={t('plans.detail')}
      title={
        <>
          {line.name ?? line.customerNo}{' '}
          <span className="muted">
            {tierLabel(line.tier)} · {line.nineBox}
          </span>
        </>
      }
      onClose={onClose}
    >
      <p className="plan-line-head num">
        {dayLabel(line.date)} {line.slot}–{line.slotTo} · {methodLabel(line.method)} · {line.rmName}
        <Button
          size="small"
          type="link"
          onClick={() => void navigate(customersLink({ search: line.customerNo }, line.customerNo))}
        >
          {t('plans.openCustomer')}
        </Button>
      </p>
      <Answers line={line} />
      <Score line={line} />
      <Evidence line={line} />
    </SidePanel>
  )
}
