/** The versions of the playbook, newest first: every past result keeps the one it was made with. */
import { Button } from 'antd'
import type { OutputOf } from '../../../../shared/contract/contract.ts'
import { t } from '../../../i18n/index.ts'
import { localTime } from '../../imports/local-time.ts'

interface VersionsProps {
  readonly current: number
  readonly versions: OutputOf<'settings.playbook'>['versions']
  /** Takes an old version into editing; saving it makes it a new one. */
  readonly onTakeUp: (version: number) => void
}

export function Versions({ current, versions, onTakeUp }: VersionsProps) {
  return (
    <>
      <h2>{t('settings.versionsTitle')}</h2>
      <table className="playbook-table">
        <thead>
          <tr>
            <th className="num">{t('settings.versionNo')}</th>
            <th>{t('settings.versionFrom')}</th>
            <th>{t('settings.versionSavedAt')}</th>
            <th>{t('settings.versionNote')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {versions
            .toSorted((a, b) => b.version - a.version)
            .map((each) => (
              <tr key={each.version}>
                <td className="num">
                  {each.version} {each.version === current && <b>{t('settings.versionCurrent')}</b>}
                </td>
                <td className="num">{each.fromDate}</td>
                <td className="num">{localTime(each.savedAt)}</td>
                <td>{each.note || t('common.none')}</td>
                <td>
                  {each.version !== current && (
                    <Button
                      size="small"
                      aria-label={t('settings.versionTakeUpOf', { n: each.version })}
                      onClick={() => onTakeUp(each.version)}
                    >
                      {t('settings.versionTakeUp')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}
