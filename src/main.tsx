// Placeholder until the composition root is written.
const root = document.getElementById('root')
if (root !== null) root.textContent = 'Synscope'
