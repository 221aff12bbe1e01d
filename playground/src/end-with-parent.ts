// Preloaded into Vigie's process: should the playground be killed, Vigie ends in order by itself
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
