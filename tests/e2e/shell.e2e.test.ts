/** The shell by itself: what a page may not do, and what happens when the engine dies. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REPO_ROOT } from '../../scripts/electron-runtime.ts'
import { launchApp } from './electron-app.ts'
import type { RunningApp } from './electron-app.ts'

const ECHO = { PANHUO_ENGINE_ENTRY: join(REPO_ROOT, 'tests', 'host', 'echo-engine.cjs') }

describe('a page of the product', () => {
  let running: RunningApp

  beforeAll(async () => {
    running = await launchApp({ env: ECHO })
    await running.engineState('ready')
  })
  afterAll(() => running.close())

  test('has a policy with a fresh nonce and without eval', async () => {
    const [first, second] = await running.page.evaluate(async () => {
      const policy = async (): Promise<string> =>
        (await fetch('app://panhuo/index.html')).headers.get('content-security-policy') ?? ''
      return [await policy(), await policy()]
    })
    expect(first).toMatch(/default-src 'none'.*script-src 'self' 'nonce-[A-Za-z0-9+/]{24}'/)
    expect(first).not.toContain('unsafe-eval')
    expect(first).not.toBe(second)
  })

  test('cannot evaluate text', async () => {
    expect(await errorInPage(running, `eval('1')`)).toBe('EvalError')
    expect(await errorInPage(running, `new Function('return 1')()`)).toBe('EvalError')
    expect(await errorInPage(running, `JSON.parse('1')`)).toBe('none')
  })

  test('reaches no network', async () => {
    const reach = (url: string): Promise<string> =>
      running.page.evaluate(
        (address) =>
          fetch(address).then(
            () => 'reached',
            () => 'refused',
          ),
        url,
      )
    expect(await reach('https://example.com/')).toBe('refused')
    expect(await reach('app://panhuo/index.html')).toBe('reached')
    // Past the policy as well: the same request made by the shell's own network stack is cancelled.
    const fromShell = await running.app.evaluate(({ session }) =>
      session.defaultSession.fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        (error: Error) => error.message,
      ),
    )
    expect(fromShell).toContain('ERR_BLOCKED_BY_CLIENT')
  })

  test('cannot read outside its folder', async () => {
    const statuses = await running.page.evaluate(() =>
      Promise.all(
        [
          'app://panhuo/..%2f..%2fpackage.json',
          'app://panhuo/%5c..%5cpackage.json',
          'app://panhuo/none.js',
        ].map(async (url) => (await fetch(url)).status),
      ),
    )
    expect(statuses).toEqual([403, 403, 404])
  })

  test('opens no window and goes nowhere', async () => {
    const before = running.page.url()
    const opened = await running.page.evaluate(() => window.open('https://example.com/') !== null)
    expect(opened).toBe(false)
    await running.page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    // A round trip through the shell: a navigation that was going to happen would have started before it.
    await running.shell('shell.info', {})
    expect(running.page.url()).toBe(before)
    expect(running.app.windows()).toHaveLength(1)
  })

  test('has nothing of Node', async () => {
    const types = await running.page.evaluate(() => {
      const own = globalThis as unknown as Record<string, unknown>
      return ['require', 'process', 'Buffer', 'module', 'global'].map((name) => typeof own[name])
    })
    expect(new Set(types)).toEqual(new Set(['undefined']))
  })

  test('may not ask for devices', async () => {
    const state = await running.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    )
    expect(state).not.toBe('granted')
  })

  test('gets a refusal, not an exception, for a malformed call', async () => {
    expect(await running.invoke('no route')).toMatchObject({ ok: false, code: 'BAD_FRAME' })
    expect(await running.invoke('shell.saveFile', { defaultName: 5 })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('may only write where the user pointed', async () => {
    const path = join(running.dir, 'plan.pdf')
    const document = { path, html: '<h1>计划</h1>' }
    expect(await running.invoke('shell.savePdf', document)).toMatchObject({
      ok: false,
      code: 'PATH_NOT_CHOSEN',
    })
    await running.stubDialogs({ save: path })
    expect(await running.shell('shell.saveFile', { defaultName: 'plan.pdf' })).toEqual({ path })
    await running.shell('shell.savePdf', document)
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('is drawn at both sizes', async () => {
    const files = await running.screenshots('shell')
    expect(files.map((file) => pngSize(readFileSync(file)))).toEqual([
      [1366, 768],
      [1920, 1080],
    ])
  })
})

describe('an engine that dies', () => {
  test('answers what was in flight, is announced, and comes back', async () => {
    const running = await launchApp({ env: ECHO })
    try {
      await running.engineState('ready')
      const { enginePid } = await running.shell('shell.info', {})
      const inFlight = running.invoke('echo.wait')
      // Answered after the waiting one was posted: frames keep their order.
      await running.invoke('echo.value', 1)
      if (enginePid === null) throw new Error('no engine process')
      process.kill(enginePid, 'SIGKILL')
      expect(await inFlight).toMatchObject({ ok: false, code: 'ENGINE_DIED' })
      expect(await running.invoke('echo.value', { again: true })).toEqual({ ok: true, data: { again: true } })
      const states = (await running.engineHistory()).map(({ state }) => state)
      expect(states.slice(-3)).toEqual(['dead', 'starting', 'ready'])
      expect((await running.shell('shell.info', {})).enginePid).not.toBe(enginePid)
    } finally {
      await running.close()
    }
  })

  test('says why it cannot start and stays down until asked', async () => {
    const running = await launchApp({ env: { ...ECHO, ECHO_FATAL: '数据库来自更新的版本。' } })
    try {
      expect(await running.engineState('failed')).toEqual({
        state: 'failed',
        message: '数据库来自更新的版本。',
      })
      expect(await running.invoke('echo.value', 1)).toMatchObject({ ok: false, code: 'ENGINE_FAILED' })
    } finally {
      await running.close()
    }
  })
})

test('a key file that cannot be unwrapped stops the start and is kept', async () => {
  const first = await launchApp({ env: ECHO })
  const key = join(first.dir, 'key.bin')
  try {
    writeFileSync(key, 'not a wrapped key')
    const second = await relaunch(first)
    expect(await second.engineState('failed')).toMatchObject({ message: expect.stringContaining('密钥') })
    expect((await second.shell('shell.info', {})).keyState).toBe('unreadable')
    await second.close()
    expect(readFileSync(key, 'utf8')).toBe('not a wrapped key')
  } finally {
    await first.close()
  }
})

/** Ends the app and starts it again on the same folder. */
async function relaunch(running: RunningApp): Promise<RunningApp> {
  await running.app.close()
  return launchApp({ env: ECHO, dir: running.dir })
}

/**
 * Name of the error a statement throws in a script of the page itself, or 'none'. In a task of its own: what
 * the driver evaluates directly is exempt from the policy.
 */
function errorInPage(running: RunningApp, statement: string): Promise<string> {
  return running.page.evaluate((text) => {
    const script = document.createElement('script')
    script.nonce = document.querySelector('script')?.nonce ?? ''
    script.textContent = `setTimeout(() => {
      let outcome = 'none'
      try { ${text} } catch (error) { outcome = error.name }
      dispatchEvent(new CustomEvent('outcome', { detail: outcome }))
    })`
    return new Promise<string>((resolve) => {
      addEventListener('outcome', (event) => resolve((event as CustomEvent<string>).detail), { once: true })
      document.head.append(script)
    })
  }, statement)
}

function pngSize(png: Buffer): [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}
