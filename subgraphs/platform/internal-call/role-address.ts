import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Where no role of the hub can be: link-local addresses (cloud metadata services among them), multicast, and "this host".
 * Private and loopback addresses are where roles usually are (OWASP API7).
 */
const NO_ROLE = new BlockList();
NO_ROLE.addSubnet('0.0.0.0', 8, 'ipv4');
NO_ROLE.addSubnet('169.254.0.0', 16, 'ipv4');
NO_ROLE.addSubnet('224.0.0.0', 3, 'ipv4');
NO_ROLE.addAddress('::', 'ipv6');
NO_ROLE.addSubnet('fe80::', 10, 'ipv6');
NO_ROLE.addSubnet('ff00::', 8, 'ipv6');

/** Whether a role can be at this address; an IPv4 address inside an IPv6 one counts as itself. */
export function canBeRole(address: string): boolean {
  return !NO_ROLE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * What keeps a URL from being the address of a role; null: nothing. The address of another program on the way in (a user
 * name, a query) is none either.
 */
export function whyNoRole(url: URL): string | null {
  if (!/^https?:$/.test(url.protocol)) return 'it takes http or https';
  if (url.username !== '' || url.password !== '') return 'it takes no user name or password';
  if (url.search !== '' || url.hash !== '') return 'it takes no query and no fragment';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !canBeRole(host)) return 'no role can be at that address';
  return null;
}

type Answered = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves a name as a connection is made, so that a name cannot lead elsewhere than its check saw (DNS rebinding). */
export function lookupRole(host: string, options: LookupOptions, answered: Answered): void {
  lookup(host, { ...options, all: true }, (error, found) => {
    const addresses = (found ?? []).filter(({ address }) => canBeRole(address));
    const [first] = addresses;
    if (error) answered(error, '');
    else if (!first) answered(new Error(`no role can be where ${host} leads`), '');
    else if (options.all) answered(null, addresses);
    else answered(null, first.address, first.family);
  });
}
