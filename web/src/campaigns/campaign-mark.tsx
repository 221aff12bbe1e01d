import { useQuery } from '@tanstack/react-query'
import type { Post } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { campaignsQuery } from './queries.ts'
import classes from './campaigns.module.css'

/** A campaign by its colour and its name: never the colour alone. */
export function CampaignMark({ campaign }: { campaign: { readonly name: string; readonly colour: string } }) {
  return (
    <span className={classes.mark}>
      <span className={classes.dot} style={{ background: campaign.colour }} aria-hidden />
      {campaign.name}
    </span>
  )
}

/** The tags of a post, quiet. */
export function Tags({ tags }: { tags: readonly string[] }) {
  return tags.map((tag) => (
    <span key={tag} className={classes.tag}>
      {tag}
    </span>
  ))
}

/** What a post belongs to; nothing for one that belongs nowhere. */
export function Sorted({ post: { campaignId, tags } }: { post: Pick<Post, 'campaignId' | 'tags'> }) {
  const { workspace } = useHere()
  const { data } = useQuery({ ...campaignsQuery(workspace.id), enabled: campaignId !== null })
  const campaign = data?.find(({ id }) => id === campaignId)
  if (campaign === undefined && tags.length === 0) return null
  return (
    <div className={classes.sorted}>
      {campaign === undefined ? null : <CampaignMark campaign={campaign} />}
      <Tags tags={tags} />
    </div>
  )
}
