/** Renders the whole window at an address, as `main.tsx` does. */
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RouterProvider } from 'react-router'
import { App } from '../../renderer/app/app.tsx'
import { createRouter } from '../../renderer/app/routes.tsx'
import { createQueryClient } from '../../renderer/api/query-client.ts'

export function renderApp(address = '/') {
  window.location.hash = `#${address}`
  const router = createRouter()
  const view = render(
    <App client={createQueryClient()}>
      <RouterProvider router={router} />
    </App>,
  )
  return { ...view, router, user: userEvent.setup() }
}
