/** 试算: who would move if the playbook were saved as it is, from where to where, with names; nothing is written. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../shared/contract/contract.ts'
import type { WhatIfDimension } from '../../../../shared/contract/what-if.ts'
import {
  colourLabel,
  dormancyLabel,
  lineLabel,
  manGroupLabel,
  placeLabel,
  stageLabel,
  tierLabel,
  unknownLabel,
} from '../../../../shared/domain/labels.ts'
import { placeKeys } from '../../../../shared/domain/places.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { useJob } from '../../../api/use-job.ts'
import { ProgressBar } from '../../../components/progress-bar.tsx'
import { wanText } from '../../../components/money.ts'
import { t } from '../../../i18n/index.ts'

type Answer = OutputOf<'playbook.whatIf'>
type Move = Answer['dimensions'][number]['moves'][number]

const titles: Readonly<Record<WhatIfDimension, string>> = {
  tier: t('playbook.whatIfTier'),
  cell: t('playbook.whatIfCell'),
  dormancy: t('playbook.whatIfDormancy'),
  warning: t('playbook.whatIfWarning'),
  near: t('playbook.whatIfNear'),
  man: t('playbook.whatIfMan'),
  stage: t('playbook.whatIfStage'),
}

function nearText(value: string): string {
  const [key = '', edge] = value.split('.')
  return `${lineLabel(key)} ${t(edge === 'rising' ? 'playbook.whatIfRising' : 'playbook.whatIfFalling')}`
}

const texts: Readonly<Record<WhatIfDimension, (value: string) => string>> = {
  tier: tierLabel,
  cell: (value) => placeLabel(placeKeys.find((key) => key === value) ?? 'unknown'),
  dormancy: dormancyLabel,
  warning: colourLabel,
  near: nearText,
  man: manGroupLabel,
  stage: stageLabel,
}

function valueText(dimension: WhatIfDimension, value: string): string {
  if (value === 'unknown') return unknownLabel
  return value === 'none' ? t('playbook.whatIfNone') : texts[dimension](value)
}

function Names({ move }: { readonly move: Move }) {
  return (
    <ul className="what-if-names">
      {move.names.map(({ customerNo, name, rmName, aumFen }) => (
        <li key={customerNo}>
          <span className="num">{customerNo}</span> {name ?? t('common.none')} ·{' '}
          {rmName ?? t('playbook.whatIfNoRm')} · <span className="num">{wanText(aumFen)}</span>
        </li>
      ))}
      {move.customers > move.names.length && (
        <li className="muted">{t('playbook.whatIfMore', { n: move.customers - move.names.length })}</li>
      )}
    </ul>
  )
}

function Dimension({ of }: { readonly of: Answer['dimensions'][number] }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <table className="ledger" aria-label={titles[of.dimension]}>
      <caption>{t('playbook.whatIfMoved', { what: titles[of.dimension], n: of.moved })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('playbook.whatIfMove')}</th>
          <th scope="col">{t('playbook.whatIfCustomers')}</th>
          <th scope="col">{t('playbook.whatIfAum')}</th>
        </tr>
      </thead>
      <tbody>
        {of.moves.map((move) => {
          const key = `${move.from}|${move.to}`
          const text = `${valueText(of.dimension, move.from)} → ${valueText(of.dimension, move.to)}`
          return [
            <tr key={key}>
              <th scope="row">
                <button
                  type="button"
                  className="what-if-move"
                  aria-expanded={open === key}
                  onClick={() => setOpen(open === key ? null : key)}
                >
                  {text}
                </button>
              </th>
              <td>{move.customers.toLocaleString('zh-CN')}</td>
              <td>{wanText(move.aumFen)}</td>
            </tr>,
            open === key && (
              <tr key={`${key}-names`}>
                <td colSpan={3}>
                  <Names move={move} />
                </td>
              </tr>
            ),
          ]
        })}
      </tbody>
    </table>
  )
}

function Result({ answer }: { readonly answer: Answer }) {
  const moving = answer.dimensions.filter(({ moved }) => moved > 0)
  if (answer.asOf === null) return <p>{t('playbook.whatIfNoData')}</p>
  return (
    <div className="what-if">
      <p className="muted">{t('playbook.whatIfOn', { date: answer.asOf, n: answer.customers })}</p>
      {moving.length === 0 && <p>{t('playbook.whatIfNobody')}</p>}
      {moving.map((each) => (
        <Dimension key={each.dimension} of={each} />
      ))}
    </div>
  )
}

export function WhatIf({ draft, disabled }: { readonly draft: Playbook; readonly disabled: boolean }) {
  const trial = useJob('playbook.whatIf')
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [open, setOpen] = useState(false)

  async function start() {
    setAnswer(null)
    setOpen(true)
    const made = await trial.run({ playbook: draft })
    if (made) setAnswer(made)
    else setOpen(false)
  }

  return (
    <>
      <Button disabled={disabled} loading={trial.running} onClick={() => void start()}>
        {t('playbook.whatIf')}
      </Button>
      {trial.error && <span className="playbook-issue">{trial.error.message}</span>}
      <Modal
        open={open}
        title={t('playbook.whatIfTitle')}
        width={720}
        footer={null}
        onCancel={() => {
          trial.cancel()
          setOpen(false)
        }}
      >
        {trial.job && <ProgressBar job={trial.job} onCancel={trial.cancel} />}
        {answer && <Result answer={answer} />}
      </Modal>
    </>
  )
}
