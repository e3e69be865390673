package dev.jnet.wire;

/**
 * The registered names of ICMP's and ICMPv6's error codes (RFC 792, RFC 1122, RFC 1812, RFC 4443).
 */
final class IcmpWords {
  private static final String[] UNREACHABLE_V4 = {
    "network unreachable",
    "host unreachable",
    "protocol unreachable",
    "port unreachable",
    "fragmentation needed",
    "source route failed",
    "network unknown",
    "host unknown",
    "source host isolated",
    "network administratively prohibited",
    "host administratively prohibited",
    "network unreachable for this type of service",
    "host unreachable for this type of service",
    "communication administratively prohibited",
    "host precedence violation",
    "precedence cut-off in effect",
  };

  private static final String[] UNREACHABLE_V6 = {
    "no route to destination",
    "communication administratively prohibited",
    "beyond the scope of the source address",
    "address unreachable",
    "port unreachable",
    "source address failed the ingress or egress policy",
    "route to destination rejected",
    "error in the source routing header",
  };

  private IcmpWords() {}

  static String of(IcmpError error) {
    return switch (error.kind()) {
      case TOO_BIG -> error.version() == 4 ? "fragmentation needed" : "packet too big";
      case TIME_EXCEEDED ->
          error.code() == 1
              ? "fragment reassembly time exceeded"
              : error.version() == 4 ? "TTL exceeded in transit" : "hop limit exceeded in transit";
      case PARAMETER_PROBLEM -> "parameter problem, code " + error.code();
      case UNREACHABLE -> {
        String[] names = error.version() == 4 ? UNREACHABLE_V4 : UNREACHABLE_V6;
        yield error.code() < names.length
            ? names[error.code()]
            : "destination unreachable, code " + error.code();
      }
    };
  }
}
