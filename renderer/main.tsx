import './api/csp.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/components.css'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { createQueryClient } from './api/query-client.ts'
import { App } from './app/app.tsx'
import { createRouter } from './app/routes.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <App client={createQueryClient()}>
    <RouterProvider router={createRouter()} />
  </App>,
)
