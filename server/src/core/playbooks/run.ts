import type { Db, Tx } from '../../db/pool.ts'
import type { FrozenStep } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findHaltHere } from '../halts/find.ts'
import { findPlaybook, type Contact } from './playbook.ts'

interface TickedStep extends FrozenStep {
  readonly personName: string | null
  readonly tick: { readonly by: string; readonly at: string } | null
}

/** A playbook used during a halt: its steps as they were when it began, its contacts and statements as they are. */
export interface Run {
  readonly id: string
  readonly playbookId: string
  readonly name: string
  readonly situation: string
  readonly startedBy: string | null
  readonly startedAt: Date
  readonly steps: readonly TickedStep[]
  readonly contacts: readonly Contact[]
  readonly statementPostIds: readonly string[]
}

/**
 * Takes up a playbook during a halt. Taken up already, it is the same run.
 * @throws NOT_FOUND for a playbook or a halt that is not the workspace's
 */
export async function startRun(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly haltId: string
    readonly playbookId: string
    readonly personId: string
    readonly actor: Actor
  },
): Promise<Run> {
  const { workspaceId, haltId, playbookId, personId, actor } = request
  return transact(core, async (tx) => {
    await findHaltHere(tx, workspaceId, haltId)
    const { name, steps } = await findPlaybook(tx, workspaceId, playbookId)
    const made = await tx
      .insertInto('playbookRun')
      .values({ id: newId(), workspaceId, playbookId, haltId, steps: JSON.stringify(steps), startedBy: personId })
      .onConflict((conflict) => conflict.columns(['haltId', 'playbookId']).doNothing())
      .returning('id')
      .executeTakeFirst()
    const detail = { halt: haltId, name, steps: steps.length }
    const subject = { kind: 'playbook', id: playbookId } as const
    if (made !== undefined) await record(tx, { workspaceId, action: 'playbook.started', actor, subject, detail })
    const run = (await readRuns(tx, workspaceId, haltId)).find((one) => one.playbookId === playbookId)
    if (run === undefined) throw errors.notFound()
    return run
  })
}

/** The playbooks taken up during a halt, in that order, each step with who ticked it and when. @throws NOT_FOUND */
export async function readRuns(db: Db, workspaceId: string, haltId: string): Promise<Run[]> {
  await findHaltHere(db, workspaceId, haltId)
  const runs = await db
    .selectFrom('playbookRun as r')
    .innerJoin('playbook as k', 'k.id', 'r.playbookId')
    .leftJoin('person as s', 's.id', 'r.startedBy')
    .select(['r.id', 'r.playbookId', 'k.name', 'k.situation', 's.name as startedBy', 'r.startedAt', 'r.steps'])
    .where('r.workspaceId', '=', workspaceId)
    .where('r.haltId', '=', haltId)
    .orderBy('r.startedAt')
    .execute()
  return Promise.all(runs.map((run) => withTicks(db, workspaceId, run)))
}

async function withTicks(
  db: Db,
  workspaceId: string,
  run: Omit<Run, 'steps' | 'contacts' | 'statementPostIds'> & { steps: FrozenStep[] },
): Promise<Run> {
  const ticks = await db
    .selectFrom('playbookTick as t')
    .innerJoin('person as p', 'p.id', 't.tickedBy')
    .select(['t.stepId', 't.tickedAt', 'p.name as by'])
    .where('t.runId', '=', run.id)
    .execute()
  const people = await db
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .select(['p.id', 'p.name'])
    .where('m.workspaceId', '=', workspaceId)
    .execute()
  const contacts = await db
    .selectFrom('playbookContact')
    .select(['id', 'name', 'role', 'phone', 'email', 'note'])
    .where('playbookId', '=', run.playbookId)
    .orderBy('position')
    .execute()
  const statements = await db
    .selectFrom('playbookStatement as s')
    .innerJoin('post as p', 'p.id', 's.postId')
    .select('s.postId')
    .where('s.playbookId', '=', run.playbookId)
    .where('p.deletedAt', 'is', null)
    .orderBy('s.position')
    .execute()
  const steps = run.steps.map((step) => {
    const tick = ticks.find(({ stepId }) => stepId === step.id)
    return {
      ...step,
      personName: people.find(({ id }) => id === step.personId)?.name ?? null,
      tick: tick === undefined ? null : { by: tick.by, at: tick.tickedAt.toISOString() },
    }
  })
  return { ...run, steps, contacts, statementPostIds: statements.map(({ postId }) => postId) }
}

interface TickRequest {
  readonly workspaceId: string
  readonly haltId: string
  readonly runId: string
  readonly stepId: string
  readonly personId: string
  readonly actor: Actor
}

/** A step is done. Ticked already, it stays as it is: the first who did it stands there. @throws NOT_FOUND */
export const tick = (core: Core, request: TickRequest): Promise<Run> =>
  change(core, request, 'playbook.step_ticked', (tx) => addTick(tx, request))

/** It was not done after all. @throws NOT_FOUND */
export const untick = (core: Core, request: TickRequest): Promise<Run> =>
  change(core, request, 'playbook.step_unticked', (tx) => removeTick(tx, request))

/** @returns whether something changed */
async function addTick(tx: Tx, { runId, stepId, personId: tickedBy }: TickRequest): Promise<boolean> {
  const made = await tx
    .insertInto('playbookTick')
    .values({ runId, stepId, tickedBy })
    .onConflict((conflict) => conflict.columns(['runId', 'stepId']).doNothing())
    .returning('stepId')
    .executeTakeFirst()
  return made !== undefined
}

async function removeTick(tx: Tx, { runId, stepId }: TickRequest): Promise<boolean> {
  const gone = await tx
    .deleteFrom('playbookTick')
    .where('runId', '=', runId)
    .where('stepId', '=', stepId)
    .returning('stepId')
    .executeTakeFirst()
  return gone !== undefined
}

/** Changes a step, with its entry when something changed. */
async function change(
  core: Core,
  request: TickRequest,
  action: string,
  act: (tx: Tx) => Promise<boolean>,
): Promise<Run> {
  const { workspaceId, haltId, runId, stepId, actor } = request
  return transact(core, async (tx) => {
    const run = (await readRuns(tx, workspaceId, haltId)).find(({ id }) => id === runId)
    const step = run?.steps.find(({ id }) => id === stepId)
    if (run === undefined || step === undefined) throw errors.notFound()
    if (await act(tx)) {
      const subject = { kind: 'playbook', id: run.playbookId } as const
      const detail = { halt: haltId, step: step.text }
      await record(tx, { workspaceId, action, actor, subject, detail })
    }
    const after = (await readRuns(tx, workspaceId, haltId)).find(({ id }) => id === runId)
    return after ?? run
  })
}
