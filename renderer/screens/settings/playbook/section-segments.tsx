/** Sections of the playbook on segments beyond tier and familiarity. */
import { assetClasses } from '../../../../shared/domain/fields.ts'
import {
  factLabel,
  hnwLayerLabel,
  manGroupLabel,
  manLetterLabel,
  specialGroupLabel,
  stageLabel,
  tierLabel,
} from '../../../../shared/domain/labels.ts'
import { manGroups, manLetters, stageKeys } from '../../../../shared/playbook/segmentation.ts'
import { tierKeys } from '../../../../shared/playbook/schema.ts'
import { t, type PlainKey } from '../../../i18n/index.ts'
import { DescribedRows, PlaybookIssue, type DescribedValue } from './described-rows.tsx'
import type { FieldKind, Path } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'
import { PlaybookField } from './field.tsx'

const value = (path: Path, kind: FieldKind, label: PlainKey, unit?: PlainKey): DescribedValue => ({
  path,
  kind,
  label: t(label),
  ...(unit === undefined ? {} : { unit }),
})

export function ManSection() {
  const at = (...path: string[]) => ['man', ...path]
  return (
    <>
      <p>{t('playbook.manIntro')}</p>
      <DescribedRows
        title={t('playbook.manCoefficients')}
        values={[
          ...manGroups.map((group): DescribedValue => ({
            path: at('coefficients', group),
            kind: 'integer',
            label: manGroupLabel(group),
          })),
          value(at('priorityUpTo'), 'integer', 'playbook.manPriority'),
        ]}
      />
      <DescribedRows
        title={t('playbook.manMoney')}
        values={[
          value(at('money', 'averageFen'), 'wan', 'playbook.averageFen'),
          value(at('money', 'peakFen'), 'wan', 'playbook.peakFen'),
          value(at('money', 'payrollFen'), 'wan', 'playbook.payrollFen'),
          value(at('money', 'inflowFen'), 'wan', 'playbook.moneyInflowFen'),
          value(at('money', 'inflowDays'), 'integer', 'playbook.moneyInflowDays', 'playbook.unitDays'),
          value(at('money', 'loanFen'), 'wan', 'playbook.loanFen'),
          value(at('money', 'loanTroubleWords'), 'words', 'playbook.loanTroubleWords'),
        ]}
      />
      <DescribedRows
        title={t('playbook.manAuthority')}
        values={[
          value(at('authority', 'age', 'from'), 'integer', 'playbook.ageFrom', 'playbook.unitYears'),
          value(at('authority', 'age', 'to'), 'integer', 'playbook.ageTo', 'playbook.unitYears'),
          value(at('authority', 'studentWords'), 'words', 'playbook.studentWords'),
          value(at('authority', 'asksFamilyWords'), 'words', 'playbook.asksFamilyWords'),
          value(at('authority', 'decidesWords'), 'words', 'playbook.decidesWords'),
        ]}
        wholes={[at('authority', 'age')]}
      />
      <DescribedRows
        title={t('playbook.manNeed')}
        values={[
          value(at('need', 'maturityDays'), 'integer', 'playbook.maturityDays', 'playbook.unitDays'),
          value(at('need', 'demandFen'), 'wan', 'playbook.demandFen'),
          value(at('need', 'demandShare'), 'percent', 'playbook.demandShare'),
          value(at('need', 'inflowFen'), 'wan', 'playbook.needInflowFen'),
          value(at('need', 'inflowDays'), 'integer', 'playbook.needInflowDays', 'playbook.unitDays'),
          value(at('need', 'classGoneDays'), 'integer', 'playbook.classGoneDays', 'playbook.unitDays'),
          value(at('need', 'outflowDays'), 'integer', 'playbook.outflowDays', 'playbook.unitDays'),
          value(at('need', 'sameNameWords'), 'words', 'playbook.sameNameWords'),
          value(at('need', 'singleClasses'), 'integer', 'playbook.singleClasses', 'playbook.unitClasses'),
          value(at('need', 'loanEndDays'), 'integer', 'playbook.loanEndDays', 'playbook.unitDays'),
          value(at('need', 'loanWords'), 'words', 'playbook.loanWords'),
        ]}
      />
      <DescribedRows
        title={t('playbook.manQuestions')}
        values={manLetters.map((letter): DescribedValue => ({
          path: at('questions', letter),
          kind: 'lines',
          label: manLetterLabel(letter),
        }))}
      />
    </>
  )
}

const groupWords = ['owner', 'parent', 'car', 'farmer', 'fundLoss'] as const

export function GroupsSection() {
  const at = (...path: string[]) => ['groups', ...path]
  const years = 'playbook.unitYears'
  return (
    <>
      <p>{t('playbook.groupsIntro')}</p>
      <DescribedRows
        title={t('playbook.groupsAges')}
        values={[
          value(at('seniorAge'), 'integer', 'playbook.seniorAge', years),
          value(at('womenAge', 'from'), 'integer', 'playbook.womenFrom', years),
          value(at('womenAge', 'to'), 'integer', 'playbook.womenTo', years),
          value(at('youngAge', 'from'), 'integer', 'playbook.youngFrom', years),
          value(at('youngAge', 'to'), 'integer', 'playbook.youngTo', years),
        ]}
        wholes={[at('womenAge'), at('youngAge')]}
      />
      <DescribedRows
        title={t('playbook.groupsWords')}
        values={[
          ...groupWords.map((group): DescribedValue => ({
            path: at('words', group),
            kind: 'words',
            label: specialGroupLabel(group),
          })),
          value(at('farmerAddressWords'), 'words', 'playbook.farmerAddressWords'),
        ]}
      />
    </>
  )
}

export function StagesSection() {
  const at = (...path: string[]) => ['stages', ...path]
  return (
    <>
      <p>{t('playbook.stagesIntro')}</p>
      <DescribedRows
        title={t('playbook.stagesRules')}
        values={[
          value(at('closeClasses'), 'integer', 'playbook.closeClasses', 'playbook.unitClasses'),
          value(at('noteDays'), 'integer', 'playbook.noteDays', 'playbook.unitDays'),
          value(at('unexplainedFen'), 'wan', 'playbook.unexplainedFen'),
          value(at('complaintWords'), 'words', 'playbook.complaintWords'),
          value(at('compareWords'), 'words', 'playbook.compareWords'),
        ]}
      />
      <DescribedRows
        title={t('playbook.stagesCare')}
        values={stageKeys.map((stage): DescribedValue => ({
          path: at('care', stage),
          kind: 'text',
          label: stageLabel(stage),
        }))}
      />
    </>
  )
}

export function HnwSection() {
  const { draft } = usePlaybookEditing()
  return draft.hnw.layers.map(({ layer }, nth) => (
    <DescribedRows
      key={layer}
      title={hnwLayerLabel(layer)}
      values={[
        value(['hnw', 'layers', nth, 'loFen'], 'wan', 'playbook.hnwLo'),
        value(['hnw', 'layers', nth, 'title'], 'text', 'playbook.hnwTitle'),
        value(['hnw', 'layers', nth, 'traits'], 'text', 'playbook.hnwTraits'),
        value(['hnw', 'layers', nth, 'approach'], 'text', 'playbook.hnwApproach'),
      ]}
    />
  ))
}

export function CrossSellingSection() {
  return (
    <>
      <p>{t('playbook.crossIntro')}</p>
      <table className="playbook-table">
        <caption>{t('playbook.crossModels')}</caption>
        <thead>
          <tr>
            <th>{t('playbook.crossClass')}</th>
            {tierKeys.map((tier) => (
              <th key={tier} className="num">
                {tierLabel(tier)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assetClasses.map((each) => (
            <tr key={each}>
              <th scope="row">{factLabel(each)}</th>
              {tierKeys.map((tier) => (
                <td key={tier} className="num">
                  <PlaybookField
                    path={['crossSelling', 'models', tier, each]}
                    kind="percent"
                    label={`${tierLabel(tier)} ${factLabel(each)}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {tierKeys.map((tier) => (
              <td key={tier}>
                <PlaybookIssue path={['crossSelling', 'models', tier]} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <DescribedRows
        title={t('playbook.sectionCross')}
        values={[value(['crossSelling', 'minGapFen'], 'wan', 'playbook.crossMinGap')]}
      />
    </>
  )
}

export function CommunitiesSection() {
  const words = (key: string, label: PlainKey) => value(['communities', key], 'words', label)
  return (
    <>
      <p>{t('playbook.communitiesIntro')}</p>
      <DescribedRows
        title={t('playbook.communitiesSize')}
        values={[value(['communities', 'minSize'], 'integer', 'playbook.minSize', 'playbook.unitCustomers')]}
      />
      <DescribedRows
        title={t('playbook.communitiesWords')}
        values={[
          words('companyForms', 'playbook.companyForms'),
          words('companyEndings', 'playbook.companyEndings'),
          words('notEmployers', 'playbook.notEmployers'),
          words('schoolWords', 'playbook.schoolWords'),
          words('compoundEndings', 'playbook.compoundEndings'),
          words('streetEndings', 'playbook.streetEndings'),
        ]}
      />
    </>
  )
}
