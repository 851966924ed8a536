/**
 * Copies a text.
 * @throws Where the browser refuses, or has no clipboard, as in a page without a secure context.
 */
export const copyText = async (text: string): Promise<void> => navigator.clipboard.writeText(text);
