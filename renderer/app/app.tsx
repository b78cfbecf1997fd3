/** Providers every screen needs: answers' cache, antd in Chinese under our theme and nonce. */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, type ReactNode } from 'react'
import { cspNonce } from '../api/csp.ts'
import { keepFresh } from '../api/query-client.ts'
import { NoticeArea } from '../components/notice-area.tsx'
import { antdTheme } from './theme.ts'

dayjs.locale('zh-cn')

export function App({ client, children }: { readonly client: QueryClient; readonly children: ReactNode }) {
  useEffect(() => keepFresh(client), [client])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={antdTheme}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      {...(cspNonce ? { csp: { nonce: cspNonce } } : {})}
    >
      <AntdApp className="app-root">
        <QueryClientProvider client={client}>
          {children}
          <NoticeArea />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
