import type { crisis as english } from '../en/crisis.ts'
import { french } from '../typography.ts'
import { playbooks } from './playbooks.ts'

export const crisis: typeof english = french({ playbooks })
