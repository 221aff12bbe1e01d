import { expect, test } from 'vitest'
import { argumentsOf, Calls } from './functions.ts'
import { codeIn, read } from './source.ts'

const core = 'server/src/core'
const files = `${core}/media`
const calls = new Calls([...codeIn(core), ...codeIn('server/src/cli'), ...codeIn('server/src/api')])
/** What writes entries: `record`, and the statements that move a delivery, or write a halt, and their entries at once. */
const recorders = [
  `${core}/audit/record.ts#record`,
  `${core}/deliveries/move.ts#moving`,
  `${core}/halts/seal.ts#writing`,
]
/** What opens a transaction: `urgently` hands its change on to `transact`, on the connections kept for the stop. */
const openers = ['transact', 'urgently']
const writes = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(/

// Transactions that change nothing a person would ask about. Each with its reason; anything else gets an entry.
const silentTransactions: Record<string, string> = {
  [`${core}/halts/recall.ts#wakeRecalls`]: 'adds again the jobs that were lost',
  [`${core}/halts/urgently.ts#urgently`]: 'hands on the change of its caller, which is looked at there',
  [`${core}/notifications/notify.ts#notify`]: 'tells people of what is recorded already',
  [`${core}/gate/sweep.ts#sweep`]: 'adds again the jobs that were lost; what it leaves unconfirmed is recorded',
}

test('what is changed in a transaction is recorded in it (I9)', () => {
  const transactions = calls.units.flatMap(({ id, path, body }) =>
    openers.flatMap((opener) => argumentsOf(body, opener).map((inside) => ({ id, path, inside }))),
  )
  expect(transactions.length).toBeGreaterThan(20)
  const silent = transactions.filter(({ path, inside }) => !calls.reaches(path, inside, recorders)).map(({ id }) => id)
  expect(new Set(silent)).toEqual(new Set(Object.keys(silentTransactions)))
})

test('entries are written in three places', () => {
  // Everybody else calls them, so that an entry always has the same shape.
  const writers = codeIn('server/src').filter((path) => /insertInto\(\s*'auditEntry'/.test(read(path)))
  expect(writers.toSorted()).toEqual(recorders.map((id) => id.replace(/#.*/, '')).toSorted())
})

// What is written without `transact`: signs of life and copies of what others know, never a state of the product.
const writesOutside: Record<string, string> = {
  [`${core}/accounts/begin-sign-in.ts#beginSignIn`]:
    'somebody was sent to a network’s page; what they come back with is recorded',
  [`${core}/accounts/finish-sign-in.ts#takeSignIn`]: 'they came back; what it leads to is recorded',
  [`${core}/accounts/network-app.ts#appFor`]: 'how a server knows us: a copy of what it said',
  [`${core}/accounts/picture.ts#readPicture`]: 'a copy of a picture of the network',
  [`${core}/accounts/sign-in.ts#open`]: 'a renewed sign-in: many a day, and the account stays what it is',
  [`${core}/audit/changes.ts#changesSince`]: 'only reads, all of it in one snapshot',
  [`${core}/halts/drill.ts#rehearse`]: 'takes the lock of a stop and reads under it; writes nothing',
  [`${core}/calendar/feed.ts#findFeedHolder`]: 'when a feed was last read',
  [`${core}/deliveries/move.ts#moving`]: 'one statement with its entry, which runs in the transaction of its caller',
  [`${core}/gate/run-lane.ts#runLane`]: 'adds the job for the next delivery; nothing of the product changes',
  [`${core}/gate/settle-published.ts#settlePublished`]: 'one statement by itself, which has its entries',
  [`${core}/gate/worker.ts#enterWorker`]: 'which processes run',
  [`${core}/gate/worker.ts#touchWorker`]: 'a sign of life',
  [`${core}/gate/worker.ts#leaveWorker`]: 'which processes run',
  [`${core}/comments/mark-read.ts#markCommentsRead`]: 'what somebody has read',
  [`${core}/presence/presence.ts#endPresence`]: 'who has a post open at this moment',
  [`${core}/notifications/list.ts#markRead`]: 'what somebody has read of what they were told',
  [`${core}/notifications/send-mail.ts#sendMail`]: 'which mails were sent',
  [`${core}/notifications/settings.ts#changeSettings`]: 'how somebody wants to be told: nobody else’s matter',
  [`${core}/news/hold.ts#leaveOff`]: 'which process listens to a network',
  [`${core}/news/hold.ts#note`]: 'up to where it has listened',
  [`${core}/news/take.ts#takeNews`]: 'when somebody outside last answered; nothing of ours changes',
  [`${core}/results/soon.ts#readResultsSoon`]: 'when that is read next',
  [`${core}/results/fetch.ts#keep`]: 'a copy of what the network counts',
  [`${core}/results/fetch.ts#postpone`]: 'when that is read next',
  [`${core}/results/fetch.ts#forget`]: 'when that is read next',
  [`${files}/objects.ts#keepFile`]: 'where bytes are; what is made of them is recorded',
  [`${files}/rendition.ts#find`]: 'a picture drawn smaller, from one that is recorded',
  [`${files}/sweep.ts#sweepFiles`]: 'what was deleted, and recorded then',
  [`${files}/sweep.ts#removeObject`]: 'bytes that nothing refers to',
  [`${core}/people/tokens.ts#findTokenHolder`]: 'when a token was last used',
}

test('changes go through transact(), which rings the bell (I9)', () => {
  // A function that takes a Tx writes in its caller's transaction; one that takes a Db or a Core must open one by transact().
  const outside = calls.units.filter(({ body }) => {
    const opensOther = /\.transaction\(\)/.test(body)
    const parameters = body.slice(0, body.indexOf('{') === -1 ? undefined : body.search(/\)\s*(?::|=>|\{)/))
    const writesByDb = /\b(?:db|core\.db)\s*\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(/.test(body)
    return (
      opensOther ||
      writesByDb ||
      (writes.test(body) && !/\bTx\b/.test(parameters) && !/\b(?:transact|urgently)\b/.test(body))
    )
  })
  const allowed = [...Object.keys(writesOutside), `${core}/context.ts#transact`]
  expect(outside.map(({ id }) => id).toSorted()).toEqual(allowed.toSorted())
})
