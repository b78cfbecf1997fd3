/** The frame around every screen: navigation at the left, the top bar, banners, and the keys. */
import { useEffect, useRef, useState } from 'react'
import { Outlet, useLocation, useNavigate } from 'react-router'
import type { InputRef } from 'antd'
import { call, toApiError } from '../api/client.ts'
import { notify, notifyError, useNotices } from '../components/notices.ts'
import { t } from '../i18n/index.ts'
import { EngineBanner } from './engine-banner.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { Navigation } from './navigation.tsx'
import { screens } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

async function takeBack(): Promise<void> {
  try {
    notify(t('frame.undone', await call('history.undo', {})))
  } catch (error) {
    notifyError(toApiError(error))
  }
}

async function doAgain(): Promise<void> {
  try {
    notify(t('frame.redone', await call('history.redo', {})))
  } catch (error) {
    notifyError(toApiError(error))
  }
}

/** An error belongs to the screen it happened on. */
function useErrorsGoWithScreen(): void {
  const { pathname } = useLocation()
  const dismissErrors = useNotices((s) => s.dismissErrors)
  useEffect(() => dismissErrors, [pathname, dismissErrors])
}

export function Frame() {
  const navigate = useNavigate()
  useErrorsGoWithScreen()
  const searchBox = useRef<InputRef>(null)
  const [collapsed, setCollapsed] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  useShortcuts({
    onSearch: () => searchBox.current?.focus({ cursor: 'all' }),
    onScreen: (index) => {
      const screen = screens[index - 1]
      if (screen) void navigate(screen.path)
    },
    onUndo: () => void takeBack(),
    onRedo: () => void doAgain(),
    onHelp: () => setKeysOpen(true),
  })
  return (
    <div className={`frame${collapsed ? ' frame-collapsed' : ''}`}>
      <Navigation collapsed={collapsed} onToggle={() => setCollapsed((c) => !c)} />
      <TopBar searchBox={searchBox} onHelp={() => setKeysOpen(true)} />
      <main className="frame-main" aria-label={t('frame.main')}>
        <EngineBanner />
        <Outlet />
      </main>
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  )
}
