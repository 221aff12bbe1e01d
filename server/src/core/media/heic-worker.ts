import { parentPort, workerData } from 'node:worker_threads'
import decode from 'heic-decode'

// Runs in a thread of its own: it takes a second or two of arithmetic for a photo of a telephone.
const { width, height, data } = await decode({ buffer: workerData as Uint8Array })
const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
parentPort?.postMessage({ width, height, pixels }, [pixels.buffer as ArrayBuffer])
