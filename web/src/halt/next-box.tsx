import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { nextSteps, type NextStep } from './next-steps.ts'
import { outQuery, wireQuery } from './queries.ts'
import type { Halt } from './shapes.ts'
import classes from './halt.module.css'

/** Stays in sight whatever one reads: the next thing to do, and those after it. */
export function NextBox({ halt, onLift }: { halt: Halt; onLift: () => void }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const { data: wire = [] } = useQuery(wireQuery(workspace.id, halt.id))
  const { data: out } = useQuery(outQuery(workspace.id, halt.id))
  const steps = nextSteps({ halt, wire, out: out?.items ?? [], maySay: may('stop') })
  return (
    <section className={classes.next} aria-labelledby="next-title">
      <h2 id="next-title">{t('halt.next.title')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step.do}>
            {step.do === 'lift' ? (
              <div className={classes.lift}>
                <span>{t('halt.next.lift')}</span>
                <Button variant="default" size="xs" onClick={onLift}>
                  {t('halt.lift.button')}
                </Button>
              </div>
            ) : (
              <Line step={step} />
            )}
          </li>
        ))}
      </ol>
      {halt.liftedAt !== null && halt.held > 0 ? (
        <LinkButton to={paths.haltLift({ workspace: workspace.id, halt: halt.id })}>{t('halt.held.open')}</LinkButton>
      ) : null}
    </section>
  )
}

function Line({ step }: { step: NextStep }) {
  const { t } = useTranslation()
  if (step.do === 'done') return <span>{t('halt.next.done')}</span>
  const words = 'count' in step ? t(`halt.next.${step.do}`, { count: step.count }) : t(`halt.next.${step.do}`)
  return (
    <a href={`#${step.at}`}>
      {words}
      <IconArrowRight size={16} aria-hidden />
    </a>
  )
}
