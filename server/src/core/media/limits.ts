/** What Vigie takes in. Networks take less: what they get is made of it. */
export const intake = {
  imageBytes: 60 * 1024 * 1024,
  videoBytes: 300_000_000,
  /** What a picture may hold when it is unpacked: a few bytes can stand for billions. */
  imagePixels: 120_000_000,
  /** Pictures of an animation together. */
  animationPixels: 500_000_000,
  nameCharacters: 200,
  altCharacters: 2000,
} as const

/** Read from the bytes. What stands here can be published somewhere, as it is or redrawn. */
export const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/heif'] as const
export const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'] as const
