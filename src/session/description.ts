// Mends what browsers put into descriptions.

/**
 * Leaves out the lines about payload types that no media line lists. Firefox keeps `a=rtcp-fb` lines of codecs that
 * setCodecPreferences left out, and Chromium refuses a description with such lines as a whole.
 */
export function withoutOrphans(sdp: string): string {
  let types = new Set<string>();
  const kept = sdp.split('\r\n').filter(line => {
    if (line.startsWith('m=')) types = new Set(line.split(' ').slice(3));
    const type = /^a=(?:rtpmap|rtcp-fb|fmtp):(\d+) /.exec(line)?.[1];
    return type === undefined || types.has(type);
  });
  return kept.join('\r\n');
}
