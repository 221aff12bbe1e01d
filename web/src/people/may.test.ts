import { expect, test } from 'vitest'
import { may as serverMay, roles as serverRoles, type Permission } from '../../../server/src/core/people/permissions.ts'
import { may, roles, type May } from './may.ts'

const same: Record<May, Permission> = {
  draft: 'post.draft',
  send: 'post.send',
  changeDelivery: 'delivery.change',
  takeDown: 'delivery.take_down',
  checkAccount: 'account.check',
  changeSlots: 'slot.change',
  manageAccounts: 'account.manage',
  manageMembers: 'member.change',
  changeWorkspace: 'workspace.change',
  stop: 'halt.seal',
  lift: 'halt.lift',
  decideHeld: 'halt.decide',
  drill: 'halt.drill',
  manageHooks: 'halt.hook',
  changePlaybooks: 'playbook.change',
  tickPlaybooks: 'playbook.tick',
  changeCampaigns: 'campaign.change',
  refreshResults: 'delivery.results',
  importPosts: 'import.change',
  exportAll: 'export.read',
}

test('what the interface offers is what the server allows, for every role', () => {
  expect([...roles]).toEqual([...serverRoles])
  for (const [act, permission] of Object.entries(same)) {
    for (const role of roles)
      for (const crisisLead of [false, true]) {
        const [ours, theirs] = [may(role, act as May, crisisLead), serverMay(role, permission, crisisLead)]
        expect([role, act, crisisLead, ours]).toEqual([role, act, crisisLead, theirs])
      }
  }
})
