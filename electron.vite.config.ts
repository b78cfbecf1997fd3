import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * Three builds into out/: main (shell and engine, CommonJS for the oldest Electron that runs them), preload and
 * renderer. Only the native SQLite package stays outside the bundles.
 */
const here = (path: string): string => resolve(import.meta.dirname, path)
const engineEntry = here('electron/engine/index.ts')
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: here('electron/main/index.ts'),
          ...(existsSync(engineEntry) ? { engine: engineEntry } : {}),
          'read-whole-thread': here('electron/engine/io/read-whole-thread.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('electron/preload/index.ts') },
        external: ['electron'],
        output: commonJs,
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      // The nonce is per response: an inlined data: worker or script would need a wider policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: { index: here('renderer/index.html') } },
    },
  },
})
