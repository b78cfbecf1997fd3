/**
 * Property tests look at new examples on every developer's run; CI looks at the same ones each time, so that
 * landing a change never depends on luck. A counterexample found by chance becomes a test of its own.
 */
import fc from 'fast-check'

if (process.env['CI'] === 'true') fc.configureGlobal({ seed: 20_261_123 })
