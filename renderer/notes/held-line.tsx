import { useTexts } from '../i18n/i18n.ts';
import type { SaveStatus } from './save-status.ts';
import classes from './note-editor.module.css';

/** One sentence under the text: what is not stored, why, what to do. */
export function HeldLine({ status }: { status: SaveStatus }) {
  const t = useTexts('notes');
  const words = () => {
    if (status.state === 'failed') return t(`notSaved.do.${status.code}`);
    if (status.state !== 'held') return null;
    const kinds = new Set(status.ranges.map((range) => range.kind));
    const kind = status.ranges[0]?.kind;
    if (kind === undefined || kinds.size > 1) return t('held.both');
    return t(`held.${kind}`, { count: status.ranges.length });
  };
  const text = words();
  return (
    <div role="alert" className={text ? classes.problem : undefined}>
      {text}
    </div>
  );
}
