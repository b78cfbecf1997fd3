/** 分群: the branch's customers as a whole — nine-box, moves between weeks, MAN, special groups, communities. */
import { Button, Tabs } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { useDataDate } from '../../app/data-date.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { BoxTab } from './box-tab.tsx'
import { CommunitiesTab } from './communities-tab.tsx'
import { GroupsTab } from './groups-tab.tsx'
import { ManTab } from './man-tab.tsx'
import { MovesTab } from './moves-tab.tsx'
import { NearTab } from './near-tab.tsx'
import './nine-box.css'

export function NineBoxScreen() {
  const navigate = useNavigate()
  const { asOf, status, input } = useDataDate()
  const [params, setParams] = useSearchParams()
  const empty = status !== undefined && asOf === null
  return (
    <Screen title={t('nineBox.title')} purpose={t('nineBox.purpose')}>
      {empty && (
        <EmptyState
          title={t('nineBox.emptyTitle')}
          hint={t('nineBox.emptyHint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('nineBox.emptyAction')}
            </Button>
          }
        />
      )}
      {asOf !== null && (
        <div className="nine-box-page">
          <Tabs
            className="fill-tabs"
            size="small"
            activeKey={params.get('tab') ?? 'box'}
            onChange={(tab) => setParams({ tab }, { replace: true })}
            items={[
              { key: 'box', label: t('nineBox.tabBox'), children: <BoxTab input={input} /> },
              { key: 'moves', label: t('nineBox.tabMoves'), children: <MovesTab asOf={asOf} /> },
              { key: 'near', label: t('nineBox.tabNear'), children: <NearTab input={input} /> },
              { key: 'man', label: t('nineBox.tabMan'), children: <ManTab input={input} /> },
              { key: 'groups', label: t('nineBox.tabGroups'), children: <GroupsTab input={input} /> },
              {
                key: 'communities',
                label: t('nineBox.tabCommunities'),
                children: <CommunitiesTab input={input} />,
              },
            ]}
          />
        </div>
      )}
    </Screen>
  )
}
