import { campaigns } from './campaigns.ts'

/** What is said where campaigns and tags are chosen and kept. */
export const groups = { campaigns }
