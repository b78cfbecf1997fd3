/** Settings: the branch, the playbook, the people, the calendar and the data file, one tab each. */
import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { BranchTab } from './branch-tab.tsx'
import { CalendarTab } from './calendar-tab.tsx'
import { DataTab } from './data-tab.tsx'
import { PlaybookTab } from './playbook/playbook-tab.tsx'
import { RmsTab } from './rms-tab.tsx'
import './settings.css'

const tabs = ['branch', 'playbook', 'rms', 'calendar', 'data'] as const
type TabKey = (typeof tabs)[number]

export function SettingsScreen() {
  const [params, setParams] = useSearchParams()
  const active: TabKey = tabs.find((tab) => tab === params.get('tab')) ?? 'playbook'
  return (
    <Screen title={t('settings.title')} purpose={t('settings.purpose')}>
      <Tabs
        className="settings-tabs"
        activeKey={active}
        destroyOnHidden
        onChange={(tab) => setParams({ tab })}
        items={[
          { key: 'playbook', label: t('settings.tabPlaybook'), children: <PlaybookTab /> },
          { key: 'rms', label: t('settings.tabRms'), children: <RmsTab /> },
          { key: 'calendar', label: t('settings.tabCalendar'), children: <CalendarTab /> },
          { key: 'branch', label: t('settings.tabBranch'), children: <BranchTab /> },
          { key: 'data', label: t('settings.tabData'), children: <DataTab /> },
        ]}
      />
    </Screen>
  )
}
