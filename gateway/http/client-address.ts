import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Says from which address a request came. */
export type ClientAddress = (request: IncomingMessage) => string;

/** `10.0.0.1,192.168.0.0/16`. @throws Error that names the entry */
export function readProxies(text: string): BlockList {
  const proxies = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', bits, ...rest] = entry.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    if (
      family === 0 ||
      rest.length > 0 ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    ) {
      throw new Error(`"${entry}" is no address or network`);
    }
    const name = family === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, name);
    else proxies.addSubnet(address, Number(bits), name);
  }
  return proxies;
}

/**
 * The address at the other end of the connection. `X-Forwarded-For` is anybody's to write: it counts only as far as
 * trusted proxies have written it, that is from its end up to the first address that is none of them.
 */
export function createClientAddress(trusted?: BlockList): ClientAddress {
  if (!trusted) return peerOf;
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (request) => {
    let client = peerOf(request);
    if (!isTrusted(client)) return client;
    const forwarded = request.headers['x-forwarded-for'];
    const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
    for (const hop of hops.reverse()) {
      const address = plain(hop.trim());
      if (isIP(address) === 0) return client;
      client = address;
      if (!isTrusted(address)) return client;
    }
    return client;
  };
}

/** Whether the connection itself, not what a header says, comes from a proxy that may speak for others. */
export function isFromProxy(request: IncomingMessage, trusted: BlockList | undefined): boolean {
  if (!trusted) return false;
  const peer = peerOf(request);
  return isIP(peer) !== 0 && trusted.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4');
}

function peerOf({ socket }: IncomingMessage): string {
  return plain(socket.remoteAddress ?? '');
}

/** IPv4 as a dual-stack socket has it. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
