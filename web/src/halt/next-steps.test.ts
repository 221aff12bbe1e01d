import { expect, test } from 'vitest'
import { nextSteps } from './next-steps.ts'

const can = { lift: true, recall: true, exempt: true, decide: true }
const silent = { silentAt: 'x', liftedAt: null, unresolved: 0, reason: 'Attack', held: 0, can }
const told = (known: Partial<Parameters<typeof nextSteps>[0]> = {}) =>
  nextSteps({ halt: silent, wire: [], out: [], maySay: true, ...known }).map((step) => step.do)
const out = { canRecall: true, recall: null, statement: false }

test('first silence, then what is public, then the reason, then the way out', () => {
  const halt = { ...silent, silentAt: null, unresolved: 1, reason: null }
  expect(told({ halt, out: [out] })).toEqual(['wait', 'recall', 'reason', 'lift'])
  expect(told()).toEqual(['lift'])
})

test('a worker that gives no sign asks for more than patience', () => {
  const halt = { ...silent, silentAt: null, unresolved: 2 }
  expect(told({ halt, wire: [{ waitingFor: 'answer' }, { waitingFor: 'worker' }] })[0]).toBe('worker')
})

test('what is being taken down, or cannot be, is no step; what failed is one again', () => {
  const asked = { outcome: null, detail: null, askedBy: 'Claire', askedAt: 'x', doneAt: null }
  expect(
    told({
      out: [
        { ...out, recall: asked },
        { ...out, canRecall: false },
      ],
    }),
  ).toEqual(['lift'])
  expect(told({ out: [{ ...out, recall: { ...asked, outcome: 'failed' } }] })).toEqual(['recall', 'lift'])
})

test('who may not lift is told who does, and is not asked for what they may not say', () => {
  const halt = { ...silent, reason: null, can: { ...can, lift: false, recall: false } }
  expect(told({ halt, out: [out], maySay: false })).toEqual(['ask'])
})

test('after the lift the held ones wait for a decision, and then nothing does', () => {
  expect(told({ halt: { ...silent, liftedAt: 'x', held: 3 } })).toEqual(['decide'])
  expect(told({ halt: { ...silent, liftedAt: 'x' } })).toEqual(['done'])
})
