import type { first as english } from '../en/first.ts'
import { french } from '../typography.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { people } from './people.ts'
import { shell } from './shell.ts'

const texts: typeof english = { common, errors, people, shell }

export const first: typeof english = french(texts)
