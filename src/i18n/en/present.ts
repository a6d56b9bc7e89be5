/** Present: the picture for a projector, and the notes for who stands beside it. */
export const present = {
  name: 'Presentation',
  leave: 'Leave',
  previous: 'Previous step',
  next: 'Next step',
  fullScreen: 'Full screen',
  notes: 'Speaker notes',
  notesBlocked: 'The browser did not open the window for the notes.',
  lesson: 'What it teaches',
  keys: 'PageDown: next. PageUp: back. . or B: black. W: white. F5: from the start. Esc: leave.',
  black: 'Black screen. Any key goes back.',
  white: 'White screen. Any key goes back.',
  counter: (place: number, last: number) => `${place} / ${last}`,
  now: 'Now',
  comes: 'Next',
  end: 'The end',
  elapsed: 'Time since the start',
}
