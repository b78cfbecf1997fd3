/** Hash routes: no server answers for paths under app://. Every screen is loaded when first opened. */
import { createHashRouter } from 'react-router'
import { Frame } from './frame.tsx'
import { ScreenCrash } from './screen-crash.tsx'

export function createRouter() {
  return createHashRouter([
    {
      path: '/',
      element: <Frame />,
      hydrateFallbackElement: <></>,
      errorElement: <ScreenCrash />,
      children: [
        {
          errorElement: <ScreenCrash />,
          children: [
            {
              index: true,
              lazy: async () => ({
                Component: (await import('../screens/workbench/workbench-screen.tsx')).WorkbenchScreen,
              }),
            },
            {
              path: 'imports',
              lazy: async () => ({
                Component: (await import('../screens/imports/imports-screen.tsx')).ImportsScreen,
              }),
            },
            {
              path: 'customers',
              lazy: async () => ({
                Component: (await import('../screens/customers/customers-screen.tsx')).CustomersScreen,
              }),
            },
            {
              path: 'customers/:no',
              lazy: async () => ({
                Component: (await import('../screens/customer/customer-screen.tsx')).CustomerScreen,
              }),
            },
            {
              path: 'nine-box',
              lazy: async () => ({
                Component: (await import('../screens/nine-box/nine-box-screen.tsx')).NineBoxScreen,
              }),
            },
            {
              path: 'segments',
              lazy: async () => ({
                Component: (await import('../screens/segments/segments-screen.tsx')).SegmentsScreen,
              }),
            },
            {
              path: 'plans',
              lazy: async () => ({
                Component: (await import('../screens/plans/plans-screen.tsx')).PlansScreen,
              }),
            },
            {
              path: 'reports',
              lazy: async () => ({
                Component: (await import('../screens/reports/reports-screen.tsx')).ReportsScreen,
              }),
            },
            {
              path: 'settings',
              lazy: async () => ({
                Component: (await import('../screens/settings/settings-screen.tsx')).SettingsScreen,
              }),
            },
          ],
        },
      ],
    },
  ])
}
