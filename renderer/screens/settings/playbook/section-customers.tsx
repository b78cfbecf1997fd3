/** Sections of the playbook that sort customers: tiers, familiarity, nine groups, near the line, dormancy. */
import { formatWan } from '../../../../shared/domain/money.ts'
import { familiarityLabels, nineBoxRowLabels, tierLabels } from '../../../../shared/domain/labels.ts'
import { familiarityKeys, nineBoxRows } from '../../../../shared/playbook/schema.ts'
import { t } from '../../../i18n/index.ts'
import { readText } from './draft.ts'
import { usePlaybookEditing } from './editing.ts'
import { PlaybookField } from './field.tsx'
import { Sentence } from './sentence.tsx'

const wanText = (fen: number) => t('settings.wan', { n: formatWan(fen, 0) })

export function TiersSection() {
  const { draft } = usePlaybookEditing()
  return (
    <>
      <p>{t('settings.tiersIntro')}</p>
      <table className="playbook-table">
        <thead>
          <tr>
            <th>{t('settings.tiersTier')}</th>
            <th className="num">{t('settings.tiersFrom')}</th>
            <th>{t('settings.tiersRange')}</th>
            <th className="num">{t('settings.tiersRhythm')}</th>
            <th>{t('settings.tiersRow')}</th>
          </tr>
        </thead>
        <tbody>
          {draft.tiers.map((line, i) => {
            const next = draft.tiers[i + 1]
            const tier = tierLabels[line.tier]
            return (
              <tr key={line.tier}>
                <th scope="row">{tier}</th>
                <td className="num">
                  {i === 0 ? (
                    '0'
                  ) : (
                    <PlaybookField
                      path={['tiers', i, 'loFen']}
                      kind="wan"
                      label={t('settings.tiersLoLabel', { tier })}
                    />
                  )}
                </td>
                <td>
                  {next && i === 0
                    ? t('settings.tiersBelow', { hi: wanText(next.loFen) })
                    : next
                      ? t('settings.tiersUpTo', { lo: wanText(line.loFen), hi: wanText(next.loFen) })
                      : t('settings.tiersAbove', { lo: wanText(line.loFen) })}
                </td>
                <td className="num">
                  <PlaybookField
                    path={['tiers', i, 'rhythmDays']}
                    kind="integer"
                    label={t('settings.tiersRhythmLabel', { tier })}
                  />
                </td>
                <td>{nineBoxRowLabels[draft.nineBox.rowOfTier[line.tier]]}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

export function FamiliaritySection() {
  const { draft } = usePlaybookEditing()
  const at = (...path: (string | number)[]) => ['familiarity', ...path]
  const points = t('settings.familiarityPoints')
  const pair = (base: (string | number)[]) => ({
    frequency: {
      path: at(...base, 'frequency'),
      kind: 'integer' as const,
      label: t('settings.familiarityF'),
    },
    information: {
      path: at(...base, 'information'),
      kind: 'integer' as const,
      label: t('settings.familiarityI'),
    },
  })
  return (
    <>
      <p>{t('settings.familiarityIntro')}</p>
      <Sentence
        of="settings.familiarityFrequency"
        slots={{
          window: { path: at('windowDays'), kind: 'integer', label: t('settings.familiarityWindow') },
          f0: { path: at('frequencyPoints', 0), kind: 'integer', label: points },
          f1: { path: at('frequencyPoints', 1), kind: 'integer', label: points },
          f2: { path: at('frequencyPoints', 2), kind: 'integer', label: points },
          f3: { path: at('frequencyPoints', 3), kind: 'integer', label: points },
        }}
      />
      <Sentence
        of="settings.familiarityBonus"
        slots={{
          days: { path: at('bonusVisitDays'), kind: 'integer', label: t('settings.labelDays') },
          points: { path: at('bonusPoints'), kind: 'integer', label: points },
        }}
      />
      <Sentence
        of="settings.familiarityInformation"
        slots={{ points: { path: at('informationPoints'), kind: 'integer', label: points } }}
      />
      <Sentence of="settings.familiarityFamiliar" slots={pair(['familiar'])} />
      {draft.familiarity.acquainted.map((_, i) => (
        <Sentence key={i} of="settings.familiarityAcquainted" slots={pair(['acquainted', i])} />
      ))}
      <p>{t('settings.familiarityStranger')}</p>
    </>
  )
}

export function NineBoxSection() {
  return (
    <>
      <p>{t('settings.nineBoxIntro')}</p>
      <table className="playbook-table">
        <thead>
          <tr>
            <th>{t('settings.nineBoxCell')}</th>
            <th>{t('settings.nineBoxName')}</th>
            <th>{t('settings.nineBoxAim')}</th>
            <th>{t('settings.nineBoxStrategy')}</th>
          </tr>
        </thead>
        <tbody>
          {nineBoxRows.toReversed().flatMap((row) =>
            familiarityKeys.map((column) => {
              const cell = `${nineBoxRowLabels[row]} × ${familiarityLabels[column]}`
              const base = ['nineBox', 'cells', row, column]
              return (
                <tr key={cell}>
                  <th scope="row">{cell}</th>
                  {(['title', 'aim', 'strategy'] as const).map((part) => (
                    <td key={part} className={`cell-${part}`}>
                      <PlaybookField
                        path={[...base, part]}
                        kind="text"
                        label={`${cell} ${t(
                          part === 'title'
                            ? 'settings.nineBoxName'
                            : part === 'aim'
                              ? 'settings.nineBoxAim'
                              : 'settings.nineBoxStrategy',
                        )}`}
                      />
                    </td>
                  ))}
                </tr>
              )
            }),
          )}
        </tbody>
      </table>
      <Sentence
        of="settings.nineBoxSignals"
        slots={{
          peak: { path: ['lowStrangerSignals', 'peakFen'], kind: 'wan', label: t('settings.nineBoxPeak') },
          inflow: {
            path: ['lowStrangerSignals', 'weekInflowFen'],
            kind: 'wan',
            label: t('settings.nineBoxInflow'),
          },
        }}
      />
    </>
  )
}

export function NearSection() {
  const { draft } = usePlaybookEditing()
  const { lines, invitationLinesFen } = draft.nearThreshold
  return (
    <>
      <p>{t('settings.nearIntro')}</p>
      <table className="playbook-table narrow">
        <thead>
          <tr>
            <th className="num">{t('settings.nearLine')}</th>
            <th className="num">{t('settings.nearShare')}</th>
            <th className="num">{t('settings.nearFrom')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={line.key}>
              <td className="num">
                <PlaybookField
                  path={['nearThreshold', 'lines', i, 'lineFen']}
                  kind="wan"
                  label={t('settings.nearLine')}
                />
              </td>
              <td className="num">
                <PlaybookField
                  path={['nearThreshold', 'lines', i, 'share']}
                  kind="percent"
                  label={t('settings.nearShare')}
                />
              </td>
              <td className="num">{readText('wan', line.lineFen * line.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sentence
        of="settings.nearInvitations"
        slots={{
          lines: invitationLinesFen.map((_, i) => ({
            path: ['nearThreshold', 'invitationLinesFen', i],
            kind: 'wan' as const,
            label: t('settings.nearInvitationLabel', { n: i + 1 }),
          })),
        }}
      />
      <Sentence
        of="settings.nearInvitationShare"
        slots={{
          low: {
            path: ['nearThreshold', 'invitation', 'lowUpToFen'],
            kind: 'wan',
            label: t('settings.nearInvitationLow'),
          },
          lowShare: {
            path: ['nearThreshold', 'invitation', 'lowShare'],
            kind: 'percent',
            label: t('settings.nearInvitationFrom'),
          },
          share: {
            path: ['nearThreshold', 'invitation', 'share'],
            kind: 'percent',
            label: t('settings.nearInvitationFrom'),
          },
        }}
      />
      <Sentence
        of="settings.nearFalling"
        slots={{
          share: {
            path: ['nearThreshold', 'fallingShare'],
            kind: 'percent',
            label: t('settings.nearFallingLabel'),
          },
        }}
      />
    </>
  )
}

export function DormancySection() {
  return (
    <>
      <p>{t('settings.dormancyIntro')}</p>
      <Sentence
        of="settings.dormancyLevels"
        slots={{
          light: { path: ['dormancy', 'lightDays'], kind: 'integer', label: t('settings.dormancyLight') },
          medium: { path: ['dormancy', 'mediumDays'], kind: 'integer', label: t('settings.dormancyMedium') },
          deep: { path: ['dormancy', 'deepDays'], kind: 'integer', label: t('settings.dormancyDeep') },
        }}
      />
      <Sentence
        of="settings.dormancyPayroll"
        slots={{
          months: {
            path: ['dormancy', 'payrollMonths'],
            kind: 'integer',
            label: t('settings.dormancyPayrollLabel'),
          },
        }}
      />
    </>
  )
}
