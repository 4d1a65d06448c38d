import type { HttpAnswer } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';

/** Answers in which a department says in its own words that it failed, HTTP 200. @param text free text of the department */
export const businessRefusal = {
  food: (text: string): HttpAnswer => ({
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: Buffer.from(JSON.stringify({ code: 'E9999', msg: text, data: '', traceId: 'a1b2' })),
  }),
  health: (text: string): HttpAnswer =>
    soap(
      `<ns:queryLicenseResponse><return>&lt;RESPONSE&gt;&lt;HEAD&gt;&lt;RTNCODE&gt;9999&lt;/RTNCODE&gt;&lt;RTNMSG&gt;${text}&lt;/RTNMSG&gt;&lt;/HEAD&gt;&lt;/RESPONSE&gt;</return></ns:queryLicenseResponse>`,
    ),
};

/** A SOAP 1.1 Fault with HTTP 200, as some stacks send it. */
export function soapFault(text: string): HttpAnswer {
  return soap(
    `<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>${text}</faultstring></soapenv:Fault>`,
  );
}

/** The page of a portal that wants somebody to sign in. */
export function loginPage(text: string): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
    body: Buffer.from(`<!DOCTYPE html><html><head><title>统一登录</title></head><body>${text}</body></html>`),
  };
}

function soap(body: string): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="http://ws.wsjd.example/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
    ),
  };
}
