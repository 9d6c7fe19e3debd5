import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconPhonePlus, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { useNow } from '../components/use-now.ts';
import { useTexts } from '../i18n/i18n.ts';
import { orderNotes } from './note-order.ts';
import { NoteRow, rowHeight } from './note-row.tsx';
import { useNotes } from './use-notes.ts';
import { scrollTo, visibleRows } from './visible-rows.ts';
import classes from './note-list.module.css';

/** The list: search, new note, and as many rows as fit; ten thousand notes cost no more than ten. */
export function NoteList() {
  const t = useTexts('notes');
  const id = useId();
  const { state, notes } = useNotes();
  const now = useNow(15_000);
  const search = useRef<HTMLInputElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(600);
  const [active, setActive] = useState(0);
  const alive = useMemo(() => state.notes.filter((note) => note.expiresAt > now), [state.notes, now]);
  const shown = useMemo(() => orderNotes(alive, state.hits), [alive, state.hits]);
  const openId = state.open?.summary.id ?? null;
  const at = Math.min(active, Math.max(0, shown.length - 1));

  useEffect(() => {
    if (state.focus?.target === 'search') search.current?.select();
  }, [state.focus]);
  useEffect(() => {
    const element = view.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setViewHeight(element.clientHeight);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, index));
    setActive(next);
    if (view.current) view.current.scrollTop = scrollTo(next, { rowHeight, scrollTop, viewHeight });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[event.key];
    const note = shown[at];
    if (step !== undefined) moveTo(step === Infinity ? shown.length : step === -Infinity ? 0 : at + step);
    else if (event.key === 'Enter' && note) void notes.open(note.id);
    else return;
    event.preventDefault();
  };
  const rows = visibleRows({ count: shown.length, rowHeight, scrollTop, viewHeight });
  const empty = shown.length === 0 && !state.searching;
  return (
    <section className={classes.column} aria-label={t('list')}>
      <h1 className={classes.title}>{t('title')}</h1>
      <div className={classes.buttons}>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => void notes.create(null)} px={10}>
          {t('new')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPhonePlus size={18} aria-hidden />}
          onClick={() => void notes.create('call')}
          px={10}
        >
          {t('newCard')}
        </Button>
      </div>
      <TextInput
        ref={search}
        role="searchbox"
        aria-label={t('search')}
        placeholder={t('search')}
        value={state.query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSectionWidth={44}
        rightSection={
          state.query ? (
            <CloseButton
              aria-label={t('clearSearch')}
              onClick={() => {
                void notes.search('');
                search.current?.focus();
              }}
            />
          ) : (
            <KeyHint keys="F3" />
          )
        }
        onChange={(event) => {
          setActive(0);
          void notes.search(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && state.query) void notes.search('');
          else if (event.key === 'ArrowDown') view.current?.focus();
          else if (event.key === 'Enter' && shown[0]) void notes.open(shown[0].id);
          else return;
          event.preventDefault();
        }}
      />
      <p className={classes.count} role="status">
        {state.searching
          ? t('searching')
          : state.hits
            ? t('found', { count: shown.length })
            : t('shown', { count: shown.length })}
      </p>
      {empty ? (
        <EmptyState
          title={t(state.hits ? 'noMatch.title' : 'empty.title')}
          text={t(state.hits ? 'noMatch.text' : 'empty.text')}
        />
      ) : null}
      <div
        ref={view}
        className={classes.view}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={shown[at] ? `${id}-${shown[at].id}` : undefined}
        tabIndex={empty ? -1 : 0}
        hidden={empty}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
        }}
      >
        <div role="presentation" style={{ height: rows.height, position: 'relative' }}>
          {shown.slice(rows.first, rows.last).map((note, offset) => (
            <NoteRow
              key={note.id}
              id={`${id}-${note.id}`}
              note={note}
              now={now}
              top={(rows.first + offset) * rowHeight}
              place={rows.first + offset + 1}
              of={shown.length}
              open={note.id === openId}
              active={rows.first + offset === at}
              onOpen={() => {
                setActive(rows.first + offset);
                void notes.open(note.id);
              }}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
