// The link of a frame in which nothing else starts leads to the same place. Not a module: hosts that allow no
// cross-origin requests let this one run in sandboxed frames all the same.
document.getElementById('open').href = `./index.html${location.hash}`
