/**
 * What a request asks for, in the form that the routes know, which every reader of its URL then
 * sees. Base URLs end in a slash and are joined with another; a redirect would lose the POST. Proxies
 * send the whole URL, which every server must take. And a path whose percent signs spell no text is
 * read as it stands: it leads nowhere, as any other unknown path.
 */
export function normaliseTarget(target: string): string {
  const [, path = '', query = ''] = target.match(/^(?:https?:\/\/[^/?]*)?([^?]*)(.*)$/is) ?? [];
  const merged = `/${path}`.replace(/\/{2,}/g, '/');
  return merged.split('/').map(readAsItStands).join('/') + query;
}

function readAsItStands(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    return segment.replaceAll('%', '%25');
  }
}
