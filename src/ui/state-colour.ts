/** CSS values for a TCP state, for example `var(--fill-syn-sent)`: the fill of areas and the colour of its name. */
export const fillOf = (state: string): string => `var(--fill-${state.toLowerCase()})`
export const textOf = (state: string): string => `var(--text-${state.toLowerCase()})`
