/**
 * Looks up the addresses of a name (RFC 1035).
 *
 * <p>{@link dev.jnet.walk.dns.NameLookup} asks one name server over UDP. {@link
 * dev.jnet.walk.dns.DnsTalk} asks again over TCP where an answer was truncated. {@link
 * dev.jnet.walk.dns.DnsMessages} makes and parses the messages with a library.
 */
package dev.jnet.walk.dns;
