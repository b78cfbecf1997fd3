import {
  AppstoreOutlined,
  CalendarOutlined,
  DashboardOutlined,
  FileTextOutlined,
  FilterOutlined,
  ImportOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { t } from '../i18n/index.ts'
import { screens } from './screens.ts'

const icons: Readonly<Record<string, ReactNode>> = {
  '/': <DashboardOutlined />,
  '/imports': <ImportOutlined />,
  '/customers': <TeamOutlined />,
  '/nine-box': <AppstoreOutlined />,
  '/segments': <FilterOutlined />,
  '/plans': <CalendarOutlined />,
  '/reports': <FileTextOutlined />,
  '/settings': <SettingOutlined />,
}

export function Navigation({
  collapsed,
  onToggle,
}: {
  readonly collapsed: boolean
  readonly onToggle: () => void
}) {
  const toggle = collapsed ? t('frame.expand') : t('frame.collapse')
  return (
    <nav className="nav" aria-label={t('frame.nav')}>
      <div className="nav-brand">{collapsed ? t('frame.brand').slice(0, 1) : t('frame.brand')}</div>
      {screens.map((screen, i) => (
        <NavLink
          key={screen.path}
          to={screen.path}
          end={screen.path === '/'}
          className="nav-link"
          title={`${t(screen.title)}（Ctrl+${i + 1}）`}
          aria-label={t(screen.title)}
        >
          <span className="nav-icon" aria-hidden="true">
            {icons[screen.path]}
          </span>
          {!collapsed && <span>{t(screen.title)}</span>}
        </NavLink>
      ))}
      <Button
        className="nav-toggle"
        type="text"
        icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        aria-label={toggle}
        title={toggle}
        onClick={onToggle}
      />
    </nav>
  )
}
