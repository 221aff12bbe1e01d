import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// In development the server runs beside Vite: `npm start` and `npm run dev -w web`.
const server = process.env['VIGIE_DEV_SERVER'] ?? 'http://localhost:4400'

export default defineConfig({
  plugins: [react()],
  // The server refuses changes that come from another origin: to it, Vite's pages are its own.
  server: { port: 4401, proxy: { '/api': { target: server, headers: { origin: server } } } },
  build: {
    manifest: true,
    target: 'es2022',
    // The content-security policy of the server allows no inline script and no data: address for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
