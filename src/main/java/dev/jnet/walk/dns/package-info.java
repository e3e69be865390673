/**
 * How a name becomes an address (RFC 1035).
 *
 * <p>{@link dev.jnet.walk.dns.NameLookup} asks one name server over UDP. {@link
 * dev.jnet.walk.dns.DnsTalk} asks again over TCP where an answer was cut short. {@link
 * dev.jnet.walk.dns.DnsMessages} is the one place that knows the library for DNS messages.
 */
package dev.jnet.walk.dns;
