import { createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import ssh2, { type AuthContext, type Connection, type SFTPWrapper } from 'ssh2';
import { switchablePort } from './switchable-port.ts';
import { serveSftp, type RemoteFiles } from './sftp-files.ts';
import type { Switches } from './switches.ts';

export interface SftpWireOptions {
  switches: Switches;
  /** 0 for any free port. */
  port: number;
  /** The server's own, OpenSSH text. */
  hostKey: string;
  account: string;
  /** OpenSSH text of the one key that may sign in. */
  publicKey: string;
  files: RemoteFiles;
}

/** A file server of a department, with the faults of the control interface made on the real socket. */
export interface SftpWire {
  readonly port: number;
  /** To be called when the fault or a setting has changed. @param isNewFault whoever is connected meets it anew */
  faultChanged(isNewFault: boolean): Promise<void>;
  close(): Promise<void>;
}

/** SFTP with sign-in by key and nothing else: no shell, no forwarding, no password. */
export async function openSftpWire(options: SftpWireOptions): Promise<SftpWire> {
  const { switches } = options;
  const sockets = new Set<Socket>();
  const allowed = parsedKey(options.publicKey);
  let garbled = 0;

  const ssh = new ssh2.Server({ hostKeys: [options.hostKey] }, (connection) => {
    const turn = switches.encounter() === 'garbage' ? garbled++ % 3 : null;
    serveConnection(connection, turn === 0 || turn === 1 ? turn : null);
  });
  // Without it every small answer would wait for the acknowledgement of the one before.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const encounter = switches.encounter();
    if (encounter === 'hang') return;
    if (encounter === 'reset') return void socket.resetAndDestroy();
    if (encounter === 'garbage' && garbled % 3 === 2) {
      garbled += 1;
      return void socket.end('HTTP/1.1 200 OK\r\n\r\n<html><h1>系统登录</h1></html>');
    }
    ssh.injectSocket(socket);
  });

  function serveConnection(connection: Connection, garble: 0 | 1 | null): void {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => void signIn(context));
    connection.on('ready', () => {
      switches.countOther();
      connection.on('session', (acceptSession) => {
        acceptSession().on('sftp', (acceptSftp) => {
          serveSftp(acceptSftp() as SFTPWrapper, { files: options.files, switches, garble });
        });
      });
    });
  }

  async function signIn(context: AuthContext): Promise<void> {
    await delay(switches.delay());
    if (context.method !== 'publickey' || context.username !== options.account) {
      return context.reject(['publickey']);
    }
    const { key, signature, blob, hashAlgo } = context;
    if (!key.data.equals(allowed.getPublicSSH())) return context.reject(['publickey']);
    // Without a signature it only asks whether the key would do.
    if (signature && allowed.verify(blob!, signature, hashAlgo) !== true)
      return context.reject(['publickey']);
    context.accept();
  }

  function resetConnections(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }
  const listener = switchablePort(server, { port: options.port, resetConnections });
  await listener.open();
  return {
    get port() {
      return listener.port;
    },
    async faultChanged(isNewFault) {
      if (isNewFault) resetConnections();
      await (switches.fault.mode === 'down' ? listener.refuse() : listener.open());
    },
    close: () => listener.refuse(),
  };
}

function parsedKey(text: string) {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error || Array.isArray(key)) throw new Error('the sandbox’s SSH key cannot be read');
  return key;
}
