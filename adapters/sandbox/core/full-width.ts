/** The text as somebody types it in full-width mode: ＡＢＣ１２３ for ABC123. */
export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
