/** What is asked for a waiver, in this order. */
export const waiverSteps = [
  {
    label: 'Accept it for a time. Who answers for it?',
    present: '',
    problemOf: (text: string) => (text === '' ? 'A waiver wants an owner.' : undefined),
  },
  {
    label: 'Until when? A day (YYYY-MM-DD, UTC), or a number of days',
    present: '30',
    problemOf: (text: string) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) || /^[1-9]\d{0,3}$/.test(text)
        ? undefined
        : `"${text}" is no day: write it as YYYY-MM-DD, or give a number of days.`,
  },
  {
    label: 'Why can it wait?',
    present: '',
    problemOf: (text: string) => (text === '' ? 'A waiver wants a reason.' : undefined),
  },
] as const;
