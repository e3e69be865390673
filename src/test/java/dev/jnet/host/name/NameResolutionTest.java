package dev.jnet.host.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jnet.host.Family;
import dev.jnet.host.HostException;
import dev.jnet.host.HostException.Kind;
import dev.jnet.host.Interfaces;
import dev.jnet.host.name.NameResolution.Resolver.NotResolvedException;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameResolutionTest {
  private static final InetAddress FOUR = Addresses.literal("192.0.2.1");
  private static final InetAddress SIX = Addresses.literal("2001:db8::1");

  /** A name with these addresses, as the C library answers for it. */
  private static NameResolution.Resolver name(InetAddress... addresses) {
    return (host, family) -> {
      List<InetAddress> found = new ArrayList<>();
      for (InetAddress address : addresses) {
        if (family.includes(address)) {
          found.add(address);
        }
      }
      if (found.isEmpty()) {
        throw new NotResolvedException(addresses.length == 0 ? -2 : -5, "none");
      }
      return found;
    };
  }

  private static HostException fails(String host, Family family, NameResolution.Resolver names) {
    return assertThrows(HostException.class, () -> NameResolution.all(host, family, names));
  }

  @Test
  void orderIsTheSystems() throws HostException {
    assertEquals(
        List.of(SIX, FOUR), NameResolution.all("x", Family.ANY, name(SIX, FOUR, SIX, FOUR)));
    assertEquals(List.of(FOUR), NameResolution.all("x", Family.IPV4, name(SIX, FOUR)));
    assertEquals(List.of(SIX), NameResolution.all("x", Family.IPV6, name(SIX, FOUR)));
  }

  @Test
  void onlyWhatCanMeanOneAddressIsNotLookedUp() throws HostException {
    assertEquals(List.of(FOUR), NameResolution.all("192.0.2.1", Family.ANY, name(SIX)));
    assertEquals(List.of(SIX), NameResolution.all("2001:db8::1", Family.IPV6, name(FOUR)));
    // octal to the C library, a scope
    for (String other : new String[] {"192.0.2.01", "192.514", "fe80::1%lo"}) {
      assertEquals(List.of(SIX), NameResolution.all(other, Family.ANY, name(SIX)), other);
    }
    HostException e = fails("192.0.2.1", Family.IPV6, name(FOUR));
    assertEquals("192.0.2.1 is not an IPv6 address", e.getMessage());
  }

  @Test
  void unknownHost() {
    HostException e = fails("nonesuch.test", Family.ANY, name());
    assertEquals(Kind.UNKNOWN_HOST, e.kind());
    assertEquals("unknown host: nonesuch.test", e.getMessage());
    assertEquals(Kind.UNKNOWN_HOST, fails("nonesuch.test", Family.IPV6, name()).kind());
    assertEquals("unknown host: a?b", fails("a\nb", Family.ANY, name()).getMessage());
    assertEquals("unknown host: (empty name)", fails("", Family.ANY, name(FOUR)).getMessage());
    assertEquals(Kind.UNKNOWN_HOST, fails("a\0b", Family.ANY, name(FOUR)).kind());
  }

  @Test
  void otherFamily() {
    HostException e = fails("four.test", Family.IPV6, name(FOUR));
    assertEquals(Kind.NO_ADDRESS_OF_FAMILY, e.kind());
    assertEquals("four.test has no IPv6 address, only 192.0.2.1", e.getMessage());
    assertEquals(
        "2001:db8::1 is not an IPv4 address",
        fails("2001:db8::1", Family.IPV4, name(SIX)).getMessage());
  }

  @Test
  void silentNameServerIsNotAnUnknownHost() {
    HostException e =
        fails(
            "slow.test",
            Family.ANY,
            (host, family) -> {
              throw new NotResolvedException(-3, "Temporary failure in name resolution");
            });
    assertEquals(Kind.NAME_LOOKUP_FAILED, e.kind());
    assertEquals("cannot look up slow.test: the name server does not answer", e.getMessage());
  }

  @Test
  void lettersBeyondAscii() throws HostException {
    List<String> asked = new ArrayList<>();
    NameResolution.all(
        "b\u00fccher.test",
        Family.ANY,
        (host, family) -> {
          asked.add(host);
          return List.of(FOUR);
        });
    assertEquals(List.of("xn--bcher-kva.test"), asked);
  }

  @Test
  void addressesWithARouteAreFirst() throws HostException {
    List<InetAddress> both = List.of(SIX, FOUR);
    assertEquals(
        List.of(FOUR, SIX), NameResolution.reachableFirst(both, address -> address.equals(FOUR)));
    assertEquals(both, NameResolution.reachableFirst(both, address -> true));
    assertEquals(both, NameResolution.reachableFirst(both, address -> false));
    assertEquals(List.of(SIX), NameResolution.reachableFirst(List.of(SIX), address -> false));
  }

  @Test
  void bracketsAreNoPartOfAnAddress() throws HostException {
    assertEquals(List.of(SIX), NameResolution.all("[2001:db8::1]", Family.ANY, name(FOUR)));
    assertEquals(List.of(FOUR), NameResolution.all("[192.0.2.1]", Family.ANY, name(SIX)));
  }

  /** RFC 4291 section 2.5.5.2: it stands for the IPv4 address in it. */
  @Test
  void mappedAddressIsIpv4() throws HostException {
    assertEquals(List.of(FOUR), NameResolution.all("::ffff:192.0.2.1", Family.ANY, name(SIX)));
    assertEquals(List.of(FOUR), NameResolution.all("[::ffff:c000:201]", Family.IPV4, name(SIX)));
  }

  /** Through the C library itself, but nothing here needs a name server. */
  @Test
  void literalsAreNotLookedUp() throws HostException {
    assertEquals(List.of(FOUR), NameResolution.all("192.0.2.1", Family.ANY));
    assertEquals(List.of(SIX), NameResolution.all("2001:db8::1", Family.IPV6));
    InetAddress scoped = NameResolution.all("fe80::7%lo", Family.ANY).get(0);
    assertEquals(Interfaces.byName("lo").index(), ((java.net.Inet6Address) scoped).getScopeId());
    HostException scope =
        assertThrows(HostException.class, () -> NameResolution.all("fe80::7%nix", Family.ANY));
    assertEquals(Kind.NO_SUCH_INTERFACE, scope.kind());
    HostException family =
        assertThrows(HostException.class, () -> NameResolution.all("192.0.2.1", Family.IPV6));
    assertEquals(Kind.NO_ADDRESS_OF_FAMILY, family.kind());
  }
}
