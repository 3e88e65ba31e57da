import { describe, expect, it } from 'vitest';
import { cutToWidth, Painter } from '../../../src/commands/interaction/painter.js';

function canvas(): { columns: number; rows: number; readonly written: string[]; write(text: string): void } {
  const written: string[] = [];
  return { columns: 20, rows: 10, written, write: (text) => void written.push(text) };
}

describe('painting a frame', () => {
  it('is one piece, written over the frame before: nothing is wiped first, and nothing of it is left', () => {
    const terminal = canvas();
    const painter = new Painter(terminal);
    painter.paint({ lines: ['one', 'a longer line', 'three'] });
    painter.paint({ lines: ['two'] });
    expect(terminal.written).toHaveLength(2);
    for (const text of terminal.written) {
      expect(text).not.toContain('\u001B[2J');
      expect(text.startsWith('\u001B[?2026h')).toBe(true);
      expect(text.endsWith('\u001B[?2026l')).toBe(true);
    }
    // From the top; what the shorter line and the shorter frame leave is cleared behind them.
    expect(terminal.written[1]).toContain('\u001B[Htwo\u001B[K\r\n\u001B[J');
  });

  it('writes nothing when nothing changed, and all of it after the size did', () => {
    const terminal = canvas();
    const painter = new Painter(terminal);
    painter.paint({ lines: ['same'] });
    painter.paint({ lines: ['same'] });
    expect(terminal.written).toHaveLength(1);
    painter.forget();
    painter.paint({ lines: ['same'] });
    expect(terminal.written).toHaveLength(2);
  });

  it('never writes more lines or columns than there are, so that nothing scrolls', () => {
    const terminal = canvas();
    new Painter(terminal).paint({ lines: Array.from({ length: 30 }, () => 'x'.repeat(50)) });
    const lines = (terminal.written[0] ?? '').split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines[3]).toBe(`${'x'.repeat(19)}…\u001B[K`);
  });

  it('gives the screen back, once', () => {
    const terminal = canvas();
    const painter = new Painter(terminal);
    painter.enter();
    painter.leave();
    painter.leave();
    expect(terminal.written.join('')).toMatch(/1049h.*1049l$/s);
    expect(terminal.written).toHaveLength(2);
  });

  it('cuts by columns, not by characters, and closes what it dressed', () => {
    expect(cutToWidth('日本語', 6)).toBe('日本語');
    expect(cutToWidth('日本語', 5)).toBe('日本…');
    expect(cutToWidth('\u001B[1mbold and long\u001B[22m', 6)).toBe('\u001B[1mbold …\u001B[0m');
  });
});
