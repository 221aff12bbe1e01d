import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { checkAccount } from '../core/accounts/check.ts'
import { findAccountById } from '../core/accounts/find.ts'
import { systemActor } from '../core/audit/record.ts'
import type { Core } from '../core/context.ts'
import { lookUp } from '../core/deliveries/look-up.ts'
import { openBatches } from '../core/gate/batches.ts'
import { runLane } from '../core/gate/run-lane.ts'
import { lookAgain } from '../core/halts/look-again.ts'
import { recall } from '../core/halts/recall.ts'
import { runImport } from '../core/imports/run.ts'
import { notify } from '../core/notifications/notify.ts'
import { sendMail } from '../core/notifications/send-mail.ts'
import { fetchResults } from '../core/results/fetch.ts'
import { extendSeries } from '../core/series/extend.ts'

const lanePayload = z.object({ accountId: z.uuid() })
const recallPayload = z.object({ haltId: z.uuid(), deliveryId: z.uuid(), tries: z.number().int() })
const lookUpPayload = z.object({ deliveryId: z.uuid(), tries: z.number().int() })

const seriesPayload = z.object({ seriesId: z.uuid() })
const personPayload = z.object({ personId: z.uuid() })
const importPayload = z.object({ importId: z.uuid() })
const attemptPayload = z.object({ attemptId: z.uuid() })

/** Every background task: parse the payload, call one function of core. */
export function tasks(core: Core, stopping: AbortSignal): TaskList {
  const batches = openBatches(core)
  return {
    run_lane: (payload) => runLane(core, batches, lanePayload.parse(payload).accountId, stopping),
    look_up: (payload) => {
      const { deliveryId, tries } = lookUpPayload.parse(payload)
      return lookUp(core, deliveryId, tries)
    },
    look_again: (payload) => lookAgain(core, attemptPayload.parse(payload).attemptId),
    recall: (payload) => recall(core, recallPayload.parse(payload)),
    extend_series: (payload) => extendSeries(core, seriesPayload.parse(payload).seriesId),
    notify: () => notify(core),
    send_mail: (payload) => sendMail(core, personPayload.parse(payload).personId),
    run_import: (payload) => runImport(core, importPayload.parse(payload).importId, stopping),
    fetch_results: (payload) => fetchResults(core, lanePayload.parse(payload).accountId),
    check_account: async (payload) => {
      const account = await findAccountById(core.db, lanePayload.parse(payload).accountId)
      await checkAccount(core, account, systemActor('health check'))
    },
  }
}
