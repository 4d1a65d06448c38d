import { maskPersonalData } from '../domain/mask.ts';

/** JSON strings, keys and values alike. What is masked stays between the quotes, so that a line stays JSON. */
const STRING = /"(?:[^"\\]|\\.)*"/g;
/** A key that says that its value is nobody's business, with a value that is a text. */
const SECRET_FIELD =
  /"([\w.-]*(?:password|passwd|secret|token|authorization|cookie|api[_-]?key|private[_-]?key|credential)[\w.-]*)":"(?:[^"\\]|\\.)*"/gi;
/** A key under which a person's or a holder's name or address stands. */
const PERSON_FIELD =
  /"((?:holder|person|legal|owner|contact|full|display|operator)[_A-Za-z]*name|legalPerson|legalRepresentative|personInCharge|address)":"(?:[^"\\]|\\.)*"/gi;
/** Three parts in base64url, the first a JSON object: a JWT, whoever's. */
const JSON_WEB_TOKEN = /\beyJ[\w-]{6,}(?:\.[\w-]*){1,4}/g;
const BEARER = /\b(Bearer|Basic|Digest|HMAC)(\s+)[^\s"\\,;]{6,}/gi;
/** `scheme://user:password@host`. */
const PASSWORD_IN_ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"\\]*):[^\s@"\\]+@/gi;
const SECRET_IN_TEXT =
  /\b((?:access_|id_|refresh_)?token|password|secret|api[_-]?key)(\s*[=:]\s*)[^\s"\\&,;]{4,}/gi;
/** C1 controls steer terminals, the others turn or hide text: a line must look like what it is (CWE-117). */
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The last thing that is done with a line of the log: whatever somebody wrote into it, no citizen id, phone number, token
 * or password leaves. JSON itself keeps it on one line. Masking twice changes nothing more.
 * @param line one JSON object
 */
export function maskLogLine(line: string): string {
  return line
    .replace(SECRET_FIELD, '"$1":"[masked]"')
    .replace(PERSON_FIELD, '"$1":"[masked]"')
    .replace(STRING, maskText)
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function maskText(text: string): string {
  return maskPersonalData(
    text
      .replace(JSON_WEB_TOKEN, '[token]')
      .replace(BEARER, '$1$2[masked]')
      .replace(PASSWORD_IN_ADDRESS, '$1:[masked]@')
      .replace(SECRET_IN_TEXT, '$1$2[masked]'),
  );
}
