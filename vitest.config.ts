import { defineConfig } from 'vitest/config'

const inline = [/antd/, /@ant-design\//, /@rc-component\//]

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['tests/{unit,db,engine,cli}/**/*.test.ts'],
          setupFiles: ['tests/helpers/property-seed.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.tsx', 'tests/renderer/**/*.test.ts'],
          environment: 'jsdom',
          setupFiles: ['tests/helpers/property-seed.ts', 'tests/renderer/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          server: { deps: { inline } },
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          include: ['tests/{host,e2e}/**/*.test.ts'],
          setupFiles: ['tests/helpers/property-seed.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
