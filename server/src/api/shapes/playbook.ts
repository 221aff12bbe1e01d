import { z } from 'zod'
import type { PlaybookView } from '../../core/playbooks/playbook.ts'
import type { Run } from '../../core/playbooks/run.ts'
import { at, id, instant, name, role } from './common.ts'

const line = z.string().trim().max(200)
const step = z.object({
  text: z.string().trim().min(1).max(1000),
  /** Who does it: a role, a person, or both. */
  role: role.nullable(),
  personId: id.nullable(),
})
const contact = z.object({ name, role: line, phone: line, email: line, note: z.string().trim().max(1000) })

/** The whole document. A step or contact that has an id keeps it. */
export const playbookBody = z.object({
  name,
  situation: z.string().trim().max(5000).default(''),
  steps: z
    .array(
      step.extend({ id: id.optional(), role: role.nullable().default(null), personId: id.nullable().default(null) }),
    )
    .max(200)
    .default([]),
  contacts: z
    .array(
      z.object({
        id: id.optional(),
        name,
        role: line.default(''),
        phone: line.default(''),
        email: line.default(''),
        note: z.string().trim().max(1000).default(''),
      }),
    )
    .max(200)
    .default([]),
  statementPostIds: z.array(id).max(50).default([]),
})

export const playbook = z
  .object({
    id,
    name: z.string(),
    situation: z.string(),
    version: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
    steps: z.array(step.extend({ id })),
    contacts: z.array(contact.extend({ id })),
    statementPostIds: z.array(id),
  })
  .meta({ id: 'Playbook' })

export const playbookRun = z
  .object({
    id,
    playbookId: id,
    name: z.string(),
    situation: z.string(),
    startedBy: z.string().nullable(),
    startedAt: instant,
    /** As they were when it was taken up. */
    steps: z.array(
      step.extend({
        id,
        personName: z.string().nullable(),
        tick: z.object({ by: z.string(), at: instant }).nullable(),
      }),
    ),
    contacts: z.array(contact.extend({ id })),
    statementPostIds: z.array(id),
  })
  .meta({ id: 'PlaybookRun' })

export function toPlaybook(view: PlaybookView): z.infer<typeof playbook> {
  const { name: title, situation, version, createdAt, updatedAt, steps, contacts, statementPostIds } = view
  return {
    id: view.id,
    name: title,
    situation,
    version,
    createdAt: at(createdAt),
    updatedAt: at(updatedAt),
    steps: [...steps],
    contacts: [...contacts],
    statementPostIds: [...statementPostIds],
  }
}

export const toRun = (run: Run): z.infer<typeof playbookRun> => ({
  ...run,
  startedAt: at(run.startedAt),
  steps: [...run.steps],
  contacts: [...run.contacts],
  statementPostIds: [...run.statementPostIds],
})
