import { createServer, type AddressInfo } from 'node:net';

/**
 * Looks whether the gateway will be able to listen, before anything is started for it.
 * @returns the port: one that is free now, where any will do
 * @throws Error of one line that names the variable at fault and the remedy
 */
export async function checkPort(port: number, host: string): Promise<number> {
  const probe = createServer();
  return new Promise<number>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, port, host))));
    probe.listen({ port, host, exclusive: true }, () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use by another program. Stop it, or set PORT to another port (0 for any free one).`;
    case 'EACCES':
      return `PORT ${port} may not be listened on; set PORT to another port (0 for any free one).`;
    default:
      return `HOST ${host} cannot be listened on (${message}); set HOST to an address of this machine.`;
  }
}
