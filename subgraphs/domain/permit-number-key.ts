/** Kinds that NFKC leaves apart: departments write 〔2023〕, [2023], 【2023】 and （2023） for the same number. */
const OPENING = /[[{〔【〖〘〚❲⟦]/gu;
const CLOSING = /[\]}〕】〗〙〛❳⟧]/gu;
/** Spaces anywhere (CHAR padding, full-width), control and invisible format characters (BOM, zero-width). */
const UNSEEN = /[\s\p{Cc}\p{Cf}]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;

/**
 * The form in which permit numbers are compared; the number itself is kept as the department gave it. NFKC, one kind
 * of bracket and dash, no spaces, upper case. Applying it twice changes nothing more.
 */
export function permitNumberKey(number: string): string {
  return (
    number
      .normalize('NFKC')
      .replace(UNSEEN, '')
      .replace(OPENING, '(')
      .replace(CLOSING, ')')
      .replace(DASHES, '-')
      .toUpperCase()
      // Again: what stood apart may now compose, and upper case may decompose.
      .normalize('NFKC')
  );
}
