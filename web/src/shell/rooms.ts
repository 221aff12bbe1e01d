import {
  IconAddressBook,
  IconAt,
  IconBook2,
  IconCalendar,
  IconEar,
  IconHandStop,
  IconLayoutList,
  IconLifebuoy,
  IconPencilPlus,
  IconSettings,
  IconUserExclamation,
} from '@tabler/icons-react'
import { paths } from './paths.ts'

/** The rooms of a workspace, in the order of the navigation. */
export const rooms = [
  { word: 'posts', icon: IconLayoutList, to: (workspace: string) => paths.posts({ workspace }), keys: 'g p' },
  { word: 'calendar', icon: IconCalendar, to: (workspace: string) => paths.calendar({ workspace }), keys: 'g c' },
  { word: 'needs', icon: IconUserExclamation, to: (workspace: string) => paths.needs({ workspace }), keys: 'g n' },
  { word: 'accounts', icon: IconAt, to: (workspace: string) => paths.accounts({ workspace }), keys: 'g a' },
  { word: 'listening', icon: IconEar, to: (workspace: string) => paths.listening({ workspace }), keys: 'g l' },
  { word: 'halts', icon: IconHandStop, to: (workspace: string) => paths.halts({ workspace }), keys: 'g h' },
  { word: 'people', icon: IconAddressBook, to: (workspace: string) => paths.people({ workspace }), keys: 'g e' },
  { word: 'playbooks', icon: IconLifebuoy, to: (workspace: string) => paths.playbooks({ workspace }), keys: 'g b' },
  { word: 'record', icon: IconBook2, to: (workspace: string) => paths.record({ workspace }), keys: 'g r' },
  { word: 'settings', icon: IconSettings, to: (workspace: string) => paths.settings({ workspace }), keys: 'g s' },
] as const

export type Room = (typeof rooms)[number]

export const writeIcon = IconPencilPlus
