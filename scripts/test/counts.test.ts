import { expect, test } from 'vitest'
import { readPlaywright, readVitest, sentence } from './counts.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

test('each test of Vitest’s report is counted once, by its own state', () => {
  const report = { testResults: [file('passed', 'passed', 'pending', 'todo'), file('failed', 'failed', 'passed')] }
  expect(readVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('a file that does not load is a failure, though it has no test', () => {
  expect(readVitest({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a browser test that passed only when repeated failed, and so does an error outside the tests', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
  expect(readPlaywright({ stats, errors: [{ message: 'no web server' }] })).toEqual({
    passed: 4,
    failed: 3,
    skipped: 2,
  })
})

test('the last line names skipped tests only when there are some', () => {
  expect(sentence({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(sentence({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})
