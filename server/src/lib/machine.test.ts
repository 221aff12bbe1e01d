import { expect, test } from 'vitest'
import { machine, standing } from './machine.ts'
import { processStart } from './process.ts'

const [outermost, container, another] = ['pid:[4026531836]', 'pid:[4026532301]', 'pid:[4026532302]']
const us = { pid: process.pid, processStart: processStart(process.pid) }
// the largest number a process may have is far below
const nobody = { pid: 2 ** 30, processStart: '1' }

test('of its own machine a process knows who is there and who is gone', () => {
  expect(standing({ ...us, machine: machine() })).toBe('there')
  expect(standing({ ...nobody, machine: machine() })).toBe('gone')
  expect(standing({ ...us, processStart: '1', machine: machine() })).toBe(processStart(1) === null ? 'there' : 'gone')
})

test('of another container on the same machine it knows nothing, whatever its own numbers say', () => {
  const here = `system boot ${container}`
  expect(standing({ ...nobody, machine: `system boot ${another}` }, here)).toBe('unknown')
  expect(standing({ ...nobody, machine: `system boot ${outermost}` }, here)).toBe('unknown')
  // started anew, it may be on another host by now, and the old one frozen where it was
  expect(standing({ ...nobody, machine: `system before ${another}` }, here)).toBe('unknown')
})

test('what ran on this machine before it was started anew is gone', () => {
  const here = `system boot ${outermost}`
  expect(standing({ ...us, machine: `system before ${outermost}` }, here)).toBe('gone')
  expect(standing({ ...us, machine: `other before ${outermost}` }, here)).toBe('unknown')
  expect(standing({ ...us, machine: ` before ${outermost}` }, ` boot ${outermost}`)).toBe('unknown')
})

test('of who did not say where it was, nothing is known', () => {
  expect(standing({ ...nobody, machine: null })).toBe('unknown')
})
