import { useTexts } from '../i18n/i18n.ts';
import classes from './step-line.module.css';

/** The progress line: which of a few short steps one is at. */
export function StepLine({ steps, at }: { steps: string[]; at: number }) {
  const t = useTexts('common');
  return (
    <ol className={classes.line} aria-label={t('stepOf', { step: at + 1, steps: steps.length })}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-done={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
