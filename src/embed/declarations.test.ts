import { expectTypeOf, test } from 'vitest'
import type { PlayerState, SynscopePlayer } from './player.d.ts'

// Nothing runs here: `npm run types` fails if a page that embeds us would not compile.
test('what docs/embed-api.md shows has types for those who write TypeScript', () => {
  expectTypeOf<HTMLElementTagNameMap['synscope-player']>().toEqualTypeOf<SynscopePlayer>()
  const page = async (player: SynscopePlayer) => {
    expectTypeOf(await player.seek({ tMs: 1332.5 })).toEqualTypeOf<PlayerState>()
    await player.load('open-normal?at=2')
    await player.setTheme('dark')
    // @ts-expect-error: no such theme
    await player.setTheme('pink')
    player.addEventListener('state', ({ detail }) => expectTypeOf(detail.step).toBeNumber())
    player.addEventListener('segment', ({ detail }) =>
      expectTypeOf(detail.segment?.flags).toEqualTypeOf<readonly string[] | undefined>(),
    )
    player.addEventListener('click', (event) => expectTypeOf(event).toEqualTypeOf<Event>())
  }
  expectTypeOf(page).toBeFunction()
})
