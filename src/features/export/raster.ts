/** Browsers refuse larger canvases. */
const MOST_PX = 16_384

/** A picture as PNG, so many times its size; less where it would be too large. */
export async function rasterize(svg: string, scale: number): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const factor = Math.min(scale, MOST_PX / image.width, MOST_PX / image.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * factor)
  canvas.height = Math.round(image.height * factor)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)),
      'image/png',
    )
  })
}
