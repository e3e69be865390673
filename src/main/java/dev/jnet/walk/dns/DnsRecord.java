package dev.jnet.walk.dns;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One resource record of a DNS answer (RFC 1035 section 3.2).
 *
 * @param owner the name that it is about, with unprintable bytes escaped
 * @param type such as {@code A}, {@code AAAA}, {@code CNAME}
 * @param ttl how long it may be cached, in seconds: 0 to 2^31 − 1
 * @param value in the text form of zone files
 * @param address of an A or AAAA record
 */
public record DnsRecord(
    String owner, String type, long ttl, String value, Optional<InetAddress> address) {}
