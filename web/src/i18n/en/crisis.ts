import { playbooks } from './playbooks.ts'

/** What is said where a crisis is prepared, and where the plan is followed. */
export const crisis = { playbooks }
