/** Progress of long work: one bar that moves on a terminal, a line a day otherwise. */

export type Progress = {
  /** A day's work is under way; what waits in the queues is asked for only where it is shown. */
  working: (day: string, done: number, of: number, waiting: () => Promise<string>) => Promise<void>;
  line: (text: string) => void;
};

export function progressOn(stream: NodeJS.WriteStream): Progress {
  const width = 24;
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[2K');
    shown = false;
  };
  return {
    async working(day, done, of, waiting) {
      if (!stream.isTTY) return;
      const filled = Math.round((done / Math.max(1, of)) * width);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${day} (${done}/${of})`;
      const text = `${bar} ${await waiting()}`.slice(0, stream.columns - 1);
      clear();
      stream.write(text);
      shown = true;
    },
    line(text) {
      clear();
      stream.write(`${text}\n`);
    },
  };
}
