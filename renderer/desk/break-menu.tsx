import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCoffee } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { breakKinds } from '../../shared/events/types.ts';
import { deskClient } from '../bridge/desk.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { useTexts } from '../i18n/i18n.ts';
import { useAsk } from './use-ask.ts';

/** A break is one key after F9: it locks at once and says whose and since when (design, section 6). */
export function BreakMenu({ opened, onChange }: { opened: boolean; onChange: (open: boolean) => void }) {
  const t = useTexts('desk');
  const ask = useAsk();
  const take = (kind: (typeof breakKinds)[number]) => {
    onChange(false);
    void ask(() => deskClient.call('lock', { break: kind }));
  };
  const byKey = useEffectEvent((event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1];
    const kind = digit === undefined ? undefined : breakKinds[Number(digit) - 1];
    if (!kind || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    take(kind);
  });
  // From the key that opens it on: the focus comes to the menu later, and the digit is not for what had it before.
  useEffect(() => {
    if (!opened) return;
    window.addEventListener('keydown', byKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', byKey, { capture: true });
    };
  }, [opened]);
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" trapFocus>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconCoffee size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          title={t('break.hint')}
        >
          {t('break')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {breakKinds.map((kind, index) => (
          <Menu.Item
            key={kind}
            rightSection={<KeyHint keys={String(index + 1)} />}
            onClick={() => {
              take(kind);
            }}
          >
            {t(`break.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
