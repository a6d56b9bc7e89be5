// What a blog post does with the script API of the player (docs/embed-api.md).
const player = document.querySelector('synscope-player')
const output = document.querySelector('.buttons output')

for (const button of document.querySelectorAll('.buttons button')) {
  button.addEventListener('click', () => player.seek({ tMs: Number(button.dataset.ms) }))
}

player.addEventListener('state', ({ detail }) => {
  output.textContent = `step ${detail.step} of ${detail.steps}, ${Math.round(detail.tMs)} ms`
})
