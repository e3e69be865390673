package dev.jnet.report.interfaces;

import static dev.jnet.report.JsonValues.word;

import dev.jnet.host.Interface;
import dev.jnet.host.LinkKind;
import dev.jnet.host.Neighbor;
import dev.jnet.host.Route;
import dev.jnet.report.AddressText;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.finding.FindingDocument;
import dev.jnet.wire.Addresses;
import io.avaje.jsonb.Json;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The JSON of {@code jnet interfaces}. Fields without a value, such as the MAC of a tun, are left
 * out.
 *
 * @param route the route to a destination; only with {@code --to}
 */
@Json
public record InterfacesDocument(
    String command, List<Row> interfaces, Way route, List<FindingDocument> findings) {

  /** One interface. Sizes are in bytes. */
  @Json
  public record Row(
      String name,
      int index,
      String state,
      String linkType,
      int mtu,
      Integer ipv6Mtu,
      String mac,
      List<Address> addresses,
      Sizes ipv4,
      Sizes ipv6,
      Integer frameBytes) {}

  /** One address of an interface. */
  @Json
  public record Address(String address, int prefix, String scope, String peer) {}

  /** The sizes that fit into the largest packet, in bytes. */
  @Json
  public record Sizes(int pingPayloadBytes, int udpPayloadBytes, int mss) {}

  /**
   * How packets reach the destination. {@code learnedMtu} is the path MTU that the kernel has
   * learned.
   */
  @Json
  public record Way(
      Target target,
      String type,
      @Json.Property("interface") String interfaceName,
      String nextHop,
      String nextHopMac,
      String nextHopState,
      String source,
      int table,
      int mtu,
      Integer learnedMtu,
      Double learnedExpiresMs,
      Integer routeMtu) {}

  /** A destination as the user wrote it, and its address. */
  @Json
  public record Target(String name, String address) {}

  /** The document for a result. */
  public static InterfacesDocument of(InterfacesResult result) {
    List<Row> rows = new ArrayList<>(result.interfaces().size());
    for (Interface each : result.interfaces()) {
      rows.add(row(each));
    }
    return new InterfacesDocument(
        "interfaces",
        rows,
        result.way() == null ? null : way(result.way()),
        FindingDocument.of(result.findings()));
  }

  private static Row row(Interface each) {
    List<Address> addresses = new ArrayList<>(each.addresses().size());
    for (Interface.Address address : each.addresses()) {
      addresses.add(
          new Address(
              AddressText.unscoped(address.address()),
              address.prefixLength(),
              address.scopeName(),
              address.peer() == null ? null : AddressText.unscoped(address.peer())));
    }
    boolean ethernet = each.kind() == LinkKind.ETHERNET;
    return new Row(
        each.name(),
        each.index(),
        each.state().toLowerCase(Locale.ROOT),
        each.linkType(),
        each.mtu(),
        each.ipv6Mtu() == 0 ? null : each.ipv6Mtu(),
        each.mac() == null ? null : each.mac().toString(),
        addresses,
        sizes(LargestPacket.ipv4(each.mtu())),
        sizes(LargestPacket.ipv6(MtuGroup.ipv6Mtu(each))),
        ethernet ? InterfacesReport.frame(each.mtu(), each.vlanTags()) : null);
  }

  private static Sizes sizes(Arithmetic sizes) {
    return sizes == null ? null : new Sizes(sizes.pingPayload(), sizes.udpPayload(), sizes.mss());
  }

  private static Way way(InterfacesResult.Way way) {
    Route route = way.route();
    Neighbor neighbor = way.neighbor();
    boolean learned = route.hasLearnedMtu();
    return new Way(
        new Target(way.name(), Addresses.text(route.destination())),
        word(route.type()),
        route.device().name(),
        text(route.gateway()),
        neighbor == null || neighbor.mac() == null ? null : neighbor.mac().toString(),
        neighbor == null ? null : word(neighbor.state()),
        text(route.source()),
        route.table(),
        route.mtu(),
        learned ? route.pathMtu() : null,
        learned ? (double) route.expiresMillis() : null,
        route.metrics().mtu() > 0 ? route.metrics().mtu() : null);
  }

  private static String text(InetAddress address) {
    return address == null ? null : AddressText.unscoped(address);
  }
}
