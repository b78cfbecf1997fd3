/**
 * An engine without a database: speaks the frame protocol on both hosts, so that the shell's side of it can be
 * tested on any Electron. Routes: echo.value, echo.init, echo.wait (ends only by cancelling), echo.progress,
 * echo.refuse, echo.bytes, echo.crash. ECHO_FATAL makes the start fail, ECHO_MUTE leaves out the ready frame.
 */
'use strict'
const port = process.parentPort
const send = (frame) => (port ? port.postMessage(frame) : process.send(frame))
const waiting = new Set()
let init

const routes = {
  'echo.value': ({ id, input }) => send({ id, ok: true, data: input }),
  'echo.init': ({ id }) =>
    send({ id, ok: true, data: { ...init, hasParentPort: Boolean(port), node: process.version } }),
  'echo.wait': ({ id }) => waiting.add(id),
  'echo.progress': ({ id, input }) => {
    for (let done = 1; done <= input.steps; done++) send({ event: 'progress', data: { id, done } })
    send({ id, ok: true, data: { steps: input.steps } })
  },
  'echo.refuse': ({ id }) =>
    send({ id, ok: false, code: 'REFUSED', message: '不可以', details: { field: 'a' } }),
  'echo.bytes': ({ id, input }) => send({ id, ok: true, data: new Uint8Array(input.length).fill(7) }),
  'echo.crash': () => process.exit(7),
}

function receive(frame) {
  if (frame.init) {
    init = frame.init
    if (process.env.ECHO_FATAL) send({ fatal: { code: 'NEWER_DB', message: process.env.ECHO_FATAL } })
    else if (!process.env.ECHO_MUTE) send({ ready: true })
  } else if (frame.cancel) {
    if (waiting.delete(frame.id)) send({ id: frame.id, ok: false, code: 'CANCELLED', message: '已取消' })
  } else {
    const route = routes[frame.route]
    if (route) route(frame)
    else send({ id: frame.id, ok: false, code: 'NO_ROUTE', message: frame.route })
  }
}

if (port) port.on('message', (event) => receive(event.data))
else {
  process.on('message', receive)
  process.on('disconnect', () => process.exit(0))
}
