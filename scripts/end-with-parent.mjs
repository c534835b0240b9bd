// Loaded before a script that bootstrap.mjs runs: when bootstrap.mjs is gone, even killed, the script is asked to stop.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref(); // a script that is done may end while its parent lives
}
