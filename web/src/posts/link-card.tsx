import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { useHere } from '../shell/workspace-context.ts'
import classes from './link-card.module.css'

/** Nobody’s page is asked for while its address is being typed. */
const typingEnds = 700

/** The card that will be made of a link, as its page says it now. Nothing where there is none to be had: the post goes without. */
export function LinkCard({ address }: { address: string }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [url] = useDebouncedValue(address, typingEnds)
  const { data } = useQuery({
    queryKey: ['link-card', workspace.id, url],
    // another address, or another page of ours, gives the request up
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/link-card', {
          params: { path: { workspaceId: workspace.id } },
          body: { url },
          signal,
        }),
      ),
    retry: false,
    staleTime: 10 * 60_000,
  })
  const card = data?.card
  if (card === undefined || card === null || url !== address) return null
  return (
    <figure className={classes.card} aria-label={t('composer.options.card.preview')}>
      {card.picture === null ? null : <img src={card.picture} alt="" />}
      <figcaption>
        <strong>{card.title}</strong>
        {card.description === '' ? null : <span className={classes.description}>{card.description}</span>}
        <span className={classes.host}>{URL.parse(url)?.host ?? url}</span>
      </figcaption>
    </figure>
  )
}
