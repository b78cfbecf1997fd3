/** What the rules say of the customer, each with its reasons as sentences. */
import type { ReactNode } from 'react'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import {
  excludedLabel,
  factLabel,
  hnwLayerLabel,
  specialGroupLabel,
  stageLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { ColourTag } from '../../components/colour-tag.tsx'
import { t } from '../../i18n/index.ts'
import { classLines, nearText } from '../customers/class-lines.ts'
import { ManLetters } from './man-letters.tsx'

const percent = (share: number | null) =>
  share === null ? t('common.unknown') : `${(share * 100).toFixed(0)}%`

function Class({
  title,
  sentences,
  children,
}: {
  readonly title: ReactNode
  readonly sentences: readonly string[]
  readonly children?: ReactNode
}) {
  return (
    <div className="full-class">
      <h4>{title}</h4>
      {children}
      {[...new Set(sentences)].map((sentence) => (
        <p key={sentence} className="num">
          {sentence}
        </p>
      ))}
    </div>
  )
}

function Warnings({ detail, full }: { readonly detail: CustomerDetail; readonly full: CustomerFull }) {
  const since = new Map(full.warningsSince.map((each) => [each.rule, each.since]))
  return detail.warnings.map(({ rule, colour, sentences }) => (
    <Class
      key={rule}
      sentences={sentences}
      title={
        <>
          <ColourTag colour={colour} text={warningRuleLabel(rule)} />{' '}
          <span className="muted num">{t('customer.since', { date: since.get(rule) ?? detail.asOf })}</span>
        </>
      }
    />
  ))
}

function Segments({
  classes,
  customerNo,
}: {
  readonly classes: NonNullable<CustomerFull['classes']>
  readonly customerNo: string
}) {
  const { man, groups, stage, hnw, crossSelling, offList } = classes
  const cross = crossSelling.result
  return (
    <>
      {offList.sentences.length > 0 && <Class title={t('customer.offList')} sentences={offList.sentences} />}
      <ManLetters man={man} customerNo={customerNo} />
      <Class
        title={`${t('customer.stage')} ${stageLabel(stage.result.stage)}`}
        sentences={[...(stage.result.care ? [stage.result.care] : []), ...stage.sentences]}
      />
      <Class
        title={`${t('customer.groups')} ${groups.result.groups.map(specialGroupLabel).join('、')}`}
        sentences={groups.sentences}
      >
        {groups.result.groups.length === 0 && <p className="muted">{t('customer.groups.none')}</p>}
        {groups.result.unknown.length > 0 && (
          <p className="muted">
            {t('customer.groups.unknown', {
              groups: groups.result.unknown.map(({ group }) => specialGroupLabel(group)).join('、'),
            })}
          </p>
        )}
      </Class>
      {hnw.result && (
        <Class
          title={`${t('customer.hnw')} ${hnwLayerLabel(hnw.result.layer)}`}
          sentences={[hnw.result.traits, hnw.result.approach, ...hnw.sentences]}
        />
      )}
      {cross && (
        <Class title={t('customer.cross')} sentences={[]}>
          {cross.gaps.length === 0 && <p className="muted">{t('customer.cross.none')}</p>}
          {cross.lines
            .filter(({ assetClass }) => cross.gaps.includes(assetClass))
            .map(({ assetClass, gapFen, share, modelShare }) => (
              <p key={assetClass} className="num">
                {t('customer.cross.gap', {
                  name: factLabel(assetClass),
                  amount: gapFen === null ? t('common.unknown') : formatMoney(gapFen),
                  share: percent(share),
                  model: percent(modelShare),
                })}
              </p>
            ))}
          {cross.neverHeld.length > 0 && (
            <p>{t('customer.cross.never', { classes: cross.neverHeld.map(factLabel).join('、') })}</p>
          )}
        </Class>
      )}
    </>
  )
}

export function CustomerClassList({
  detail,
  full,
}: {
  readonly detail: CustomerDetail
  readonly full: CustomerFull
}) {
  const { near, excluded } = detail
  return (
    <section className="full-section" aria-label={t('customer.classes')}>
      <h3>{t('customer.classes')}</h3>
      {excluded && <strong>{t('customers.panel.excluded', { reason: excludedLabel(excluded) })}</strong>}
      <Warnings detail={detail} full={full} />
      {near && <Class title={nearText(near)} sentences={full.classes.near.sentences} />}
      {classLines(detail).map(({ key, name, value, sentences }) => (
        <Class key={key} title={`${name} ${value}`.trim()} sentences={sentences} />
      ))}
      <Segments classes={full.classes} customerNo={detail.customerNo} />
    </section>
  )
}
