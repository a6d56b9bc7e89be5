/** Something the user gave is wrong: one clear sentence on stderr and exit code 2. */
export class Problem extends Error {}
