import { describe, expect, it } from 'vitest';
import { refusedSwitch, x11Switch } from '../../electron/shell/switches.ts';

describe('a packaged console', () => {
  it.each([
    ...['--remote-debugging-port=9222', '--remote-debugging-pipe', '--inspect', '--inspect-brk=0', '--inspect-wait'],
    ...['--utility-cmd-prefix=/tmp/x', '--renderer-cmd-prefix=gdb', '--gpu-launcher=/tmp/x', '--js-flags=--expose-gc'],
    ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-site-isolation-trials', '--single-process', '--no-zygote'],
    ...[
      '--user-data-dir=/tmp/other',
      '--ssl-key-log-file=/tmp/k',
      '--log-net-log=/tmp/n',
      '--log-file=/tmp/l',
      '--v=9',
    ],
    ...['--vmodule=*=9', '--trace-startup', '--proxy-pac-url=http://x', '--host-resolver-rules=MAP * 1.2.3.4'],
    ...['--enable-features=X', '--load-extension=/tmp/x', '--no-such-switch-yet', '-inspect', '--', '-'],
  ])('does not start with %s', (argument) => {
    expect(refusedSwitch([argument], 'linux')).not.toBeNull();
    expect(refusedSwitch(['--lang=ru', argument], 'darwin')).not.toBeNull();
  });

  it('knows a switch on Windows by any of its signs and in any case', () => {
    expect(refusedSwitch(['/inspect'], 'win32')).toBe('inspect');
    expect(refusedSwitch(['--Remote-Debugging-Port=9222'], 'win32')).toBe('remote-debugging-port');
    expect(refusedSwitch(['/LANG=ru'], 'win32')).toBeNull();
    // A path, not a switch.
    expect(refusedSwitch(['/home/anna/file'], 'linux')).toBeNull();
  });

  it('starts as the system starts it', () => {
    expect(refusedSwitch([], 'win32')).toBeNull();
    expect(refusedSwitch(['-psn_0_12345'], 'darwin')).toBeNull();
    expect(refusedSwitch(['-psn_0_12345'], 'linux')).toBe('psn_0_12345');
    const shown = [
      '--ozone-platform=x11',
      '--force-device-scale-factor=1.5',
      '--lang=ru',
      '--force-renderer-accessibility',
    ];
    expect(refusedSwitch(shown, 'linux')).toBeNull();
  });
});

describe('the console on Linux', () => {
  const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' };

  it('starts on X11 in a Wayland session, where idleness cannot be asked', () => {
    expect(x11Switch([], 'linux', wayland)).toBe('--ozone-platform=x11');
    expect(x11Switch(['--lang=ru'], 'linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).not.toBeNull();
  });

  it('stays where somebody put it, and does not start itself a third time', () => {
    for (const chosen of ['--ozone-platform=x11', '--ozone-platform=wayland', '--ozone-platform-hint=auto'])
      expect(x11Switch([chosen], 'linux', wayland)).toBeNull();
  });

  it('changes nothing where there is X11 already, or none at all', () => {
    expect(x11Switch([], 'linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBeNull();
    expect(x11Switch([], 'linux', { ...wayland, DISPLAY: undefined })).toBeNull();
    expect(x11Switch([], 'win32', wayland)).toBeNull();
  });

  it('is allowed, packaged, what it starts itself with', () => {
    expect(refusedSwitch([x11Switch([], 'linux', wayland) ?? ''], 'linux')).toBeNull();
  });
});
