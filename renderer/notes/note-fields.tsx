import { TagsInput, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { NoteSummary } from '../../shared/contract/vault.ts';
import { useTexts } from '../i18n/i18n.ts';
import { useNotes } from './use-notes.ts';
import classes from './note-editor.module.css';

/** How long a reference may rest before it is stored, in milliseconds. */
const rest = 300;

/** Tags and the customer's reference; like every free text, refused by the vault if they hold card data. */
export function NoteFields({ summary }: { summary: NoteSummary }) {
  const t = useTexts('notes');
  const { state, notes } = useNotes();
  const [reference, setReference] = useState(summary.reference);
  const [tags, setTags] = useState(summary.tags);
  const [refused, setRefused] = useState<'tags' | 'reference' | null>(null);
  /** A reference of which the vault was not yet told that its field was left. */
  const typing = useRef<ReturnType<typeof setTimeout> | null>(null);
  const store = async (mark: { tags: string[] } | { reference: string; caret?: number }) => {
    const done = await notes.mark(mark, summary.id);
    setRefused(done ? null : 'tags' in mark ? 'tags' : 'reference');
  };
  const leaveReference = () => {
    if (!typing.current) return;
    clearTimeout(typing.current);
    typing.current = null;
    void store({ reference });
  };
  const leave = useEffectEvent(leaveReference);
  useEffect(
    () => () => {
      leave();
    },
    [],
  );
  const card = state.markFailure?.code === 'card-data';
  return (
    <div className={classes.fields}>
      <TagsInput
        label={t('tags')}
        placeholder={tags.length === 0 ? t('tags.hint') : undefined}
        value={tags}
        maxTags={12}
        maxLength={40}
        splitChars={[',']}
        spellCheck={false}
        autoComplete="off"
        error={refused === 'tags' && card ? t('field.card') : undefined}
        comboboxProps={{ disabled: true }}
        onChange={(next) => {
          const clean = [...new Set(next.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
          setTags(clean);
          void store({ tags: clean });
        }}
      />
      <TextInput
        label={t('reference')}
        placeholder={t('reference.hint')}
        value={reference}
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
        error={refused === 'reference' && card ? t('field.card') : undefined}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          setReference(value);
          if (typing.current) clearTimeout(typing.current);
          typing.current = setTimeout(
            () => void store({ reference: value, caret: selectionStart ?? value.length }),
            rest,
          );
        }}
        onBlur={leaveReference}
      />
    </div>
  );
}
